"""Embargoed previews: making links, looking who used them, taking them back."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accord.people.guards import SignedIn, role_required
from accord.people.names import person_title
from accord.voice import pictures, previews, statements, texts
from accord.voice.cleaning import visible
from accord.voice.models import Statement
from accord.voice.models_preview import Preview
from accord.voice.options import ROLE

MAX_LABEL = 100
MOST_LINKS = 50


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The words under embargo; the public page once they are out."""
    row = previews.look(token, visible(request.headers.get("User-Agent", "")))
    if row is None:
        raise Http404
    said = statements.said(row)
    if said.is_public:
        return redirect(said.url)
    read = texts.shown((said.act, one) for one in said.languages)
    sources = pictures.previewed(said.act, token)
    found = [replace(one, sources=sources) for one in read.values()]
    context = {"said": said, "texts": found}
    answer = render(request, "voice/preview.html", context)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@require_http_methods(["GET", "POST"])
@role_required(ROLE)
def all_previews(request: SignedIn, act_id: str) -> HttpResponse:
    """The links of one statement; posted: a new one, whose link is shown once."""
    row = _find(act_id)
    link = ""
    if request.method == "POST":
        label = visible(request.POST.get("label", "")).strip()[:MAX_LABEL]
        full = Preview.objects.filter(act=act_id).count() >= MOST_LINKS
        if label and not full and previews.can_be_shown(row):
            token = previews.begin(row, request.reader, label)
            path = reverse("voice:preview", args=[token])
            link = f"{settings.ORIGIN}{path}"
    found = Preview.objects.filter(act=act_id).order_by("-id")
    context = {
        "said": statements.said(row),
        "can": previews.can_be_shown(row),
        "link": link,
        "lines": [
            {
                "one": one,
                "who": person_title(one.member, one.person),
                "seen": one.seen.order_by("-id")[:20],
                "count": one.seen.count(),
            }
            for one in found
        ],
    }
    return render(request, "voice/previews.html", context)


def _find(act_id: str) -> Statement:
    row = statements.by_act(act_id)
    if row is None:
        raise Http404
    return row


@require_POST
@role_required(ROLE)
def revoke(request: SignedIn, act_id: str, number: int) -> HttpResponse:
    """Takes one link back."""
    previews.revoke(act_id, number)
    return redirect("voice:previews", act_id)
