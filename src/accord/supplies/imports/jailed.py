"""`python -m accord.supplies.imports.jailed`: the process that reads workbooks.

It takes an XLSX on its input and answers with its rows as JSON, see accord.people.jail.
What the libraries inside make of a few packed bytes may eat gigabytes: here it cannot.
"""

from accord.people import jail
from accord.supplies.imports import book


def answer(words: list[str], data: bytes) -> bytes:
    """What comes of a workbook."""
    return jail.answer(lambda: ("rows", book.read(data)))


if __name__ == "__main__":
    jail.serve(answer)
