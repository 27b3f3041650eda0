"""What the public reads of the charter, and how it can join."""

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.charter import admissions, queries
from accord.charter.forms_members import PLEDGES, ApplicationForm, PledgeForm
from accord.charter.limits import too_many
from accord.charter.models import Application, RosterDraft
from accord.core.acts.errors import AccordError
from accord.ledger.coalition import current
from accord.ledger.problems import sentence


def _language() -> str:
    return get_language() or "en"


@require_GET
def declaration(request: HttpRequest) -> HttpResponse:
    """/declaration: in all its languages, with who signed it and when."""
    texts = queries.declaration()
    spoken = [one.language for one in texts]
    first = _language() if _language() in spoken else (spoken or [""])[0]
    context = {
        "texts": sorted(texts, key=lambda one: one.language != first),
        "first": first,
        "coalition": current(),
        "members": queries.members(_language()),
    }
    return render(request, "charter/declaration.html", context)


@require_GET
def members(request: HttpRequest) -> HttpResponse:
    """/members: equal seats."""
    language = _language()
    context = {
        "members": queries.members(language),
        "past": queries.members(language, past=True),
    }
    return render(request, "charter/members.html", context)


@require_GET
def member(request: HttpRequest, handle: str) -> HttpResponse:
    """/members/<handle>: one member, of now or before."""
    found = queries.member(handle, _language())
    if found is None:
        raise Http404
    return render(request, "charter/member.html", {"member": found})


# Joining


@require_GET
def join(request: HttpRequest) -> HttpResponse:
    """/join: organisations apply, people pledge support."""
    return _join(request, ApplicationForm(), PledgeForm())


def _join(
    request: HttpRequest,
    application: BaseForm,
    pledge: BaseForm,
    status: int = 200,
    notice: str = "",
) -> HttpResponse:
    counts = queries.pledges()
    context = {
        "application_form": application,
        "pledge_form": pledge,
        "pledged": sum(counts.values()),
        "pledges": [(label, counts[wants]) for wants, label in PLEDGES],
        "notice": notice,
    }
    return render(request, "charter/join.html", context, status=status)


@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """An organisation asks to join; who only looks is led to the form."""
    if request.method == "GET":
        return redirect("charter:join")
    form = ApplicationForm(request.POST)
    pledge = PledgeForm()
    if not form.is_valid():
        return _join(request, form, pledge, 400)
    return _send(request, "organisation", form, form, pledge)


@require_http_methods(["GET", "POST"])
def pledge(request: HttpRequest) -> HttpResponse:
    """A person pledges support; who only looks is led to the form."""
    if request.method == "GET":
        return redirect("charter:join")
    form = PledgeForm(request.POST)
    if not form.is_valid():
        return _join(request, ApplicationForm(), form, 400)
    wants = form.cleaned_data.pop("wants")
    return _send(request, wants, form, ApplicationForm(), form)


def _send(
    request: HttpRequest,
    wants: str,
    sent: BaseForm,
    application: BaseForm,
    pledge: BaseForm,
) -> HttpResponse:
    if too_many(request):
        said = _("Too many messages came from here. Try again in an hour.")
        return _join(request, application, pledge, 429, said)
    try:
        row = admissions.apply(wants, **sent.cleaned_data)
    except AccordError as error:
        return _join(request, application, pledge, 409, sentence(error))
    return redirect("charter:sent", row.token)


@require_GET
@never_cache
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """The sender's secret page: what became of it, and how to take it back."""
    row = get_object_or_404(Application, token=token)
    draft = RosterDraft.objects.filter(application=row).first()
    context = {"application": row, "draft": draft}
    return render(request, "charter/sent.html", context)


@require_POST
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """The sender takes it back; nothing is kept."""
    row = get_object_or_404(Application, token=token)
    admissions.erase(row)
    return render(request, "charter/erased.html")
