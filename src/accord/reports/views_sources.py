"""Pages of watched sources: what they say, and which there are."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accord.core.acts import times
from accord.ledger import clock
from accord.people import names
from accord.people.guards import SignedIn, member_required, role_required
from accord.people.numbers import number
from accord.people.preparing import form_to_sign
from accord.people.problems import form_problem
from accord.reports import forms, prefill, queries, sources, troubles
from accord.reports.forms_sources import MOST, SourceForm
from accord.reports.models import Item, Made, Source, padded
from accord.reports.views import tongue
from accord.reports.views_forms import offered

PAGE = 40


@require_GET
@member_required
def said(request: SignedIn) -> HttpResponse:
    """What watched sources said, each thing once, newest first."""
    reader, query = request.reader, request.GET.get("q", "")[:100]
    rows = sources.found(reader, query)
    chosen = request.GET.get("source", "")
    if (source := number(chosen)) is not None:
        rows = rows.filter(source=source)
    start_at = number(request.GET.get("from", "")) or 0
    found = list(rows[start_at : start_at + PAGE + 1])
    shown = found[:PAGE]
    also, made = sources.also_said(shown, reader), sources.made_of(shown)
    ours = queries.readable(reader).values_list("act", flat=True)
    known = set(ours.filter(act__in=[one for each in made.values() for one in each]))
    older = {"q": query, "source": chosen, "from": start_at + PAGE}
    context = {
        "items": [
            {
                "item": one,
                "published": times.parse(one.published),
                "also": also.get(one.pk, []),
                "reports": [act for act in made.get(one.pk, ()) if act in known],
            }
            for one in shown
        ],
        "q": query,
        "chosen": chosen,
        "sources": sources.visible(reader).order_by("title"),
        "pager": {"older": f"?{urlencode(older)}"} if len(found) > PAGE else None,
        "can": reader.has("reports"),
    }
    return render(request, "reports/said.html", context)


@require_GET
@member_required
def manage(request: SignedIn) -> HttpResponse:
    """Which sources are watched, how they are, and a form for one more."""
    return _manage(request, SourceForm(members=_others(request)))


def _manage(request: SignedIn, form: SourceForm, status: int = 200) -> HttpResponse:
    rows = sources.visible(request.reader).order_by("title", "url")
    context = {
        "sources": [
            {
                "row": one,
                "by": names.who(one.by, tongue()),
                "audience": [
                    names.who(each, tongue()) for each in one.audience.split()
                ],
                "trouble": troubles.said(one.trouble),
                "mine": one.by == request.reader.member,
            }
            for one in rows
        ],
        "form": form,
        "can": request.reader.has("reports"),
        "full": Source.objects.filter(by=request.reader.member).count() >= MOST,
    }
    return render(request, "reports/sources.html", context, status=status)


def _others(request: SignedIn) -> dict[str, str]:
    found = names.members_now(tongue())
    found.pop(request.reader.member, None)
    return found


@require_POST
@role_required("reports")
def add(request: SignedIn) -> HttpResponse:
    """One more source; the same address again changes who sees it."""
    form = SourceForm(request.POST, members=_others(request))
    mine = Source.objects.filter(by=request.reader.member)
    if not form.is_valid() or mine.count() >= MOST:
        return _manage(request, form, status=400)
    given = form.cleaned_data
    Source.objects.update_or_create(
        url=given["url"],
        by=request.reader.member,
        defaults={
            "title": given["title"],
            "audience": padded(sorted(given["audience"])),
            "added": clock.text(),
            "due": clock.now(),
            "trouble": "",
            "tries": 0,
        },
    )
    return redirect("reports:sources")


def _mine(request: SignedIn, number: int) -> Source:
    """A source of one's own; 404 for any other."""
    row = Source.objects.filter(pk=number, by=request.reader.member).first()
    if row is None:
        raise Http404
    return row


@require_POST
@role_required("reports")
def change(request: SignedIn, number: int, how: str) -> HttpResponse:
    """Asks a source again now, leaves it alone, or takes it away with what it said."""
    row = _mine(request, number)
    if how == "remove":
        sources.remove(row)
    else:
        row.due = clock.now() if how == "ask" else None
        row.tries, row.trouble = 0, ""
        row.save()
    return redirect("reports:sources")


@require_POST
@role_required("reports")
def prepare_report(request: SignedIn, number: int) -> HttpResponse:
    """Prepares a report of what a source said, with the source and its time."""
    item = _item(request, number)
    form = forms.ReportForm(
        prefill.of_item(item, request.reader),
        offered=offered(request),
    )
    if not form.is_valid():
        return form_problem(form)
    then = prefill.after({"item": str(item.pk)}, "")
    return form_to_sign(request.reader, form, then)


def _item(request: SignedIn, number: int) -> Item:
    row = sources.visible_items(request.reader).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


@require_GET
@role_required("reports")
def made(request: SignedIn, number: int, act_id: str) -> HttpResponse:
    """Notes that a report was made of an item, and goes to the report."""
    item = _item(request, number)
    rows = queries.readable(request.reader).filter(by=request.reader.member)
    if rows.filter(act=act_id).exists():
        Made.objects.get_or_create(id=act_id, defaults={"item": item})
    return redirect(reverse("reports:report", args=[act_id]))
