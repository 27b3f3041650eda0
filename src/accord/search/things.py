"""What an act speaks of by id alone: needs, offers and consignments name their goods
so, and are found, and shown, by the goods' names.
"""

from collections.abc import Iterable

from accord.core.acts.act import Act
from accord.core.acts.planning import Offer
from accord.core.acts.supplies import Consign, Item, Need
from accord.core.rules.state import State


def items(act: Act, state: State) -> list[str]:
    """The ids of the items that an act is about, each once, in its order."""
    body = act.body
    if isinstance(body, Need | Offer):
        return [body.item] if body.item else []
    if isinstance(body, Consign):
        lots = (state.stock.lots.get(line.lot) for line in body.lines)
        return list(dict.fromkeys(one.item for one in lots if one is not None))
    return []


def names(act: Act, state: State) -> list[str]:
    """The hashes of the contents that name these items."""
    found = (state.acts.get(one) for one in items(act, state))
    return [sha256 for one in found if one and (sha256 := one.act.content("names"))]


def about(changed: Iterable[str], state: State) -> set[str]:
    """The acts that speak of those items among these acts."""
    wanted = {
        one
        for one in changed
        if one in state.acts and state.acts[one].act.kind == Item.KIND
    }
    if not wanted:
        return set()
    return {
        one.act.id
        for one in state.acts.values()
        if not wanted.isdisjoint(items(one.act, state))
    }
