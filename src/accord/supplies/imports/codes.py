"""Codes of what a table registers: each stands once, here and in the books."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from accord.supplies.imports.problems import Wrong
from accord.supplies.things import ItemView, SiteView


class Codes:
    """The codes that a member has used, and the rows of those that come."""

    def __init__(self, there: Iterable[ItemView | SiteView], member: str) -> None:
        self.used = {one.code for one in there if one.by == member}
        self.rows: dict[str, int] = {}

    def free(self, code: str, _values: Mapping[str, object]) -> str:
        """The code, when it can be taken; raises Wrong."""
        if code in self.used:
            sentence = _("Your organisation already uses the code {code}.")
            raise Wrong(sentence.format(code=code))
        if code in self.rows:
            sentence = _("This stands in row {row} already.")
            raise Wrong(sentence.format(row=self.rows[code]))
        return code

    def take(self, code: str, row: int) -> None:
        """A row has it now."""
        self.rows[code] = row
