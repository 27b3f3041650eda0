"""The forms of reports: each has a view that prepares its act."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accord.people import names
from accord.people.guards import SignedIn, role_required
from accord.people.preparing import form_to_sign, page_of_new
from accord.people.problems import form_problem
from accord.people.sites import site_names
from accord.people.uploads import takes_files
from accord.reports import forms, listing, matters, prefill, queries
from accord.reports.chain import newer_of_ones_own
from accord.reports.views import tongue

MOST = 32 * 1024 * 1024  # ten files of 24 MB, and the form around them


def _page_of(act_id: str) -> str:
    return reverse("reports:report", args=[act_id])


def offered(request: SignedIn) -> forms.Offered:
    """What the form of a report offers to choose from."""
    reader = request.reader
    others = names.members_now(tongue())
    others.pop(reader.member, None)
    return forms.Offered(
        site_names(),
        others,
        matters.recent(reader, tongue()),
        listing.topics_used(reader),
    )


@require_GET
@role_required("reports")
def new(request: SignedIn) -> HttpResponse:
    """The form of a new report; `over` names one whose place it is to take."""
    over = queries.report(request.GET.get("over", ""), request.reader, tongue())
    initial = prefill.initial(request.reader, request.GET, over)
    form = forms.ReportForm(initial=initial, offered=offered(request))
    context = {
        "form": form,
        "over": over,
        "item": request.GET.get("item", "") if "item" in initial else "",
    }
    return render(request, "reports/new.html", context)


@takes_files(MOST)
@require_POST
def prepare_new(request: HttpRequest) -> HttpResponse:
    """Prepares a new report; how large it is was looked at before it is read."""
    return _prepare_new(request)


@role_required("reports")
def _prepare_new(request: SignedIn) -> HttpResponse:
    form = forms.ReportForm(
        request.POST,
        uploads=request.FILES.getlist("attached"),
        offered=offered(request),
    )
    if not form.is_valid():
        return form_problem(form)
    then = prefill.after(request.POST, page_of_new("reports:report"))
    return form_to_sign(request.reader, form, then, form.packed())


def _seen(request: SignedIn, act_id: str) -> queries.ReportView:
    """A report that the reader may know of; 404 for any other."""
    found = queries.report(act_id, request.reader, tongue())
    if found is None:
        raise Http404
    return found


@require_POST
@role_required("reports")
def prepare_comment(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares a comment; on what came encrypted the browser makes it itself."""
    if _seen(request, act_id).sealed:
        raise Http404
    form = forms.CommentForm(request.POST, report=act_id)
    return form_to_sign(request.reader, form, _page_of(act_id))


@require_POST
@role_required("reports")
def prepare_replace(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares that a newer report takes the place of this one."""
    found = _seen(request, act_id)
    newer = newer_of_ones_own(found, request.reader, tongue())
    form = forms.ReplaceForm(request.POST, old=act_id, newer=newer)
    if not form.is_valid():
        return form_problem(form)
    return form_to_sign(request.reader, form, _page_of(form.cleaned_data["new"]))
