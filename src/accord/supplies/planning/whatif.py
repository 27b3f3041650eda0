"""A problem with a difference: a crossing closed, a vehicle lost, more goods there."""

from collections.abc import Sequence
from dataclasses import replace

from accord.planner.problem import (
    EVERYONE,
    Changed,
    Given,
    Lot,
    Policy,
    Problem,
    Roads,
    Table,
)
from accord.supplies.planning.asked import Asked
from accord.supplies.planning.gather import lot_id, split_vehicle
from accord.supplies.planning.region import region

# A lot that nobody has: its first digits are no record's.
THOUGHT = "0" * 64


def different(problem: Problem, asked: Asked, last: Sequence[Given]) -> Problem:
    """The same problem with what `asked` changes, beginning from the plan that was."""
    lots = (*problem.lots, *_more(asked))
    known = {one.owner for one in problem.policies}
    new = sorted({one.owner for one in lots} - known)
    return replace(
        problem,
        lots=lots,
        policies=problem.policies + tuple(Policy(one, EVERYONE) for one in new),
        vehicles=tuple(
            one
            for one in problem.vehicles
            if split_vehicle(one.id)[0] not in asked.lost
        ),
        roads=_closed(problem.roads, asked),
        last=tuple(last),
    )


def _more(asked: Asked) -> list[Lot]:
    return [
        Lot(
            lot_id(f"{THOUGHT}.{number}", one.site, one.owner),
            one.item,
            one.owner,
            one.site,
            one.quantity,
        )
        for number, one in enumerate(asked.stock)
    ]


def _closed(roads: Roads | Table, asked: Asked) -> Roads | Table:
    """A measured table knows no roads: nothing can be closed in it."""
    if not asked.closed or isinstance(roads, Table):
        return roads
    known = region().crossings
    ends = [known[one].ends for one in asked.closed if one in known]
    shut = {frozenset(one) for one in ends}
    stays = tuple(one for one in roads.changed if frozenset((one.a, one.b)) not in shut)
    return replace(roads, changed=stays + tuple(Changed(*one) for one in ends))
