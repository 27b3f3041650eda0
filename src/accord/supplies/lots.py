"""Lots: what comes into the books, and what movements are looked up for."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from accord.core.acts.supplies import Count, Receive
from accord.core.rules.changes import Change, LotMade, Moved, TookEffect
from accord.ledger import lookups
from accord.supplies.models import Lot


class Goods(NamedTuple):
    """What a lot is: its item, to whom and by whom it came, until when it keeps."""

    item: str
    owner: str
    donor: str
    batch: str
    expiry: str
    earmark: str


Lots = Mapping[str, Goods]  # lot -> what it is


def new_lots(changes: Iterable[Change], effects: Iterable[TookEffect]) -> Lots:
    """The lots that changes bring in; `effects` are those among the changes."""
    owners = {
        one.act.id: one.act.body.owner
        for one in effects
        if isinstance(one.act.body, Receive | Count)
    }
    return {
        one.lot: Goods(
            one.item,
            owners[one.lot.partition(".")[0]],
            one.donor or "",
            one.batch or "",
            one.expiry or "",
            one.earmark or "",
        )
        for one in changes
        if isinstance(one, LotMade)
    }


def lots_of(moves: Iterable[Moved], new: Lots) -> Lots:
    """The lots of movements: `new` ones, and others out of the table."""
    old = {one.lot for one in moves} - new.keys()
    rows = lookups.rows(Lot, old, "lot", *Goods._fields)
    return {**new, **{lot: Goods(*said) for lot, *said in rows}}
