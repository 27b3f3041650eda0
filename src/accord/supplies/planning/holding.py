"""Whether a plan holds: what it counts on was free, or wanted, when it was made."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from accord.core.acts.supplies import Need
from accord.core.rules.stock import at
from accord.ledger.cache import reading
from accord.supplies.models_planning import PlanRun
from accord.supplies.planning.answers import Answer
from accord.supplies.planning.gather import split_lot
from accord.supplies.planning.promises import engagements
from accord.supplies.planning.shifts import by_vehicle, can_promise


@dataclass(frozen=True, slots=True)
class Gone:
    """Goods that a plan counts on and that are not free any more."""

    lot: str
    wanted: int
    free: int


def gone(run: PlanRun, open_: Iterable[Answer]) -> list[Gone]:
    """What was taken by others since a plan was made, of what is not agreed to yet."""
    wanted: dict[tuple[str, str, str], int] = defaultdict(int)
    for answer in open_:
        for (name, _), quantity in answer.missing.goods.items():
            wanted[(*split_lot(name), answer.member)] += quantity
    found = []
    with reading() as state:
        for (lot, site, owner), quantity in wanted.items():
            record = state.acts.get(site)
            if record is None:
                continue
            account = at(site, owner, "good", record.act.by)
            free = max(0, state.stock.free(account, lot))
            if free < quantity:
                found.append(Gone(lot, quantity, free))
    return found


def taken(open_: Iterable[Answer]) -> list[str]:
    """Vehicles that are promised for other hours, of what is not agreed to yet."""
    promised = by_vehicle(engagements())
    shifts = (one for answer in open_ for one in answer.missing.shifts.values())
    found = {
        vehicle
        for vehicle, since, until in shifts
        if not can_promise(since, until, promised.get(vehicle, ()))
    }
    return sorted(found)


def over(run: PlanRun) -> list[str]:
    """Needs of a plan that are over."""
    needs = {one["need"] for one in (run.plan or {}).get("deliveries", ())}
    with reading() as state:
        ended = state.stock.over | state.stock.reversed
        return sorted(
            one
            for one in needs
            if one in ended or state.in_effect(one, Need.KIND) is None
        )
