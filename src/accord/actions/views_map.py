"""Actions on a map: four weeks, of what the reader may know."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accord.actions import grid, mapped, spans
from accord.people.guards import SignedIn, member_required
from accord.people.sites import site_names, site_points


@require_GET
@never_cache
@member_required
def where(request: SignedIn) -> HttpResponse:
    """/desk/actions/map: where we are, in the four weeks from a day on."""
    first, days = spans.asked(request), spans.WEEKS * 7
    start, end = grid.span(first, days, spans.zone())
    found = [
        one for one in spans.between(request, start, end) if one.state != "cancelled"
    ]
    places, apart = mapped.places(found, site_names(), site_points())
    context = {
        "first": first,
        "last": first + timedelta(days=days - 1),
        "places": places,
        "data": mapped.attribute(places),
        "apart": apart,
        "before": first - timedelta(days=days),
        "after": first + timedelta(days=days),
        "view": "map",
    }
    with timezone.override(spans.zone()):
        return render(request, "actions/map.html", context)
