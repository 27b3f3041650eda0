"""Who has agreed to its part of a plan, who has refused, and what is asked of whom.

Agreed is what stands in the log: parts of this plan, and what earlier parts in force
had promised when it was made. So nobody signs twice for the same.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accord.supplies.models import PlanPart
from accord.supplies.models_planning import PlanRefusal, PlanRun
from accord.supplies.planning.gather import lot_id, split_lot, split_vehicle
from accord.supplies.planning.promises import covers, engagements, promises

AGREED, SILENT, REFUSED = "agreed", "silent", "refused"
# So that a part stays well below the 32 KiB of a record.
MAX_LINES = 100
MAX_VEHICLES = 25

Line = tuple[str, str]  # a lot at a site, and a need
Shift = tuple[str, str, str]  # a vehicle, since, until


@dataclass
class Asked:
    """What a plan asks of one member: units of goods, and shifts of vehicles."""

    goods: dict[Line, int] = field(default_factory=dict)
    shifts: dict[str, Shift] = field(default_factory=dict)


@dataclass
class Answer:
    """A member's answer, and what of its part it has not agreed to yet."""

    member: str
    state: str
    missing: Asked
    reason: str = ""
    time: datetime | None = None


# Every page of the desk asks what waits: the newest plan is taken apart once. By key.
_newest: dict[str, Mapping[str, Asked]] = {}


def asked(run: PlanRun) -> Mapping[str, Asked]:
    """What a plan asks of each owner and carrier."""
    found = _newest.get(run.key)
    if found is None:
        found = _read(run)
        if run.key:
            _newest.clear()
            _newest[run.key] = found
    return found


def _read(run: PlanRun) -> Mapping[str, Asked]:
    found: dict[str, Asked] = defaultdict(Asked)
    if not run.plan or not run.problem:
        return found
    for one in run.plan["deliveries"]:
        goods = found[one["owner"]].goods
        line = one["lot"], one["need"]
        goods[line] = goods.get(line, 0) + one["quantity"]
    shifts = {one["id"]: one for one in run.problem["vehicles"]}
    for trip in run.plan["trips"]:
        shift = shifts[trip["vehicle"]]
        vehicle, _ = split_vehicle(trip["vehicle"])
        time = vehicle, shift["since"], shift["until"]
        found[trip["carrier"]].shifts[trip["vehicle"]] = time
    return dict(found)


def answers(run: PlanRun) -> dict[str, Answer]:
    """Every owner's and carrier's answer to a plan, by member."""
    has = _agreed(run)
    engaged = engagements()
    refused = {one.member: one for one in run.refusals.filter(over=False)}
    found = {}
    for member, wanted in sorted(asked(run).items()):
        missing = Asked(
            {
                line: quantity - has.get(line, 0)
                for line, quantity in wanted.goods.items()
                if quantity > has.get(line, 0)
            },
            {
                name: shift
                for name, shift in wanted.shifts.items()
                if not any(
                    one.vehicle == shift[0] and covers(one, shift[1], shift[2])
                    for one in engaged
                )
            },
        )
        found[member] = _answer(member, missing, refused.get(member))
    return found


def _answer(member: str, missing: Asked, refusal: PlanRefusal | None) -> Answer:
    if not missing.goods and not missing.shifts:
        return Answer(member, AGREED, missing)
    if refusal is not None:
        return Answer(member, REFUSED, missing, refusal.reason, refusal.time)
    return Answer(member, SILENT, missing)


def _agreed(run: PlanRun) -> dict[Line, int]:
    """What is agreed to of each line, by parts in force."""
    found: dict[Line, int] = defaultdict(int)
    parts = {one["part"] for one in run.kept}
    live = set(
        PlanPart.objects.filter(act__in=parts, over=False).values_list("act", flat=True)
    )
    for one in run.kept:
        if one["part"] in live:
            found[one["lot"], one["need"]] += one["quantity"]
    if run.key:
        for line in promises():
            if line.plan == run.key:
                found[lot_id(line.lot, line.site, line.owner), line.need] += (
                    line.quantity
                )
    return found


def records(missing: Asked) -> int:
    """How many records what is missing takes; a member signs one after another."""
    return max(
        -(-len(missing.goods) // MAX_LINES), -(-len(missing.shifts) // MAX_VEHICLES)
    )


def body(run: PlanRun, missing: Asked) -> dict[str, object]:
    """The body of the part that a member is to sign; what is too long comes next."""
    lines = [
        {"lot": lot, "site": site, "need": need, "quantity": quantity}
        for (name, need), quantity in sorted(missing.goods.items())
        for lot, site in [split_lot(name)]
    ]
    vehicles = [
        {"vehicle": vehicle, "since": since, "until": until}
        for vehicle, since, until in sorted(missing.shifts.values())
    ]
    return {
        "plan": run.key,
        "lines": lines[:MAX_LINES],
        "vehicles": vehicles[:MAX_VEHICLES],
    }
