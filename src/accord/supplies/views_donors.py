"""What became of the goods of each donor."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accord.ledger import clock
from accord.people.guards import SignedIn, member_required
from accord.supplies import donor_forms, donors
from accord.supplies.pages import page
from accord.supplies.views import things_of
from accord.supplies.views_import import TYPES

FORMS = ("pdf", "xlsx", "csv")


@require_GET
@member_required
def every(request: SignedIn) -> HttpResponse:
    """Everybody who gave anything."""
    return render(request, "supplies/donors.html", {"donors": donors.donors()})


@require_GET
@member_required
def one(request: SignedIn, donor: str) -> HttpResponse:
    """What one donor gave, and where it is now."""
    lines = _lines(request, donor)
    chosen, pager = page(lines, request.GET, "gifts")
    context = {
        "donor": donor,
        "lines": chosen,
        "pager": pager,
        "forms": FORMS,
    }
    return render(request, "supplies/donor.html", context)


@require_GET
@member_required
def report(request: SignedIn, donor: str, form: str) -> HttpResponse:
    """The same, to take away."""
    lines = _lines(request, donor)
    if form == "pdf":
        made, kind = donor_forms.as_pdf(donor, lines, clock.now()), "application/pdf"
    elif form == "xlsx":
        made, kind = donor_forms.as_workbook(lines), TYPES["xlsx"]
    else:
        made, kind = donor_forms.as_csv(lines), TYPES["csv"]
    answer = HttpResponse(made, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{donor}.{form}"'
    return answer


def _lines(request: SignedIn, donor: str) -> list[donors.DonorLine]:
    lines = donors.report(donor, things_of(request))
    if not lines:
        raise Http404
    return lines
