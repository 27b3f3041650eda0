"""Items and sites by the names that a table gives them."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, process

from accord.supplies.imports import cells
from accord.supplies.imports.columns import Column
from accord.supplies.imports.problems import Wrong
from accord.supplies.things import ItemView, SiteView, Things

NEAR = 70
NAME = cells.text(200)
ITEM = Column("item", gettext_lazy("Item"), "#item+code", NAME, True, "blanket-medium")
UNIT = Column("in", gettext_lazy("Unit or pack"), "#item+unit", cells.text(64))


def site_column(example: str) -> Column:
    """The column of the places where goods lie or are needed."""
    return Column("site", gettext_lazy("Site"), "#loc+code", NAME, True, example)


class Named:
    """Things by their code, by `member/code`, or by their name on the page."""

    def __init__(
        self, found: Iterable[ItemView | SiteView], member: str, missing: str
    ) -> None:
        self.missing = missing
        self.by_word: dict[str, list[ItemView | SiteView]] = {}
        self.member = member
        for one in found:
            words = {one.code, f"{one.by}/{one.code}", one.name.casefold()}
            for word in words:
                self.by_word.setdefault(word, []).append(one)

    def find(self, cell: str) -> ItemView | SiteView:
        """The one thing of this name, our own before others'; raises Wrong."""
        found = self.by_word.get(cell.casefold(), [])
        mine = [one for one in found if one.by == self.member]
        if len(found) == 1 or len(mine) == 1:
            return (mine or found)[0]
        if found:
            raise Wrong(
                _("More than one has this name. Write one of: {names}.").format(
                    names=", ".join(f"{one.by}/{one.code}" for one in found[:4])
                )
            )
        near = self._near(cell.casefold())
        if near:
            raise Wrong(f"{self.missing} {_('Did you mean {name}?').format(name=near)}")
        raise Wrong(self.missing)

    @lru_cache(maxsize=1000)  # noqa: B019 - lives as long as one reading of a table
    def _near(self, word: str) -> str:
        found = process.extractOne(
            word, list(self.by_word), scorer=fuzz.ratio, score_cutoff=NEAR
        )
        return self.by_word[found[0]][0].code if found else ""


class Items:
    """The catalogue by name."""

    def __init__(self, things: Things, member: str) -> None:
        missing = _("There is no such item in the catalogue.")
        self.named = Named(things.items.values(), member, missing)

    def find(self, cell: str, _values: object = None) -> ItemView:
        """The item of this code or name; raises Wrong."""
        found = self.named.find(cell)
        assert isinstance(found, ItemView)  # noqa: S101 - only items are named here
        return found


class Sites:
    """All sites by name, or those of one member."""

    def __init__(self, things: Things, member: str, operator: str = "") -> None:
        found = [one for one in things.sites.values() if operator in ("", one.by)]
        missing = (
            _("Your organisation runs no such site.")
            if operator
            else _("There is no such site.")
        )
        self.named = Named(found, member, missing)

    def find(self, cell: str, _values: object = None) -> SiteView:
        """The site of this code or name; raises Wrong."""
        found = self.named.find(cell)
        assert isinstance(found, SiteView)  # noqa: S101 - only sites are named here
        return found
