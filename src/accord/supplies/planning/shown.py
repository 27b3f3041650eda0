"""A plan as one member sees it.

A line that its owner has not agreed to yet is seen by those whom it concerns: the
owner, the carrier, and who asked for the goods. What is agreed to is a record, which
all read. Of the rest one sees how much a need gets, and nothing of whom.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accord.core.acts import times
from accord.people.may import may_see_planned
from accord.people.names import Who
from accord.supplies.models_planning import PlanRun
from accord.supplies.planning.answers import AGREED, Answer, answers
from accord.supplies.planning.gather import split_lot, split_vehicle
from accord.supplies.planning.reasons import Why, why
from accord.supplies.things import ItemView, SiteView, Things, VehicleView


@dataclass(frozen=True, slots=True)
class LineView:
    """Units from a site, whose, by which vehicle and when. `answer`: its owner's."""

    need: str
    item: ItemView
    owner: Who
    source: SiteView
    target: SiteView
    quantity: int
    vehicle: str
    carrier: Who
    leaves: datetime
    arrives: datetime
    answer: str


@dataclass
class NeedView:
    """A need in a plan: what it asks for and gets, and why not more."""

    id: str
    by: Who
    site: SiteView
    item: ItemView
    priority: int
    asked: int
    gets: int = 0
    lines: list[LineView] = field(default_factory=list)
    why: Why | None = None
    before: int | None = None

    @property
    def missing(self) -> int:
        """What it does not get."""
        return max(0, self.asked - self.gets)

    @property
    def unseen(self) -> int:
        """What comes from others who have not agreed yet."""
        return self.gets - sum(one.quantity for one in self.lines)

    @property
    def changed(self) -> int:
        """How much more it gets than in the plan that this one changes."""
        return 0 if self.before is None else self.gets - self.before


@dataclass(frozen=True, slots=True)
class StopView:
    """A stop of a vehicle, as far as the reader may see it."""

    place: str
    site: str
    point: tuple[float, float]
    arrives: datetime
    leaves: datetime
    loads: tuple[tuple[int, ItemView], ...]
    hands_over: tuple[tuple[int, ItemView], ...]


@dataclass(frozen=True, slots=True)
class TripView:
    """A vehicle's day. `legs`: places with seconds; none when not all is to be seen."""

    id: str
    name: str
    carrier: Who
    kilograms: int
    home: str
    leaves: datetime
    returns: datetime
    kilometres: int
    stops: tuple[StopView, ...]
    legs: tuple[tuple[tuple[str, int], ...], ...]
    mine: bool
    answer: str


@dataclass
class PlanView:
    """All that a page shows of a plan."""

    run: PlanRun
    needs: list[NeedView]
    trips: list[TripView]
    answers: dict[str, Answer]
    kilometres: int

    @property
    def unmet(self) -> list[NeedView]:
        """Needs that do not get all."""
        return [one for one in self.needs if one.missing]

    @property
    def full(self) -> int:
        """How many needs get all."""
        return len(self.needs) - len(self.unmet)

    @property
    def agreed(self) -> int:
        """How many members have agreed."""
        return sum(one.state == AGREED for one in self.answers.values())


def shown(run: PlanRun, things: Things, member: str) -> PlanView:
    """A plan that is done, as `member` sees it."""
    return _Shower(run, things, member).all()


def totals(run: PlanRun | None) -> dict[str, int]:
    """How much each need gets."""
    found: dict[str, int] = defaultdict(int)
    for one in ((run.plan if run else None) or {}).get("deliveries", ()):
        found[one["need"]] += one["quantity"]
    return found


class _Shower:
    def __init__(self, run: PlanRun, things: Things, member: str) -> None:
        self.run, self.things, self.member = run, things, member
        self.plan: dict[str, Any] = run.plan or {}
        self.problem: dict[str, Any] = run.problem or {}
        self.answers = answers(run)
        self.wanted = {one["id"]: one for one in self.problem.get("needs", ())}
        self.lots = {one["id"]: one for one in self.problem.get("lots", ())}
        self.points = {
            one["id"]: (one["latitude"], one["longitude"])
            for one in self.problem.get("places", ())
        }

    def all(self) -> PlanView:
        needs = self._needs()
        trips = [
            one
            for trip in self.plan.get("trips", ())
            if (one := self._trip(trip)) is not None
        ]
        trips.sort(key=lambda one: (one.leaves.date(), not one.mine, one.name, one.id))
        metres = self.plan.get("metres", 0)
        return PlanView(self.run, needs, trips, self.answers, metres // 1000)

    # Needs

    def _needs(self) -> list[NeedView]:
        views = {
            one["id"]: NeedView(
                one["id"],
                self.things.member(one["member"]),
                self.things.sites[one["place"]],
                self.things.items[one["items"][0]],
                one["priority"],
                one["quantity"],
            )
            for one in self.wanted.values()
            if one["place"] in self.things.sites
        }
        for one in self.plan.get("deliveries", ()):
            view = views[one["need"]]
            view.gets += one["quantity"]
            if self._sees(one):
                view.lines.append(self._line(one, view))
        for one in self.plan.get("unmet", ()):
            if one["need"] in views:
                names = [self.things.member(each).title for each in one["owners"]]
                views[one["need"]].why = why(one["reason"], names)
        if self.run.of is not None:
            before = totals(self.run.of)
            for view in views.values():
                view.before = before[view.id]
        return sorted(
            views.values(),
            key=lambda one: (not one.missing, one.priority, one.site.name),
        )

    def _sees(self, one: dict[str, Any]) -> bool:
        return may_see_planned(
            self.member,
            (one["owner"], one["carrier"], self.wanted[one["need"]]["member"]),
            agreed=self._answer(one["owner"], one["lot"], one["need"]) == AGREED,
        )

    def _answer(self, owner: str, lot: str, need: str) -> str:
        answer = self.answers.get(owner)
        if answer is None or (lot, need) not in answer.missing.goods:
            return AGREED
        return answer.state

    def _line(self, one: dict[str, Any], need: NeedView) -> LineView:
        vehicle = self._vehicle(one["vehicle"])
        return LineView(
            need.id,
            self.things.items[self.lots[one["lot"]]["item"]],
            self.things.member(one["owner"]),
            self.things.sites[split_lot(one["lot"])[1]],
            need.site,
            one["quantity"],
            vehicle.name if vehicle else "",
            self.things.member(one["carrier"]),
            times.parse(one["leaves"]),
            times.parse(one["arrives"]),
            self._answer(one["owner"], one["lot"], one["need"]),
        )

    # Vehicles

    def _vehicle(self, name: str) -> VehicleView | None:
        return self.things.vehicles.get(split_vehicle(name)[0])

    def _trip(self, trip: dict[str, Any]) -> TripView | None:
        mine = trip["carrier"] == self.member
        vehicle = self._vehicle(trip["vehicle"])
        stops = [one for stop in trip["stops"] if (one := self._stop(stop, trip)).site]
        seen = [one for one in stops if mine or one.loads or one.hands_over]
        if not seen or vehicle is None:
            return None
        answer = self.answers.get(trip["carrier"])
        agreed = answer is None or trip["vehicle"] not in answer.missing.shifts
        whole = len(seen) == len(trip["stops"])
        return TripView(
            trip["vehicle"],
            vehicle.name,
            self.things.member(trip["carrier"]),
            vehicle.kilograms,
            trip["home"],
            times.parse(trip["leaves"]),
            times.parse(trip["returns"]),
            trip["metres"] // 1000,
            tuple(seen),
            tuple(
                tuple((place, seconds) for place, seconds in leg)
                for leg in self.plan.get("ways", {}).get(trip["vehicle"], ())
            )
            if whole
            else (),
            mine,
            AGREED if agreed or answer is None else answer.state,
        )

    def _stop(self, stop: dict[str, Any], trip: dict[str, Any]) -> StopView:
        site = self.things.sites.get(stop["place"])
        return StopView(
            site.name if site else "",
            stop["place"] if site else "",
            self.points.get(stop["place"], (0.0, 0.0)),
            times.parse(stop["arrives"]),
            times.parse(stop["leaves"]),
            self._goods(stop["loads"], trip),
            self._goods(stop["hands_over"], trip),
        )

    def _goods(
        self, lines: list[dict[str, Any]], trip: dict[str, Any]
    ) -> tuple[tuple[int, ItemView], ...]:
        """By item, what the reader may see of what is loaded or handed over."""
        found: dict[str, int] = defaultdict(int)
        for one in lines:
            lot = self.lots[one["lot"]]
            said = one | {"owner": lot["owner"], "carrier": trip["carrier"]}
            if self._sees(said):
                found[lot["item"]] += one["quantity"]
        return tuple((n, self.things.items[item]) for item, n in found.items())


def left_out(run: PlanRun, things: Things) -> tuple[list[SiteView], list[str]]:
    """Sites and vehicles that no plan can use: nobody said where they are."""
    sites = [
        things.sites[one["id"]]
        for one in run.left_out
        if one["what"] == "site" and one["id"] in things.sites
    ]
    names = [
        things.named_vehicle(one["id"])
        for one in run.left_out
        if one["what"] == "vehicle"
    ]
    return sites, [one for one in names if one]
