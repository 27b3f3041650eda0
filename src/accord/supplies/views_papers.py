"""The papers of a consignment, to print."""

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accord.people.guards import SignedIn, member_required
from accord.supplies import papers, transit
from accord.supplies.papers.data import MOST_PACKAGES, languages
from accord.supplies.records import note_of
from accord.supplies.views import things_of


@require_GET
@member_required
def paper(request: SignedIn, act_id: str, name: str) -> HttpResponse:
    """The waybill, the packing list or labels; `lang` may stand more than once."""
    found = transit.consignment(act_id, things_of(request))
    if found is None:
        raise Http404
    spoken = languages(get_language() or "en", request.GET.getlist("lang"))
    if name == "labels":
        made = papers.labels(found, spoken, _packages(request.GET.get("packages", "")))
    elif name == "packing-list":
        made = papers.packing_list(found, spoken, note_of(act_id))
    else:
        made = papers.waybill(found, spoken, note_of(act_id))
    answer = HttpResponse(made, content_type="application/pdf")
    filename = f"{name}-{act_id[:8]}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{filename}"'
    return answer


def _packages(asked: str) -> int:
    """How many packages are labelled; 0 when no number was given."""
    if not asked.isascii() or not asked.isdigit() or len(asked) > 4:
        return 0
    return min(int(asked), MOST_PACKAGES)
