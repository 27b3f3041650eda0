"""From the hub's books to a problem for the planner.

Sites without coordinates are left out, with what is there and what is needed there.
What members have agreed to stays as it is: those lines come first. Of two needs for the
same item at one site, what comes may have met the one that a line was for; the line
then serves the other. Goods that lie where they are needed stay there.
"""

import json
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accord.core.acts import times
from accord.people import sites as places
from accord.planner.problem import (
    EVERYONE,
    Given,
    Item,
    Lot,
    Need,
    Place,
    Policy,
    Problem,
    Refusal,
    Reserve,
    Site,
    Vehicle,
)
from accord.supplies import needs as needs_of
from accord.supplies.models import Balance, Recall
from accord.supplies.models import Lot as LotRow
from accord.supplies.models import Policy as PolicyRow
from accord.supplies.models import Vehicle as VehicleRow
from accord.supplies.models_planning import PlanRefusal, RoadChange
from accord.supplies.needs import NeedView
from accord.supplies.planning.asked import Asked
from accord.supplies.planning.promises import Promise, engagements, promises
from accord.supplies.planning.region import region
from accord.supplies.planning.shifts import by_vehicle, open_hours
from accord.supplies.things import SiteView, Things

DAY = 86_400
# A refusal holds for so many days, and then the owner is asked again.
REFUSED_DAYS = 7


@dataclass(frozen=True, slots=True)
class Gathered:
    """A problem; what was agreed to before; sites and vehicles that are left out."""

    problem: Problem
    kept: list[dict[str, object]]
    left_out: list[dict[str, str]]


def point(site: SiteView) -> tuple[float, float] | None:
    """Latitude and longitude of a site, if it has both."""
    return places.point(site.lat, site.lon)


def gather(
    things: Things,
    asked: Asked,
    zone: ZoneInfo,
    now: datetime,
    last: Sequence[Given] = (),
) -> Gathered:
    """The problem of now, and what could not be taken into it."""
    gatherer = _Gatherer(things, asked, zone, now)
    return gatherer.all(last)


class _Gatherer:
    def __init__(
        self, things: Things, asked: Asked, zone: ZoneInfo, now: datetime
    ) -> None:
        self.things, self.asked, self.zone = things, asked, zone
        self.now = now
        points = {one.id: point(one) for one in things.sites.values()}
        self.points = {site: at for site, at in points.items() if at is not None}
        self.left_out: list[dict[str, str]] = []
        self.all_needs = needs_of.needs(things)

    def all(self, last: Sequence[Given]) -> Gathered:
        """All of it."""
        views = self._needs()
        held = [one for one in promises() if one.left]
        refused = _refused(self.now)
        open_ = {one.id for one in self.all_needs}
        wanted = [one for one in held if one.need in open_ and one.site in self.points]
        kept = _kept(wanted, views, set(refused))
        lots = self._lots(held, kept)
        known = {one.id for one in lots}
        kept = [one for one in kept if lot_id(one.lot, one.site, one.owner) in known]
        needs = [self._need(one) for one in views]
        ids = {one.id for one in needs}
        vehicles = self._vehicles()
        problem = Problem(
            start=round(self.now.timestamp()),
            places=(*region().places, *self._places()),
            items=tuple(self._items()),
            sites=tuple(Site(one, one) for one in self.points),
            lots=tuple(lots),
            needs=tuple(needs),
            vehicles=tuple(vehicles),
            # Every owner is asked, so nothing is out of the question before.
            policies=tuple(Policy(one, EVERYONE) for one in _owners(lots)),
            reserves=tuple(self._reserves(lots)),
            roads=region().roads(self._places(), _changed()),
            last=tuple(one for one in last if one.need in ids and one.lot in known),
            accepted=tuple(
                Given(lot_id(one.lot, one.site, one.owner), one.need, one.left)
                for one in kept
            ),
            refused=tuple(
                Refusal(need, owner=member) for member, need in refused if need in ids
            ),
        )
        self._tell_left_out()
        said: list[dict[str, object]] = [
            {
                "part": one.part,
                "lot": lot_id(one.lot, one.site, one.owner),
                "need": one.need,
                "quantity": one.left,
            }
            for one in kept
        ]
        return Gathered(problem, said, self.left_out)

    def _places(self) -> list[Place]:
        return [Place(site, *at) for site, at in self.points.items()]

    def _items(self) -> list[Item]:
        return [
            Item(
                one.id,
                one.grams,
                one.millilitres,
                pack=min((pack.units for pack in one.packs), default=1),
            )
            for one in self.things.items.values()
        ]

    def _needs(self) -> list[NeedView]:
        open_ = [one for one in self.all_needs if one.lacking > 0]
        return [one for one in open_ if one.site.id in self.points]

    def _need(self, view: NeedView) -> Need:
        return Need(
            view.id,
            view.by.handle,
            view.site.id,
            (view.item.id,),
            view.lacking,
            view.priority,
            round(view.due.timestamp()),
            keep=self.asked.keep_days * DAY,
        )

    def _lots(self, held: Sequence[Promise], kept: Sequence[Promise]) -> list[Lot]:
        """Good stock, less what is needed where it lies, or held otherwise."""
        operators = {one.id: one.by for one in self.things.sites.values()}
        frozen = set(Recall.objects.values_list("lot_id", flat=True))
        stays = self._stays()
        other = _held_otherwise(held, kept)
        rows = Balance.objects.filter(place__startswith="site:", condition="good")
        lots = []
        for row in rows.select_related("lot").order_by(
            "-lot__expiry", "place", "owner", "lot_id"
        ):
            site = row.place.removeprefix("site:")
            if row.holder != operators.get(site) or site not in self.points:
                continue
            if row.lot.earmark not in ("", *self.points):
                continue
            mine = row.lot.earmark in ("", site)
            stay = min(row.quantity, stays.get((site, row.lot.item), 0)) if mine else 0
            stays[site, row.lot.item] = stays.get((site, row.lot.item), 0) - stay
            free = (
                row.quantity - stay - other.get(lot_id(row.lot_id, site, row.owner), 0)
            )
            if free > 0:
                lots.append(
                    Lot(
                        lot_id(row.lot_id, site, row.owner),
                        row.lot.item,
                        row.owner,
                        site,
                        free,
                        _end_of(row.lot.expiry),
                        row.lot_id in frozen,
                        row.lot.earmark or None,
                    )
                )
        return lots

    def _stays(self) -> dict[tuple[str, str], int]:
        """(site, item) -> units that needs at the site itself count on."""
        found: dict[tuple[str, str], int] = defaultdict(int)
        for one in self.all_needs:
            found[one.site.id, one.item.id] += one.there
        return found

    def _vehicles(self) -> list[Vehicle]:
        """A vehicle for each day; a refused one stays at home that day."""
        refused = set(_refused_vehicles(self.now))
        shifts = self.asked.shifts(self.zone)
        promised = by_vehicle(engagements())
        found = []
        for row in VehicleRow.objects.order_by("index"):
            if row.act in self.asked.lost:
                continue
            home = row.home or self._first_site(row.by)
            if home not in self.points:
                self.left_out.append({"what": "vehicle", "id": row.act})
                continue
            found += [
                Vehicle(
                    f"{row.act}@{day.isoformat()}",
                    row.by,
                    home,
                    row.grams,
                    row.millilitres,
                    *open_hours(since, until, promised.get(row.act, ())),
                    pallets=row.pallets or None,
                    bands=tuple(row.bands.split(",")),
                )
                for day, since, until in shifts
                if f"{row.act}@{day.isoformat()}" not in refused
            ]
        return found

    def _first_site(self, member: str) -> str:
        sites = [one.id for one in self.things.sites.values() if one.by == member]
        return next((one for one in sites if one in self.points), "")

    def _reserves(self, lots: Sequence[Lot]) -> list[Reserve]:
        """What owners' standing policies say must always stay."""
        newest = {(row.by, row.to): row for row in PolicyRow.objects.order_by("index")}
        floors: dict[tuple[str, str], int] = {}
        now = times.write(self.now)
        have = {(one.owner, one.item) for one in lots}
        for (owner, _), row in newest.items():
            if row.until < now or not row.floor:
                continue
            named = json.loads(row.items)
            for of, item in have:
                if of == owner and (not named or item in named):
                    floors[of, item] = max(floors.get((of, item), 0), row.floor)
        return [Reserve(*key, floor) for key, floor in sorted(floors.items())]

    def _tell_left_out(self) -> None:
        """Sites without coordinates, if there is anything there or needed there."""
        known = set(self.points)
        concerned = {one.site.id for one in self.all_needs if one.lacking > 0}
        rows = Balance.objects.filter(place__startswith="site:", condition="good")
        concerned |= {
            one.removeprefix("site:")
            for one in rows.exclude(holder="").values_list("place", flat=True)
        }
        for one in self.things.sites.values():
            if one.id in concerned - known:
                self.left_out.append({"what": "site", "id": one.id})


def lot_id(lot: str, site: str, owner: str) -> str:
    """An owner's part of a lot at a site, as the planner names it."""
    return f"{lot}@{site}@{owner}"


def split_lot(name: str) -> tuple[str, str]:
    """The lot and the site of what `lot_id` made."""
    lot, site, _ = name.split("@")
    return lot, site


def split_vehicle(name: str) -> tuple[str, date]:
    """The vehicle and the day of a shift."""
    vehicle, _, day = name.partition("@")
    return vehicle, date.fromisoformat(day)


def _kept(
    held: Sequence[Promise], needs: Sequence[NeedView], refused: Set[tuple[str, str]]
) -> list[Promise]:
    """What is agreed to and still lacking: first for its own need, then for others of
    the same item at the same site; none gets more than it lacks.
    """
    room = {view.id: view.lacking for view in needs}
    beside: dict[tuple[str, str], list[str]] = defaultdict(list)
    for view in needs:
        beside[view.site.id, view.item.id].append(view.id)
    lots = LotRow.objects.filter(pk__in={one.lot for one in held})
    items = dict(lots.values_list("pk", "item"))
    left = {number: one.left for number, one in enumerate(held)}
    found = []

    def serve(number: int, one: Promise, need: str) -> None:
        units = min(left[number], room.get(need, 0))
        if units:
            left[number] -= units
            room[need] -= units
            found.append(replace(one, need=need, left=units))

    for number, one in enumerate(held):
        serve(number, one, one.need)
    for number, one in enumerate(held):
        for need in beside[one.destination, items.get(one.lot, "")]:
            if (one.owner, need) not in refused:
                serve(number, one, need)
    return found


def _held_otherwise(held: Sequence[Promise], kept: Sequence[Promise]) -> dict[str, int]:
    """Lot at a site -> units held back for what is not wanted any more."""
    found: dict[str, int] = defaultdict(int)
    for one in held:
        found[lot_id(one.lot, one.site, one.owner)] += one.left
    for one in kept:
        found[lot_id(one.lot, one.site, one.owner)] -= one.left
    return found


def _owners(lots: Sequence[Lot]) -> list[str]:
    return sorted({one.owner for one in lots})


def _changed() -> dict[str, float | None]:
    rows = RoadChange.objects.filter(over=False).order_by("pk")
    return dict(rows.values_list("crossing", "factor"))


def standing_refusals(now: datetime) -> list[PlanRefusal]:
    """Refusals that hold for the next plan."""
    since = now - timedelta(days=REFUSED_DAYS)
    return list(PlanRefusal.objects.filter(over=False, time__gt=since).order_by("pk"))


def _refused(now: datetime) -> list[tuple[str, str]]:
    return [(one.member, one.need) for one in standing_refusals(now) if one.need]


def _refused_vehicles(now: datetime) -> list[str]:
    return [one.vehicle for one in standing_refusals(now) if one.vehicle]


def _end_of(day: str) -> int | None:
    """The last second of the day that goods keep until."""
    if not day:
        return None
    return (
        round(datetime.combine(date.fromisoformat(day), time(), UTC).timestamp()) + DAY
    )
