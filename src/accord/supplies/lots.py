"""What movements are looked up for: the lots that they move."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from accord.core.rules.changes import Moved
from accord.supplies.models import Lot


class Goods(NamedTuple):
    """What a lot is: its item, to whom and by whom it came, until when it keeps."""

    item: str
    owner: str
    donor: str
    expiry: str
    earmark: str


Lots = Mapping[str, Goods]  # lot -> what it is


def lots_of(moves: Iterable[Moved]) -> Lots:
    """The lots of movements, which are in the table by now."""
    rows = Lot.objects.filter(lot__in={one.lot for one in moves})
    return {lot: Goods(*said) for lot, *said in rows.values_list("lot", *Goods._fields)}
