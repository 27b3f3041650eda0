"""`python -m accord.reports.jailed WHAT`: the process that reads strangers' files.

It takes a file on its input and answers on its output, see accord.people.jail.
"""

from collections.abc import Callable

import orjson

from accord.people import jail
from accord.reports import feeds
from accord.reports.files import office, pdf

Clean = Callable[[bytes], tuple[str, bytes]]

WORK: dict[str, Clean] = {
    "pdf": lambda data: ("pdf", pdf.clean(data)),
    "office": office.clean,
    "feed": lambda data: ("feed", orjson.dumps(feeds.read(data))),
}


def answer(words: list[str], data: bytes) -> bytes:
    """What comes of a file."""
    return jail.answer(lambda: WORK[words[0]](data))


if __name__ == "__main__":
    jail.serve(answer)
