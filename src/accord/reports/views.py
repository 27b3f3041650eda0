"""Pages of reports: the list, one report, its files."""

import json
from collections.abc import Iterable
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accord.core.acts.act import SALT
from accord.ledger import queries as ledger
from accord.people import history, names, pictures
from accord.people.guards import SignedIn, member_required
from accord.people.sites import site_names
from accord.reports import forms, listing, queries
from accord.reports.chain import chain, newer_of_ones_own
from accord.reports.files import handed
from accord.reports.matters import matter
from accord.reports.words import CERTAIN, RELIABLE, SHORT, choices, topic

SHOWN = 1600
# Nothing that came from elsewhere runs, also where a browser shows it by itself.
SANDBOX = "default-src 'none'; sandbox"


def tongue() -> str:
    """The language of the page."""
    return get_language() or "en"


@require_GET
@member_required
def home(request: SignedIn) -> HttpResponse:
    """The reports that the reader may read, newest first."""
    reader = request.reader
    form = forms.FilterForm(
        request.GET,
        sites=site_names(),
        members=names.members_now(tongue()),
        markings=dict(choices(SHORT)),
        topics=listing.topics_used(reader),
    )
    form.is_valid()
    wanted = {key: value for key, value in form.cleaned_data.items() if value}
    found = listing.page(listing.chosen(reader, wanted), request.GET.get("before", ""))
    context = {
        "form": form,
        "chosen": bool(wanted),
        "reports": queries.views(found.rows, reader, tongue()),
        "pager": {"older": _older(request, found)} if found.more else None,
        "new": queries.unread(reader).count(),
        "can": reader.has("reports"),
    }
    return render(request, "reports/home.html", context)


def _older(request: SignedIn, found: listing.Page) -> str:
    given = {key: value for key, value in request.GET.items() if key != "before"}
    query = urlencode(given | {"before": found.before})
    return f"{reverse('reports:home')}?{query}"


@require_GET
@member_required
def show(request: SignedIn, act_id: str) -> HttpResponse:
    """One report with its comments, and what it took the place of."""
    reader = request.reader
    found = queries.report(act_id, reader, tongue())
    row = ledger.act(act_id)
    if found is None or row is None:
        raise Http404
    queries.mark_read(reader, act_id)
    about = [matter(one, reader, tongue()) for one in found.about]
    said = queries.comments(act_id, reader, tongue())
    mine = reader.has("reports") and found.by.handle == reader.member
    newer = newer_of_ones_own(found, reader, tongue()) if mine else {}
    context = {
        "report": found,
        "sealed": "sealed" in {found.state, *_states(found.files), *_states(said)},
        "readers": json.dumps(_readers(found)),
        "at_site": site_names().get(found.site, ""),
        "topics": [topic(one) for one in found.topics],
        "reliable": RELIABLE.get(found.reliable, ""),
        "certain": CERTAIN.get(found.certain, ""),
        "about": [one for one in about if one is not None],
        "chain": chain(found, reader, tongue()),
        "comments": said,
        "comment": forms.CommentForm(report=act_id),
        "can": reader.has("reports"),
        "can_need": reader.has("supplies"),
        "mine": mine,
        "member": reader.member,
        "replace": forms.ReplaceForm(old=act_id, newer=newer) if newer else None,
        "over": _over(request, found),
        "items": history.items(row, tongue()),
    }
    return render(request, "reports/report.html", context)


def _states(of: Iterable[queries.File | queries.CommentView]) -> set[str]:
    return {one.state for one in of}


def _readers(found: queries.ReportView) -> dict[str, str]:
    """The members of now that may read a report, by handle, each with its name."""
    here = names.members_now(tongue())
    named = {one.handle for one in (found.by, *found.audience)}
    return {one: here[one] for one in here if one in named or not found.audience}


def _over(request: SignedIn, found: queries.ReportView) -> queries.ReportView | None:
    """The older report whose place this one was written to take."""
    older = queries.report(request.GET.get("over", ""), request.reader, tongue())
    fits = older is not None and not older.newer and older.id != found.id
    ours = older is not None and older.by.handle == request.reader.member
    return older if fits and ours and not found.newer else None


@require_GET
@member_required
def file(request: SignedIn, act_id: str, number: int) -> HttpResponse:
    """A file of a report, to be kept: made bare once more on its way out."""
    data = _content(request, act_id, f"file.{number}")
    try:
        found = handed.clean(data)
    except ValidationError as error:
        context = {"report": act_id, "why": " ".join(error.messages)}
        return render(request, "reports/no_file.html", context, status=403)
    ending = "jpg" if found.type == "jpeg" else found.type
    return _bytes(found, f"report-{act_id[:8]}-{number}.{ending}")


@require_GET
@member_required
def picture(request: SignedIn, act_id: str, number: int) -> HttpResponse:
    """A picture of a report, drawn anew for the page."""
    data = _content(request, act_id, f"file.{number}")
    try:
        drawn = pictures.clean(data, SHOWN)
    except ValidationError as error:
        raise Http404 from error
    return _bytes(handed.Handed(drawn.type, drawn.data), "")


@require_GET
@member_required
def sealed(request: SignedIn, act_id: str, name: str) -> HttpResponse:
    """A content that came encrypted, as it came: for who has the reading key."""
    data = _content(request, act_id, f"{name}.sealed", salt=0)
    return _bytes(handed.Handed("age", data), f"report-{act_id[:8]}-{name}.age")


def _content(request: SignedIn, act_id: str, name: str, salt: int = SALT) -> bytes:
    """A content of a report or comment that the reader may read; 404 for any other."""
    if not queries.may_read(request.reader, act_id):
        raise Http404
    row = ledger.act(act_id)
    digest = row.parsed.content(name) if row is not None else ""
    data = ledger.blob(digest) if digest else None
    if data is None:
        raise Http404
    return data[salt:]


def _bytes(found: handed.Handed, name: str) -> HttpResponse:
    kind = handed.TYPES.get(found.type, "application/octet-stream")
    answer = HttpResponse(found.data, content_type=kind)
    how = f'attachment; filename="{name}"' if name else "inline"
    answer["Content-Disposition"] = how
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
