"""`python -m accord.reports.jailed WHAT`: the process that reads strangers' files.

It takes a file on its input and answers on its output: `ok:<kind>` or `no:<why>`, a
line break, and the cleaned file. See accord.people.jail.
"""

import sys
from collections.abc import Callable

import orjson

from accord.people import jail
from accord.reports import feeds
from accord.reports.files import office, pdf
from accord.reports.files.not_taken import NotTaken

Clean = Callable[[bytes], tuple[str, bytes]]

WORK: dict[str, Clean] = {
    "pdf": lambda data: ("pdf", pdf.clean(data)),
    "office": office.clean,
    "feed": lambda data: ("feed", orjson.dumps(feeds.read(data))),
}


def answer(what: str, data: bytes) -> bytes:
    """What comes of a file: `ok:<kind>` or `no:<why>`, a line break, the file."""
    try:
        kind, made = WORK[what](data)
    except NotTaken as refused:
        return f"no:{refused}\n".encode("ascii")
    return f"ok:{kind}\n".encode("ascii") + made


def main() -> None:
    """One file, and the end."""
    jail.enter()
    sys.stdout.buffer.write(answer(sys.argv[1], sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
