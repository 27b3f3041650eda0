"""Acts that prepare for movements in words."""

from accord.cli.words.line import Facts, plural
from accord.core.acts.planning import Kit, Offer, Plan, Policy, Vehicle


def vehicle(body: Vehicle) -> Facts:
    """A vehicle."""
    return [
        ("code", body.code),
        ("carries", f"{body.grams:,} g, {body.millilitres:,} ml"),
        ("pallets", str(body.pallets)),
        ("kept", ", ".join(body.bands)),
        ("home", body.home or "nowhere in particular"),
    ]


def kit(body: Kit) -> Facts:
    """Items that go together."""
    parts = [f"{plural(one.quantity, 'unit')} of item {one.item}" for one in body.parts]
    return [("code", body.code), ("parts", "\n".join(parts))]


def offer(body: Offer) -> Facts:
    """Goods or a vehicle."""
    what = f"vehicle {body.vehicle}"
    if body.quantity is not None:
        what = f"{plural(body.quantity, 'unit')} of item {body.item}"
    return [("offers", what), ("at site", body.site), ("until", body.until)]


def policy(body: Policy) -> Facts:
    """What a holder may do without asking."""
    return [
        ("to", body.to),
        ("items", "\n".join(body.items) or "all"),
        ("at most", f"{plural(body.limit, 'unit')} of each"),
        ("always left", f"{plural(body.floor, 'unit')} of each"),
        ("until", body.until),
    ]


def plan(body: Plan) -> Facts:
    """A part of a plan."""
    goods = [
        f"{plural(one.quantity, 'unit')} of lot {one.lot}\n"
        f"  at site {one.site}\n  for need {one.need}"
        for one in body.lines
    ]
    vehicles = [f"{one.vehicle}\n  {one.since} to {one.until}" for one in body.vehicles]
    return [
        ("plan", body.plan),
        ("goods", "\n".join(goods) or "none"),
        ("vehicles", "\n".join(vehicles) or "none"),
    ]
