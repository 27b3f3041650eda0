"""What a map draws of a plan or of the board: sites, routes, and words for each.

The form is that of docs/pages.md, for the map component of the pages.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.supplies import needs as board
from accord.supplies.planning.gather import point
from accord.supplies.planning.region import region
from accord.supplies.planning.shown import NeedView, TripView
from accord.supplies.things import SiteView
from accord.supplies.transit import ConsignmentView

Point = tuple[float, float]
Site = dict[str, Any]


def of_plan(
    needs: Sequence[NeedView], trips: Sequence[TripView], stores: Iterable[SiteView]
) -> dict[str, Any]:
    """A plan: stores it takes from, needs with how they come out, and routes."""
    sites: dict[str, Site] = {}
    for store in stores:
        _put(sites, store, kind="store", says=_("goods leave from here"))
    by_site = defaultdict(list)
    for one in needs:
        by_site[one.site.id].append(one)
    for found in by_site.values():
        unmet = sum(bool(one.missing) for one in found)
        says = ngettext("{n} need", "{n} needs", len(found)).format(n=len(found))
        if unmet:
            says += ", " + _("{n} not wholly met").format(n=unmet)
        state = "unmet" if unmet else "met"
        first = min(one.priority for one in found)
        _put(sites, found[0].site, kind="need", says=says, state=state, text=str(first))
    return {
        "sites": _worst_first(sites.values()),
        "routes": [way for trip in trips if (way := _route(trip))],
    }


def of_board(
    needs: Sequence[board.NeedView],
    transit: Sequence[ConsignmentView],
    stores: dict[str, int],
    places: dict[str, SiteView],
) -> dict[str, Any]:
    """The board: unmet needs, stores with their kinds of goods, what is on its way."""
    sites: dict[str, Site] = {}
    for site, kinds in stores.items():
        if site in places:
            says = ngettext("{n} kind of goods", "{n} kinds of goods", kinds)
            _put(sites, places[site], kind="store", says=says.format(n=kinds))
    by_site = defaultdict(list)
    for one in needs:
        by_site[one.site.id].append(one)
    for found in by_site.values():
        unmet = sum(one.state == "unmet" for one in found)
        says = ngettext("{n} need", "{n} needs", len(found)).format(n=len(found))
        if unmet:
            says += ", " + _("{n} not covered").format(n=unmet)
        state = "unmet" if unmet else "met"
        text = str(min(one.priority for one in found))
        _put(sites, found[0].site, kind="need", says=says, state=state, text=text)
    ways = [
        {"points": [a, b], "says": f"{one.source.name} → {one.destination.name}"}
        for one in transit
        if (a := point(one.source)) and (b := point(one.destination))
    ]
    return {
        "sites": _worst_first(sites.values()),
        "routes": [one | {"state": "moving"} for one in ways],
    }


def attribute(drawing: dict[str, Any]) -> str:
    """As JSON, for `data-map`."""
    return json.dumps(drawing, ensure_ascii=False, separators=(",", ":"))


def _put(sites: dict[str, Site], site: SiteView, says: str, **more: object) -> None:
    at = point(site)
    if at is None:
        return
    before = sites.get(site.id, {})
    told = [str(one) for one in (before.get("says"), says) if one]
    sites[site.id] = {
        **before,
        "name": site.name,
        "at": at,
        "url": reverse("supplies:site", args=[site.id]),
        **more,
        "says": "; ".join(told),
    }


def _worst_first(sites: Iterable[Site]) -> list[Site]:
    order = {"unmet": 0, "met": 1}
    return sorted(
        sites,
        key=lambda one: (order.get(one.get("state", ""), 2), one.get("text", "9")),
    )


def _route(trip: TripView) -> dict[str, Any] | None:
    """A trip's way; straight from stop to stop where not all of it is to be seen."""
    if trip.legs:
        points = [_point_of(name, trip) for name, _ in chain(*trip.legs)]
    else:
        points = [one.point for one in trip.stops]
    found = [one for one in points if one is not None]
    if len(found) < 2:
        return None
    return {
        "points": [one for n, one in enumerate(found) if n == 0 or one != found[n - 1]],
        "says": f"{trip.name}, {trip.leaves:%d.%m.}",
        "state": "mine" if trip.mine else "seen",
    }


def _point_of(place: str, trip: TripView) -> Point | None:
    for one in trip.stops:
        if one.site == place:
            return one.point
    return places().get(place)


def places() -> dict[str, Point]:
    """Towns and landings of the road graph, by name."""
    return {one.id: (one.latitude, one.longitude) for one in region().places}
