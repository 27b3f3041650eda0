"""What the board begins, page by page: needs, what is on its way, stock."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accord.people.guards import SignedIn, member_required
from accord.supplies import stock, transit
from accord.supplies.needs import needs
from accord.supplies.pages import page
from accord.supplies.views import sorted_by, things_of

# A consignment names all its lines.
TRANSITS = 40


@require_GET
@member_required
def every_need(request: SignedIn) -> HttpResponse:
    """All needs that hold, worst first; those that are met come last."""
    chosen, pager = page(needs(things_of(request)), request.GET, "needs")
    context = {"needs": chosen, "pager": pager}
    return render(request, "supplies/needs.html", context)


@require_GET
@member_required
def every_consignment(request: SignedIn) -> HttpResponse:
    """All that is on its way, oldest first."""
    chosen, pager = page(transit.rows_under_way(), request.GET, "transit", TRANSITS)
    context = {
        "transit": transit.views(chosen, things_of(request)),
        "pager": pager,
        "can": request.reader.has("supplies"),
    }
    return render(request, "supplies/transit.html", context)


@require_GET
@member_required
def every_stock(request: SignedIn) -> HttpResponse:
    """All that lies in stores, by owner, store or item."""
    things, by = things_of(request), sorted_by(request)
    every = stock.in_groups(stock.lying(), by, things)
    chosen, pager = page(every, request.GET, "stock")
    context = {"groups": stock.groups(chosen, by, things), "pager": pager, "by": by}
    return render(request, "supplies/stock.html", context)
