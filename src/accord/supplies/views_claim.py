"""What the receiver finds after a handover into its store."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from accord.core.rules.claim import DAYS
from accord.people.guards import SignedIn, role_required
from accord.people.preparing import form_to_sign, page_of_new
from accord.supplies import transit
from accord.supplies.claims import may_claim
from accord.supplies.forms.claim import ClaimForm
from accord.supplies.models import Handover
from accord.supplies.transit import StepView
from accord.supplies.views import things_of


@require_GET
@role_required("supplies")
def claim(request: SignedIn, act_id: str) -> HttpResponse:
    """The form: of each line, what is damaged or missing after all."""
    step = _step(request, act_id)
    context = {"step": step, "form": ClaimForm(step=step), "days": DAYS}
    return render(request, "supplies/claim.html", context)


@require_POST
@role_required("supplies")
def prepare_claim(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares the claim."""
    form = ClaimForm(request.POST, step=_step(request, act_id))
    return form_to_sign(request.reader, form, page_of_new("supplies:record"))


def _step(request: SignedIn, act_id: str) -> StepView:
    """The handover, for its receiver and in time."""
    row = Handover.objects.filter(act=act_id).first()
    step = transit.step(row, things_of(request)) if row is not None else None
    if step is None or not may_claim(step, request.reader):
        raise Http404
    return step
