"""A plan as a JSON document: codes and numbers, no prose."""

from accord.planner.plan import Delivery, Plan, Stop, Trip
from accord.planner.problemfile.fields import written

FORM = "accord/plan@1"


def document(plan: Plan) -> dict[str, object]:
    """The plan, as docs/formats/problem.md defines it."""
    return {
        "v": FORM,
        "deliveries": [delivery(one) for one in plan.deliveries],
        "trips": [trip(one) for one in plan.trips],
        "unmet": [
            {
                "need": one.need,
                "quantity": one.quantity,
                "reason": one.reason,
                "owners": list(one.owners),
            }
            for one in plan.unmet
        ],
        "left": plan.left,
        "alone": plan.alone,
        "by_itself": {
            member: {"met": one.met, "metres": one.metres}
            for member, one in plan.by_itself.items()
        },
        "own_plan": list(plan.own_plan),
        "stages": plan.stages,
        "proven": plan.proven,
        "metres": plan.metres,
    }


def delivery(one: Delivery) -> dict[str, object]:
    """One delivery."""
    return {
        "need": one.need,
        "lot": one.lot,
        "owner": one.owner,
        "quantity": one.quantity,
        "vehicle": one.vehicle,
        "carrier": one.carrier,
        "leaves": written(one.leaves),
        "arrives": written(one.arrives),
    }


def trip(one: Trip) -> dict[str, object]:
    """One vehicle's trip."""
    return {
        "vehicle": one.vehicle,
        "carrier": one.carrier,
        "home": one.home,
        "leaves": written(one.leaves),
        "returns": written(one.returns),
        "metres": one.metres,
        "stops": [_stop(stop) for stop in one.stops],
    }


def _stop(one: Stop) -> dict[str, object]:
    return {
        "place": one.place,
        "arrives": written(one.arrives),
        "leaves": written(one.leaves),
        "loads": [_goods(line) for line in one.loads],
        "hands_over": [_goods(line) for line in one.hands_over],
    }


def _goods(line: tuple[str, str, int]) -> dict[str, object]:
    lot, need, quantity = line
    return {"lot": lot, "need": need, "quantity": quantity}
