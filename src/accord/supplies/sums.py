"""Sums that charts and reports read, so that no page adds up a log's movements.

Each is brought up by what an append moved and nothing else. A row stays when its sum
comes back to nothing, so that tables built anew are the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Model

from accord.core.rules.changes import Account, Moved
from accord.ledger.bulk import insert
from accord.supplies.gifts import Given, on
from accord.supplies.keys import short
from accord.supplies.lots import Lots
from accord.supplies.models import Dated, DaySum, Gift

Change = Mapping[tuple[Account, str], int]  # account and lot -> units more


def is_stock(account: Account) -> bool:
    """Whether what is there lies in a store and is good."""
    in_store = bool(account.holder) and account.place.startswith("site:")
    return in_store and account.condition == "good"


def add_days(moves: Iterable[Moved], lots: Lots) -> None:
    """Adds to each day how much more good stock of each item there was."""
    units: dict[tuple[str, str], int] = defaultdict(int)
    for one in moves:
        into, out = is_stock(one.target), is_stock(one.source)
        if into != out:
            at = one.time[:10], lots[one.lot].item
            units[at] += one.quantity if into else -one.quantity
    _add(DaySum, "day", units)


def add_dated(change: Change, lots: Lots) -> None:
    """Adds to each date how much of each item keeps until then, in all stores."""
    units: dict[tuple[str, str], int] = defaultdict(int)
    for (account, lot), n in change.items():
        goods = lots[lot]
        if goods.expiry and is_stock(account):
            units[goods.expiry, goods.item] += n
    _add(Dated, "expiry", units)


def _add(table: type[Model], column: str, units: Mapping[tuple[str, str], int]) -> None:
    """Adds units of items to the rows of their days."""
    insert(
        table,
        ("key", column, "item", "units"),
        ((short(day, item), day, item, n) for (day, item), n in units.items()),
        add=("units",),
    )


def add_gifts(change: Change, lots: Lots) -> None:
    """Adds to what donors gave where it is now."""
    sums: dict[tuple[str, str, str, str], list[int]] = {}
    for (account, lot), n in change.items():
        goods = lots[lot]
        if not goods.donor:
            continue
        at = goods.donor, goods.item, goods.owner, goods.earmark
        row = sums.setdefault(at, [0] * len(Given.NAMES))
        name, units = on(account.place, account.condition, n)
        row[Given.NAMES.index(name)] += units
    insert(
        Gift,
        ("key", "donor", "item", "owner", "earmark", *Given.NAMES),
        ((short(*at), *at, *row) for at, row in sums.items()),
        add=Given.NAMES,
    )
