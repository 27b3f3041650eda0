"""Tables of supplies to take away."""

from typing import cast

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from accord.people.guards import SignedIn, member_required
from accord.supplies import epcis, exports
from accord.supplies.views import things_of


@require_GET
@member_required
def export(request: SignedIn, table: str) -> HttpResponse:
    """Stock, needs or movements as CSV, written while they are read."""
    lines = exports.lines(table, things_of(request))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{table}.csv"'
    # The guards know of one kind of answer; this one is as good to them.
    return cast("HttpResponse", answer)


@require_GET
@member_required
def events(request: SignedIn) -> HttpResponse:
    """Every movement as EPCIS 2.0 events (JSON-LD), written while they are read."""
    answer = StreamingHttpResponse(epcis.lines(), content_type="application/ld+json")
    answer["Content-Disposition"] = 'attachment; filename="events.jsonld"'
    return cast("HttpResponse", answer)
