"""The desk's inbox: messages from outside, taken, answered, done.

What is sealed to members is opened in the browser of a member, or with `accord inbox`.
"""

import json

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.charter import inbox
from accord.charter.forms_outside import AnswerForm
from accord.charter.models import Application
from accord.core.acts import times
from accord.core.acts.encoding import to_base64
from accord.core.acts.errors import Refused
from accord.desk.outside import answer_by_mail
from accord.ledger.problems import sentence
from accord.people import names
from accord.people.guards import SignedIn, member_required
from accord.voice import smtp

LABELS = {
    "tip": gettext_lazy("Tip"),
    "press": gettext_lazy("Press"),
    "other": gettext_lazy("Something else"),
    "time": gettext_lazy("Pledge: time"),
    "goods": gettext_lazy("Pledge: goods"),
    "transport": gettext_lazy("Pledge: transport"),
    "name": gettext_lazy("Pledge: a name under the declaration"),
}
STEPS = {"take": inbox.take, "back": inbox.give_back, "done": inbox.done}
MOST = 200


@require_GET
@never_cache
@member_required
def messages(request: SignedIn) -> HttpResponse:
    """/desk/inbox: what waits, who looks after what, what is done."""
    inbox.tidy()
    rows = inbox.readable(request.reader).order_by("-created")[:MOST]
    context = {
        "keeper": inbox.is_keeper(request.reader),
        "open": [_shown(one) for one in rows if one.state in inbox.OPEN],
        "done": [_shown(one) for one in rows if one.state == inbox.DONE],
    }
    return render(request, "charter/inbox.html", context)


def _shown(row: Application) -> dict[str, object]:
    language = get_language() or "en"
    who = names.person_name(row.answered_by, row.person) if row.person else ""
    member = names.member_title(row.answered_by, language) if row.answered_by else ""
    return {
        "row": row,
        "label": str(LABELS.get(row.wants, row.wants)),
        "by": ", ".join(one for one in (who, member) if one),
        "sealed": to_base64(bytes(row.sealed)) if row.readers else "",
        "readers": row.readers.split(",") if row.readers else [],
    }


def _find(request: SignedIn, number: int) -> Application:
    return get_object_or_404(inbox.readable(request.reader), id=number)


@require_http_methods(["GET", "POST"])
@never_cache
@member_required
def message(request: SignedIn, number: int) -> HttpResponse:
    """One message; a POST answers it by mail."""
    row = _find(request, number)
    mine = (row.answered_by, row.person) == (
        request.reader.member,
        request.reader.person,
    )
    first = {"to": row.words.get("contact", "")} if "@" in str(row.words) else {}
    form = AnswerForm(request.POST or None, initial=first)
    notice = ""
    if request.method == "POST" and not mine:
        notice = _("Take the message first: then nobody answers twice.")
    elif request.method == "POST" and form.is_valid():
        try:
            inbox.answered(row)
            given = form.cleaned_data
            answer_by_mail(row, given["to"], _signed(request, given["text"]))
            return redirect("inbox:message", number)
        except Refused as error:
            notice = sentence(error)
    theirs = inbox.is_open_to(row, request.reader)
    context = _shown(row) | {
        "form": form,
        "mine": mine,
        "ours": request.reader.member in row.readers.split(","),
        "theirs": theirs,
        "ask": row.state == inbox.NEW and theirs,
        "notice": notice,
        "mail": smtp.server() is not None,
    }
    status = 409 if notice else 400 if form.errors else 200
    return render(request, "charter/message.html", context, status=status)


def _signed(request: SignedIn, text: str) -> str:
    """The answer, and who gives it."""
    reader = request.reader
    who = ", ".join(one for one in (reader.name, reader.member_name) if one)
    return f"{text.strip()}\n\n{who or reader.member}\n"


@require_POST
@member_required
def step(request: SignedIn, number: int, name: str) -> HttpResponse:
    """Take it, give it back, or say that it is done."""
    row = _find(request, number)
    try:
        STEPS[name](row, request.reader)
    except Refused as error:
        context = _shown(_find(request, number)) | {
            "form": AnswerForm(),
            "notice": sentence(error),
        }
        return render(request, "charter/message.html", context, status=409)
    if name == "done":
        return redirect("inbox:list")
    return redirect("inbox:message", number)


@require_GET
@never_cache
@member_required
def file(request: SignedIn) -> HttpResponse:
    """All open messages as a file, sealed as they are: for `accord inbox read`."""
    rows = inbox.readable(request.reader).filter(state__in=inbox.OPEN)
    document = {
        "v": "accord/inbox@1",
        "messages": [
            {
                "number": row.id,
                "about": row.wants,
                "state": row.state,
                "created": times.write(row.created),
                "sealed": to_base64(bytes(row.sealed)),
            }
            for row in rows.exclude(readers="").order_by("created")[:MOST]
        ],
    }
    answer = HttpResponse(json.dumps(document), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="messages.inbox.json"'
    return answer
