"""Codes of what a table registers: each stands once, here and in the books."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accord.supplies.things import ItemView, SiteView


class Codes:
    """The codes that a member has used, and the rows of those that come."""

    def __init__(self, there: Iterable[ItemView | SiteView], member: str) -> None:
        self.used = {one.code for one in there if one.by == member}
        self.rows: dict[str, int] = {}

    def why_not(self, code: str) -> str:
        """Why a code cannot be taken, as a sentence; "" when it can."""
        if code in self.used:
            sentence = _("Your organisation already uses the code {code}.")
            return sentence.format(code=code)
        if code in self.rows:
            sentence = _("This stands in row {row} already.")
            return sentence.format(row=self.rows[code])
        return ""

    def take(self, code: str, row: int) -> None:
        """A row has it now."""
        self.rows[code] = row
