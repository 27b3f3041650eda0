"""What the page of a plan shows to one member: all of it in one place."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accord.ledger import clock
from accord.people.names import Who
from accord.people.reader import Reader
from accord.supplies.models import Lot
from accord.supplies.models_planning import PlanRun
from accord.supplies.planning import asked as asking
from accord.supplies.planning import drawn
from accord.supplies.planning.answers import (
    AGREED,
    REFUSED,
    SILENT,
    Answer,
    records,
)
from accord.supplies.planning.gather import split_vehicle
from accord.supplies.planning.holding import Gone, gone, over, taken
from accord.supplies.planning.promises import Promise, promises
from accord.supplies.planning.region import region
from accord.supplies.planning.shown import (
    LineView,
    NeedView,
    PlanView,
    TripView,
    left_out,
    shown,
)
from accord.supplies.things import ItemView, SiteView, Things


@dataclass(frozen=True, slots=True)
class Seat:
    """A member in the tally of a plan."""

    who: Who
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mine:
    """A member's own part: what is asked of it, and what it would manage alone.

    `records`: how many the part still takes.
    """

    state: str
    lines: list[LineView]
    trips: list[TripView]
    open: bool
    records: int
    reason: str
    needs: int
    full: int
    kilometres: int
    alone_full: int
    alone_kilometres: int
    alone_known: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """Agreed goods of one owner that a store is to send to one place.

    `over`: goods whose last day is past since they were agreed to; these stay.
    """

    part: str
    site: SiteView
    destination: SiteView
    owner: Who
    lines: list[tuple[ItemView, int]]
    over: list[tuple[ItemView, int]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a "what if" changes: one need, or one vehicle, before and after."""

    what: str
    before: int
    after: int
    unit: str


def plan_context(view: PlanView, things: Things, reader: Reader) -> dict[str, object]:
    """All that the template needs."""
    run = view.run
    answers = list(view.answers.values())
    waiting = [one for one in answers if one.state == SILENT]
    stores = {line.source.id: line.source for need in view.needs for line in need.lines}
    sites, parked = left_out(run, things)
    ended = set(over(run))
    drawing = drawn.of_plan(view.needs, view.trips, stores.values())
    return {
        "view": view,
        "seats": _seats(answers, things),
        "tally": _tally(view, reader.member),
        "waiting_for": len(waiting),
        "mine": mine(view, things, reader.member),
        "refusable": _refusable(view, things, reader.member),
        "gone": _named(gone(run, answers), things),
        **_taken(view, things),
        "over": [one for one in view.needs if one.id in ended],
        "map": drawn.attribute(drawing),
        "drawing": drawing,
        "left_out": sites,
        "parked": parked,
        "packs": packs(things, reader.member),
        "asked": _asked(run, things),
        "compared": _compared(run, view, things) if run.of_id else None,
        "no_table": bool((run.plan or {}).get("no_table")),
    }


def _taken(view: PlanView, things: Things) -> dict[str, object]:
    """Vehicles that are promised for other hours: those whose trips the reader sees by
    name, of others only that there are some.
    """
    found = taken(view.answers.values())
    seen = {split_vehicle(one.id)[0] for one in view.trips}
    named = [things.named_vehicle(one) for one in found if one in seen]
    return {"taken": named, "others_taken": len(named) < len(found)}


def _seats(answers: Iterable[Answer], things: Things) -> list[Seat]:
    return [Seat(things.member(one.member), one.state, one.reason) for one in answers]


def _tally(view: PlanView, member: str) -> dict[str, object]:
    """For the tag `tally`: all have to agree."""
    states = {name: one.state for name, one in view.answers.items()}
    you = states.get(member) == SILENT
    silent = sum(one == SILENT for one in states.values())
    return {
        "signed": view.agreed,
        "silent": silent - you,
        "objects": sum(one == REFUSED for one in states.values()),
        "needed": len(states),
        "you": you,
    }


def mine(view: PlanView, things: Things, member: str) -> Mine | None:
    """A member's own part; None where the plan has nothing to do with it."""
    answer = view.answers.get(member)
    own = [one for one in view.needs if one.by.handle == member]
    if answer is None and not own:
        return None
    lines = [
        line
        for need in view.needs
        for line in need.lines
        if line.owner.handle == member
    ]
    trips = [one for one in view.trips if one.mine]
    alone = (view.run.plan or {}).get("by_itself", {}).get(member)
    return Mine(
        answer.state if answer else AGREED,
        lines,
        trips,
        answer is not None and answer.state != AGREED,
        records(answer.missing) if answer else 0,
        answer.reason if answer else "",
        len(own),
        sum(not one.missing for one in own),
        sum(one.kilometres for one in trips),
        alone["met"] if alone else 0,
        alone["metres"] // 1000 if alone else 0,
        alone is not None,
    )


def choices(view: PlanView, member: str) -> list[tuple[str, str]]:
    """What a member can refuse: its goods for a need, or a vehicle on a day."""
    answer = view.answers.get(member)
    if answer is None:
        return []
    needs = dict.fromkeys(need for _, need in answer.missing.goods)
    return [(f"need:{one}", one) for one in needs] + [
        (f"vehicle:{one}", one) for one in answer.missing.shifts
    ]


def _refusable(view: PlanView, things: Things, member: str) -> list[dict[str, str]]:
    """The same in words: how much of what for whom, or which vehicle when."""
    needs = {one.id: one for one in view.needs}
    found = []
    for value, name in choices(view, member):
        if value.startswith("need:"):
            need = needs[name]
            n = sum(one.quantity for one in need.lines if one.owner.handle == member)
            words = f"{n} × {need.item.name} → {need.site.name}"
        else:
            vehicle, day = split_vehicle(name)
            words = f"{things.named_vehicle(vehicle)}, {day:%d.%m.}"
        found.append({"value": value, "words": words})
    return found


def _named(found: Sequence[Gone], things: Things) -> list[tuple[ItemView, Gone]]:
    items = dict(
        Lot.objects.filter(lot__in=[one.lot for one in found]).values_list(
            "lot", "item"
        )
    )
    return [(things.items[items[one.lot]], one) for one in found if one.lot in items]


# Carrying it out


def packs(things: Things, member: str) -> list[Pack]:
    """What is agreed to and lies in a store of this member, by owner and place."""
    found: dict[tuple[str, str, str, str], list[Promise]] = defaultdict(list)
    for one in promises():
        site = things.sites.get(one.site)
        # What lies where it is needed has no way to go.
        goes = one.destination != one.site and one.destination in things.sites
        if one.left and goes and site is not None and site.by == member:
            found[one.part, one.owner, one.site, one.destination].append(one)
    lots = {line.lot for lines in found.values() for line in lines}
    items = dict(Lot.objects.filter(lot__in=lots).values_list("lot", "item"))
    over = _over(lots)
    return [
        Pack(
            part,
            things.sites[site],
            things.sites[destination],
            things.member(owner),
            _by_item((one for one in lines if one.lot not in over), items, things),
            _by_item((one for one in lines if one.lot in over), items, things),
        )
        for (part, owner, site, destination), lines in found.items()
    ]


def _over(lots: Iterable[str]) -> set[str]:
    """Those of these lots whose last day is past."""
    rows = Lot.objects.filter(lot__in=lots, expiry__gt="", expiry__lt=clock.text()[:10])
    return set(rows.values_list("lot", flat=True))


def _by_item(
    lines: Iterable[Promise], items: dict[str, str], things: Things
) -> list[tuple[ItemView, int]]:
    total: dict[str, int] = defaultdict(int)
    for one in lines:
        total[items[one.lot]] += one.left
    return [(things.items[item], n) for item, n in total.items()]


def pack_lines(part: str, site: str, destination: str) -> list[dict[str, object]]:
    """The lines of a consignment of what a part still has for a place.

    What is over by now is no part of them.
    """
    total: dict[str, int] = defaultdict(int)
    for one in promises():
        if (one.part, one.site, one.destination) == (part, site, destination):
            total[one.lot] += one.left
    over = _over(total)
    return [
        {"lot": lot, "quantity": n} for lot, n in total.items() if n and lot not in over
    ]


# What if


def _asked(run: PlanRun, things: Things) -> dict[str, list[str]]:
    """What a "what if" changes, by name."""
    wanted = asking.read(run.asked)
    known = region().crossings
    return {
        "closed": [known[one].name for one in wanted.closed if one in known],
        "lost": [things.named_vehicle(one) or one[:8] for one in wanted.lost],
        "stock": [
            f"{things.items[one.item].counted(one.quantity)} "
            f"{things.items[one.item].name}, {things.sites[one.site].name}"
            for one in wanted.stock
            if one.item in things.items and one.site in things.sites
        ],
    }


@dataclass(frozen=True, slots=True)
class Compared:
    """The plan before, and what is different: needs, vehicles, kilometres."""

    number: int
    needs: list[NeedView]
    trips: list[Difference]
    full: tuple[int, int]
    kilometres: tuple[int, int]


def _compared(run: PlanRun, view: PlanView, things: Things) -> Compared | None:
    if run.of is None:
        return None
    before = shown(run.of, things, run.member)
    return Compared(
        run.of.pk,
        [one for one in view.needs if one.changed],
        _driven(before, view),
        (before.full, view.full),
        (before.kilometres, view.kilometres),
    )


def _driven(before: PlanView, after: PlanView) -> list[Difference]:
    """Vehicles that drive farther or less far, or not at all."""
    was = {one.id: one for one in before.trips}
    now = {one.id: one for one in after.trips}
    found = []
    for name in sorted(was | now, key=lambda one: (split_vehicle(one)[1], one)):
        a, b = was.get(name), now.get(name)
        trip = b or a
        km = a.kilometres if a else 0, b.kilometres if b else 0
        if trip is not None and km[0] != km[1]:
            day = split_vehicle(name)[1]
            found.append(Difference(f"{trip.name}, {day:%d.%m.}", *km, "km"))
    return found
