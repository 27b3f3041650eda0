"""Counting a consignment on a phone, and reversing a record."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accord.people.guards import SignedIn, member_required, role_required
from accord.people.preparing import act_to_sign, form_to_sign, page_of_new
from accord.supplies import transit
from accord.supplies.forms.handover import HandoverForm
from accord.supplies.things import Things
from accord.supplies.transit import ConsignmentView, StepView
from accord.supplies.views import things_of
from accord.supplies.words_js import count_words


@require_GET
@member_required
def count(request: SignedIn, prefix: str) -> HttpResponse:
    """The receiver's page: count what you receive. Codes on papers lead here.

    What is not on its way any more is shown as it stands, and so it is to readers
    without the task.
    """
    things = things_of(request)
    found = _consignment(transit.with_prefix(prefix), things)
    if not found.under_way or not request.reader.has("supplies"):
        return redirect("supplies:consignment", found.id)
    waiting = _waiting(found, things)
    context = {
        "consignment": found,
        "me": things.member(request.reader.member),
        "open_steps": waiting,
        "form": _form(request, things, found, waiting, None),
        "words": count_words(),
    }
    return render(request, "supplies/count_handover.html", context)


@require_POST
@role_required("supplies")
def prepare_count(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares the handover that the receiver's count makes."""
    things = things_of(request)
    found = _consignment(act_id, things)
    form = _form(request, things, found, _waiting(found, things), request.POST)
    return form_to_sign(request.reader, form, page_of_new("supplies:handover"))


def _consignment(act_id: str, things: Things) -> ConsignmentView:
    found = transit.consignment(act_id, things)
    if found is None:
        raise Http404
    return found


def _waiting(found: ConsignmentView, things: Things) -> list[StepView]:
    """The counts of a consignment that lack a signature."""
    return [one for one in transit.steps(found.id, things) if one.state == "open"]


def _form(
    request: SignedIn,
    things: Things,
    found: ConsignmentView,
    waiting: list[StepView],
    data: object,
) -> HandoverForm:
    me = request.reader.member
    return HandoverForm(
        data,
        things=things,
        consignment=found,
        member=me,
        counted_already=any(one.receiver.handle == me for one in waiting),
    )


@require_POST
@role_required("supplies")
def prepare_reverse(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares the opposite of a record."""
    body = {"act": act_id}
    then = page_of_new("supplies:record")
    return act_to_sign(request.reader, "supplies.reverse", body, None, then)
