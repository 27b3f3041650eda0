"""Consent to a plan: each member signs its own part, or refuses it, and packs goods."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.core.acts.errors import AccordError
from accord.core.acts.supplies import MAX_LINES
from accord.ledger import clock
from accord.ledger.prepare import prepare
from accord.ledger.problems import problem, sentence
from accord.people.decisions import to_sign
from accord.people.guards import SignedIn, role_required
from accord.people.preparing import act_to_sign, page_of_new
from accord.supplies.forms.plan import RefuseForm
from accord.supplies.models_planning import DONE, PlanRefusal
from accord.supplies.planning import asked as asking
from accord.supplies.planning import runs
from accord.supplies.planning.answers import answers, body
from accord.supplies.planning.page import choices, pack_lines, packs
from accord.supplies.planning.shown import shown
from accord.supplies.views import things_of
from accord.supplies.views_planning import ask, run_of, show


@require_POST
@role_required("supplies")
def prepare_agree(request: SignedIn, number: int) -> HttpResponse:
    """Prepares the reader's own part of the newest plan, and nothing of the others'."""
    run, reader = run_of(request, number), request.reader
    if runs.current_number() != run.pk:
        return problem(
            409,
            _("There is a newer plan"),
            _("Nobody is asked for this one any more. Look at the newest plan."),
        )
    answer = answers(run).get(reader.member)
    if answer is None or not (answer.missing.goods or answer.missing.shifts):
        return problem(
            409,
            _("Nothing is asked of you"),
            _("This plan asks nothing of your organisation that it has not agreed to."),
        )
    wanted = body(run, answer.missing)
    try:
        made = prepare(reader.member, "supplies.plan", wanted, None, keyid=reader.keyid)
    except AccordError as error:
        said = sentence(error)
        return problem(
            409,
            _("This plan does not hold any more"),
            f"{said} "
            + _(
                "Another plan, or somebody in the store, was quicker. Nothing was "
                "signed. Make a new plan: what is agreed stays in it."
            ),
        )
    return to_sign(made, reverse("supplies:plan", args=[run.pk]))


@require_POST
@role_required("supplies")
def refuse(request: SignedIn, number: int) -> HttpResponse:
    """The reader's member refuses some of its part; a new plan is made without it."""
    run, reader = run_of(request, number), request.reader
    if run.state != DONE or run.of is not None:
        raise Http404
    view = shown(run, things_of(request), reader.member)
    form = RefuseForm(request.POST, choices=choices(view, reader.member))
    if not form.is_valid():
        return show(
            request,
            run,
            {"refuse_form": form, "chosen": request.POST.getlist("refuse")},
            400,
        )
    for need, vehicle in form.refused():
        PlanRefusal.objects.create(
            run=run,
            member=reader.member,
            person=reader.person,
            time=clock.now(),
            need=need,
            vehicle=vehicle,
            reason=form.cleaned_data["reason"],
        )
    return ask(request, asking.read(run.asked))


@require_POST
@role_required("supplies")
def take_back(request: SignedIn, number: int) -> HttpResponse:
    """A refusal is over: the next plan asks again."""
    rows = PlanRefusal.objects.filter(pk=number, member=request.reader.member)
    found = rows.select_related("run").first()
    if found is None:
        raise Http404
    rows.update(over=True)
    return ask(request, asking.read(found.run.asked))


@require_POST
@role_required("supplies")
def prepare_pack(request: SignedIn) -> HttpResponse:
    """Prepares a consignment of what a part of a plan sends from a store to a place."""
    reader, things = request.reader, things_of(request)
    wanted = tuple(request.POST.get(one, "") for one in ("part", "site", "destination"))
    found = [
        one
        for one in packs(things, reader.member)
        if (one.part, one.site.id, one.destination.id) == wanted
    ]
    if not found:
        return problem(
            409,
            _("Nothing is left to pack"),
            _("All of this part was packed already, or the plan is over."),
        )
    (pack,) = found
    if not pack.lines:
        return problem(
            409,
            _("Nothing is left to pack"),
            _("The date of all of it is over. Close this part, and plan anew."),
        )
    consignment = {
        "site": pack.site.id,
        "owner": pack.owner.handle,
        "receiver": pack.destination.by,
        "destination": pack.destination.id,
        "plan": pack.part,
        "field": False,
        "lines": pack_lines(*wanted)[:MAX_LINES],
    }
    then = page_of_new("supplies:consignment")
    return act_to_sign(reader, "supplies.consign", consignment, None, then)
