"""What members have agreed to in plans, and what of it is still to be packed."""

from collections import defaultdict
from dataclasses import dataclass

from accord.core.acts.planning import Engagement, Plan, PlanLine
from accord.core.acts.supplies import Need
from accord.core.rules.changes import Account
from accord.core.rules.state import State
from accord.core.rules.stock import Stock, at
from accord.ledger.cache import reading
from accord.supplies.models import PlanPart


@dataclass(frozen=True, slots=True)
class Promise:
    """A line of a part in force: `left` of `quantity` units are still to be packed."""

    part: str
    plan: str
    owner: str
    lot: str
    site: str
    need: str
    destination: str
    quantity: int
    left: int


@dataclass(frozen=True, slots=True)
class Engaged:
    """A vehicle that its carrier has promised, from a time until another."""

    part: str
    vehicle: str
    since: str
    until: str


def promises() -> list[Promise]:
    """Every line of every part in force, in the order in which they were agreed to."""
    with reading() as state:
        return [
            promise
            for part, owner, plan in _parts(state)
            for promise in _of(part, owner, plan, state)
        ]


def engagements() -> list[Engaged]:
    """Every vehicle of every part in force."""
    with reading() as state:
        return [
            Engaged(part, one.vehicle, one.since, one.until)
            for part, _, plan in _parts(state)
            for one in plan.vehicles
        ]


def _parts(state: State) -> list[tuple[str, str, Plan]]:
    rows = PlanPart.objects.filter(over=False).order_by("index")
    found = []
    for part, owner in rows.values_list("act", "by"):
        body = state.acts[part].act.body if part in state.acts else None
        if isinstance(body, Plan):
            found.append((part, owner, body))
    return found


def _of(part: str, owner: str, plan: Plan, state: State) -> list[Promise]:
    stock = state.stock
    drawn: dict[tuple[str, str, str], int] = defaultdict(int)
    for (of, site, lot, destination), quantity in stock.drawn.items():
        if of == part:
            drawn[site, lot, destination] += quantity
    held = _held(part, stock)
    found = []
    for line in plan.lines:
        destination = _destination(line, state)
        way = line.site, line.lot, destination
        sent = min(line.quantity, drawn[way])
        drawn[way] -= sent
        account = at(line.site, owner, "good", state.acts[line.site].act.by)
        left = min(line.quantity - sent, held[account, line.lot])
        held[account, line.lot] -= left
        found.append(
            Promise(
                part,
                plan.plan,
                owner,
                line.lot,
                line.site,
                line.need,
                destination,
                line.quantity,
                left,
            )
        )
    return found


def _held(part: str, stock: Stock) -> dict[tuple[Account, str], int]:
    return defaultdict(int, stock.reserved.get(part, {}))


def _destination(line: PlanLine, state: State) -> str:
    body = state.acts[line.need].act.body
    return body.site if isinstance(body, Need) else ""


def covers(one: Engaged | Engagement, since: str, until: str) -> bool:
    """Whether a vehicle is promised for all of this time."""
    return one.since <= since and until <= one.until
