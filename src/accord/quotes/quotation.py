"""Quotation marks: which open and which close, whatever their shape."""

import re
from collections.abc import Iterator

from accord.quotes.characters import DASHES, SINGLE_QUOTES

OPEN, CLOSE = "“", "”"
FEET, INCHES = "'", '"'  # right after a number; a unit where no quotation is open

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


class Quotations:
    """Tells opening from closing quotation marks while a text is read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.depth = 0
        self.last = (-1, "")
        self.paragraphs = self._starts()
        self.next_paragraph = next(self.paragraphs, len(text))

    def _starts(self) -> Iterator[int]:
        return (match.start() for match in _PARAGRAPH.finditer(self.text))

    def read(self, at: int, *, after_number: bool) -> tuple[str, bool]:
        """The key of the mark at `at`, and whether it is a unit: feet or inches."""
        while self.next_paragraph < at:
            self.depth, self.next_paragraph = 0, next(self.paragraphs, len(self.text))
        key = OPEN if self._opens(at) else CLOSE
        unit = False
        self.last = (at, key)
        if key == CLOSE and after_number and not self.text[at - 1].isspace():
            unit = not self.depth
            key = FEET if self.text[at] in SINGLE_QUOTES else INCHES
        self.depth = self.depth + 1 if key == OPEN else max(0, self.depth - 1)
        return key, unit

    def _opens(self, at: int) -> bool:
        before = self.text[at - 1 : at]
        after = self.text[at + 1 : at + 2]
        spaced_after = not after or after.isspace()
        if not before or before.isspace():
            if spaced_after or after in ",.;:?!)]":
                return self.text[at] in "«„“‘‹"
            return True
        if self.last[0] == at - 1:
            return self.last[1] == OPEN
        return not spaced_after and before in "([{<" + DASHES
