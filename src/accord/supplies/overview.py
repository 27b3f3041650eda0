"""The map of the board, and the page of charts."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accord.ledger import clock
from accord.people.guards import SignedIn, member_required
from accord.supplies import charts as drawings
from accord.supplies.needs import NeedView, needs
from accord.supplies.pages import page
from accord.supplies.planning import drawn, runs
from accord.supplies.things import Things
from accord.supplies.transit import ConsignmentView

# So many needs stand on the board; one link leads to all.
FIRST = 12
# Each date of an item names its stores.
DATES = 40


def overview(
    things: Things,
    found: Sequence[NeedView],
    transit: Sequence[ConsignmentView],
    stores: dict[str, int],
) -> dict[str, object]:
    """What the board adds: the worst needs, the map, the newest plan.

    `stores`: site -> kinds of good stock there.
    """
    lacking = [one for one in found if one.state != "met"]
    drawing = drawn.of_board(lacking, transit, stores, things.sites)
    return {
        "needs": lacking[:FIRST],
        "hidden": max(0, len(lacking) - FIRST),
        "drawing": drawing,
        "map": drawn.attribute(drawing),
        "plan": runs.current_number(),
    }


@require_GET
@member_required
def charts(request: SignedIn) -> HttpResponse:
    """Stock over time, how far places are served, what expires when."""
    things = Things(get_language() or "en")
    goods = drawings.dated(things)
    rows, pager = page(goods, request.GET, "expiry", DATES)
    today = clock.now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    context = {
        "courses": drawings.courses(things, today),
        "fills": drawings.fills(needs(things)),
        "weeks": drawings.weeks(goods, things, today),
        "dated": drawings.shown(rows, things),
        "pager": pager,
        "unfolded": "page" in request.GET,
    }
    return render(request, "supplies/charts.html", context)
