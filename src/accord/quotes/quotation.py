"""Quotation marks: which open and which close, whatever their shape."""

from accord.quotes.characters import DASHES, SINGLE_QUOTES

OPEN, CLOSE = "“", "”"
FEET, INCHES = "'", '"'  # right after a number; a unit where no quotation is open


class Turns:
    """Tells opening from closing quotation marks while a piece of text is read.

    White space is around the piece, and none inside it but inside tokens.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.last = (-1, "")

    def read(self, at: int, *, after_number: bool) -> str:
        """The key of the mark at `at`."""
        key = OPEN if self._opens(at) else CLOSE
        self.last = (at, key)
        if key == CLOSE and after_number and not self.text[at - 1].isspace():
            return FEET if self.text[at] in SINGLE_QUOTES else INCHES
        return key

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
