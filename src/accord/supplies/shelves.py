"""What lies in stores, summed up over lots: brought up with the balances."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Min

from accord.core.rules.changes import Account
from accord.ledger import lookups
from accord.ledger.bulk import Value, insert
from accord.supplies.lots import Lots
from accord.supplies.models import Balance, Shelf

_SHELF = ("key", "holder", "place", "owner", "item", "good", "damaged", "expiry")
_CONDITIONS = ("good", "damaged")
At = tuple[str, str, str, str]  # holder, place, owner, item
Units = list[int]  # good, damaged


def put(change: Mapping[tuple[Account, str], int], lots: Lots) -> None:
    """Adds changes of balances, by account and lot, once the balances have them."""
    inside = {
        at: units
        for at, units in change.items()
        if at[0].holder and at[0].place.startswith("site:")
    }
    if not inside:
        return
    added: dict[At, Units] = defaultdict(lambda: [0, 0])
    dated = set()
    for (account, lot), units in inside.items():
        goods = lots[lot]
        at = (account.holder, account.place, account.owner, goods.item)
        added[at][_CONDITIONS.index(account.condition)] += units
        if goods.expiry:
            dated.add(at)
    _write(added, _first_dates(dated))


def _write(added: Mapping[At, Units], first: Mapping[At, str]) -> None:
    """Adds units; the dates of what is not in `first` stay."""
    keys = {at: " ".join(at) for at in added}
    found = lookups.rows(Shelf, keys.values(), "key", "good", "damaged", "expiry")
    before = {key: (good, damaged, date) for key, good, damaged, date in found}
    gone = []

    def rows() -> Iterator[tuple[Value, ...]]:
        for at, (more_good, more_damaged) in added.items():
            good, damaged, date = before.get(keys[at], (0, 0, ""))
            units = (good + more_good, damaged + more_damaged)
            if any(units):
                yield (keys[at], *at, *units, first.get(at, date))
            elif keys[at] in before:
                gone.append(keys[at])

    insert(Shelf, _SHELF, rows(), replace=("good", "damaged", "expiry"))
    if gone:
        Shelf.objects.filter(key__in=gone).delete()


def _first_dates(dated: Iterable[At]) -> dict[At, str]:
    """The first date of what is there now, or ""; of these alone."""
    wanted = dict.fromkeys(dated, "")
    if not wanted:
        return {}
    rows = Balance.objects.filter(
        place__in={at[1] for at in wanted}, lot__item__in={at[3] for at in wanted}
    )
    kept = rows.exclude(holder="").exclude(lot__expiry="")
    by_shelf = kept.values_list("holder", "place", "owner", "lot__item")
    for *at, date in by_shelf.annotate(Min("lot__expiry")):
        if (one := (at[0], at[1], at[2], at[3])) in wanted:
            wanted[one] = date
    return wanted
