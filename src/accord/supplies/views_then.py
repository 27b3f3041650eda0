"""A store as it was at a moment."""

from datetime import datetime, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accord.ledger import clock
from accord.people.guards import SignedIn, member_required
from accord.supplies import stock, then
from accord.supplies.views import things_of

FORM = "%Y-%m-%dT%H:%M"


@require_GET
@member_required
def site_then(request: SignedIn, act_id: str) -> HttpResponse:
    """What lay in one store at a moment: a day ago, unless one is named."""
    things = things_of(request)
    place = things.sites.get(act_id)
    if place is None:
        raise Http404
    asked = request.GET.get("at", "")
    moment, wrong = _moment(asked)
    context = {
        "place": place,
        "asked": asked or localtime(moment).strftime(FORM),
        "latest": localtime(clock.now()).strftime(FORM),
        "moment": moment,
        "wrong": wrong,
        "groups": stock.grouped(then.rows(things, act_id, moment), "owner"),
    }
    return render(request, "supplies/then.html", context)


def _moment(asked: str) -> tuple[datetime, str]:
    """The moment in the coalition's zone, and what is wrong with what was asked."""
    now = clock.now()
    before = now - timedelta(days=1)
    if not asked:
        return before, ""
    try:
        moment = datetime.strptime(asked, FORM).replace(tzinfo=get_default_timezone())
    except ValueError:
        return before, _("Write a time like {example}.").format(
            example="2026-11-24 16:00"
        )
    if not 2000 <= moment.year <= 2999:
        return before, _("Write a time like {example}.").format(
            example="2026-11-24 16:00"
        )
    return min(moment, now), ""
