"""Movements and balances: the books as tables."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from accord.core.rules.changes import Account, Moved
from accord.ledger import lookups
from accord.ledger.bulk import Value, insert
from accord.supplies.keys import short
from accord.supplies.lots import Lots
from accord.supplies.models import Balance, Movement
from accord.supplies.shelves import put
from accord.supplies.sums import add_dated, add_days, add_gifts

PLACES_IN_A_RECORD = 2**20
_MOVEMENT = (
    "position",
    "act",
    "lot",
    "quantity",
    "owner",
    "target_owner",
    "source_holder",
    "source_place",
    "source_condition",
    "target_holder",
    "target_place",
    "target_condition",
    "time",
)
_BALANCE = ("key", "holder", "place", "owner", "condition", "lot", "quantity")


def key_of(account: Account, lot: str) -> str:
    """The key of a balance: of the account and the lot."""
    return short(*account, lot)


def write_movements(moves: Sequence[Moved], lots: Lots) -> None:
    """Books movements of `lots` in the order of the log, and brings the sums up."""
    if not moves:
        return
    insert(Movement, _MOVEMENT, _rows(moves))
    add_up(moves, lots)
    add_days(moves, lots)


def _rows(moves: Sequence[Moved]) -> Iterator[tuple[Value, ...]]:
    number, index = 0, -1
    for one in moves:
        number = number + 1 if one.index == index else 0
        index = one.index
        yield (
            index * PLACES_IN_A_RECORD + number,
            one.act_id,
            one.lot,
            one.quantity,
            one.source.owner,
            one.target.owner,
            one.source.holder,
            one.source.place,
            one.source.condition,
            one.target.holder,
            one.target.place,
            one.target.condition,
            one.time,
        )


def add_up(moves: Sequence[Moved], lots: Lots) -> None:
    """Brings the balances, and all that sums them up, up by what moved."""
    change: dict[tuple[Account, str], int] = defaultdict(int)
    for one in moves:
        change[one.source, one.lot] -= one.quantity
        change[one.target, one.lot] += one.quantity
    # What nobody holds (given, used, counted) is read from movements and sums alone.
    keys = {at: key_of(*at) for at in change if at[0].holder}
    before = dict(lookups.rows(Balance, keys.values(), "key", "quantity"))
    after = {at: before.get(key, 0) + change[at] for at, key in keys.items()}
    insert(
        Balance,
        _BALANCE,
        ((keys[at], *at[0], at[1], n) for at, n in after.items() if n),
        replace=("quantity",),
    )
    gone = [keys[at] for at, n in after.items() if not n and keys[at] in before]
    if gone:
        Balance.objects.filter(key__in=gone).delete()
    put(change, lots)
    add_dated(change, lots)
    add_gifts(change, lots)
