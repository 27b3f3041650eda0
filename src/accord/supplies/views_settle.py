"""Giver and receiver agree what became of a difference."""

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accord.people.guards import SignedIn, role_required
from accord.people.preparing import form_to_sign, page_of_new
from accord.supplies import transit, troubles
from accord.supplies.claims import claim_step
from accord.supplies.forms.settle import SettleForm
from accord.supplies.models import Handover
from accord.supplies.things import Things
from accord.supplies.transit import StepView
from accord.supplies.views import things_of


@require_GET
@role_required("supplies")
def settle(request: SignedIn, act_id: str) -> HttpResponse:
    """The form: what became of each line that differs."""
    things = things_of(request)
    step = _step(request, act_id, things)
    form = _form(step, things, None)
    if not form.standing:
        return redirect("supplies:handover", act_id)
    context = {
        "step": step,
        "form": form,
        "waits": troubles.settlements().get(act_id, ""),
        "one_member": step.giver.handle == step.receiver.handle,
    }
    return render(request, "supplies/settle.html", context)


@require_POST
@role_required("supplies")
def prepare_settle(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares the settlement of a handover's differences."""
    things = things_of(request)
    form = _form(_step(request, act_id, things), things, request.POST)
    return form_to_sign(request.reader, form, page_of_new("supplies:record"))


def _step(request: SignedIn, act_id: str, things: Things) -> StepView:
    """The handover or claim, for its two sides alone."""
    row = Handover.objects.filter(act=act_id).first()
    step = transit.step(row, things) if row is not None else claim_step(act_id, things)
    if step is None or not troubles.may_settle(step, request.reader):
        raise Http404
    return step


def _form(step: StepView, things: Things, data: QueryDict | None) -> SettleForm:
    standing = troubles.standing(step)
    return SettleForm(data, things=things, step=step, standing=standing)
