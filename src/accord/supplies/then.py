"""Stock as it was: what lay in a store at any past moment.

Movements are never changed, so the books of any moment are those of now without what
came after it, or nothing with all that came before it: whichever is less to add up.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Sum

from accord.core.acts import times
from accord.core.rules.changes import Account
from accord.supplies.models import Balance, Lot, Movement
from accord.supplies.stock import StockRow, day
from accord.supplies.things import Things

Amounts = dict[tuple[Account, str], int]  # by account and lot


def position_at(moment: datetime) -> int:
    """The position of the last movement up to `moment`; -1 when there was none yet.

    Times never go back along the log, so it is found by halving.
    """
    text = times.write(moment)
    newest: int | None = Movement.objects.aggregate(last=Max("position"))["last"]
    if newest is None:
        return -1
    low, high = -1, newest
    while low < high:
        middle = (low + high + 1) // 2
        row = (
            Movement.objects.filter(position__gte=middle)
            .order_by("position")
            .values_list("position", "time")
            .first()
        )
        if row is not None and row[1] <= text:
            low = row[0]
        else:
            high = middle - 1
    return low


def balances(place: str, position: int) -> Amounts:
    """What was on every account of a place after the movement at `position`."""
    newest = Movement.objects.aggregate(last=Max("position"))["last"] or 0
    found: Amounts = defaultdict(int)
    if position > newest // 2:
        for row in Balance.objects.filter(place=place):
            account = Account(row.holder, row.place, row.owner, row.condition)
            found[account, row.lot_id] += row.quantity
        _add(found, place, -1, position__gt=position)
    else:
        _add(found, place, 1, position__lte=position)
    return {at: quantity for at, quantity in found.items() if quantity}


def _add(found: Amounts, place: str, sign: int, **which: int) -> None:
    """Adds movements to and from a place up, or takes them off again."""
    for side, way in (("target", sign), ("source", -sign)):
        owner = "target_owner" if side == "target" else "owner"
        named = (f"{side}_holder", owner, f"{side}_condition", "lot_id")
        rows = (
            Movement.objects.filter(**{f"{side}_place": place}, **which)
            .values_list(*named)
            .annotate(units=Sum("quantity"))
            .order_by()
        )
        for holder, whose, condition, lot, units in rows:
            found[Account(holder, place, whose, condition), lot] += way * units


def account(at: Account, moment: datetime) -> dict[str, int]:
    """What was on one account at a moment, by lot."""
    there = balances(at.place, position_at(moment))
    return {lot: units for (one, lot), units in there.items() if one == at}


def rows(things: Things, site: str, moment: datetime) -> list[StockRow]:
    """What lay in a store at a moment, for a page."""
    there = balances(f"site:{site}", position_at(moment))
    return list(_rows(things, site, there))


def _rows(things: Things, site: str, there: Amounts) -> Iterable[StockRow]:
    lots = Lot.objects.in_bulk({lot for _account, lot in there})
    units: dict[tuple[str, str, str], dict[str, int]] = defaultdict(
        lambda: defaultdict(int)
    )
    dates: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    kept: dict[tuple[str, str, str], dict[str, int]] = defaultdict(
        lambda: defaultdict(int)
    )
    for (one, lot), quantity in there.items():
        if not one.holder:
            continue
        key = (one.owner, one.holder, lots[lot].item)
        units[key][one.condition] += quantity
        if lots[lot].expiry:
            dates[key].append(lots[lot].expiry)
        if lots[lot].earmark:
            kept[key][things.named_site(lots[lot].earmark)] += quantity
    for (owner, holder, item), found in units.items():
        yield StockRow(
            item=things.items[item],
            owner=things.member(owner),
            holder=things.member(holder),
            site=things.sites[site],
            good=found["good"],
            damaged=found["damaged"],
            expiry=day(min(dates[owner, holder, item], default="")),
            recalled=0,
            kept=tuple(sorted(kept[owner, holder, item].items())),
        )
