"""What the public reads of the coalition itself: who leads it, its declaration and how
that has changed, and who was a member when.
"""

from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_GET

from accord.charter import course, linked, queries, shares
from accord.core.acts import times
from accord.ledger import clock
from accord.ledger import queries as ledger
from accord.ledger.cache import reading
from accord.ledger.coalition import current
from accord.ledger.problems import problem
from accord.people import names

WRONG = gettext_lazy("Give a day like 2026-11-22.")


class DayForm(forms.Form):
    """A day, in the coalition's zone."""

    on = forms.DateField(
        label=gettext_lazy("Members on the day"),
        widget=forms.DateInput({"type": "date"}),
        error_messages={"invalid": WRONG, "required": WRONG},
    )

    def clean_on(self) -> date:
        """A day of these centuries."""
        day: date = self.cleaned_data["on"]
        if not 2000 <= day.year <= 2999:
            raise forms.ValidationError(WRONG)
        return day


def _language() -> str:
    return get_language() or "en"


@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """/about: who we are, who leads and speaks for all, who decides what, the end."""
    here = current()
    language = _language()
    with reading() as state:
        rules = state.in_force().terms.rules if here else {}
        ended = state.ended
    row = ledger.act(ended) if ended else None
    said = (ledger.content(row, "reason") or {}) if row else {}
    decides = shares.of_terms(rules) if here else {}
    members = queries.members(language)
    context = {
        "coalition": here,
        "names": sorted(here.names.items()) if here else [],
        "leader": course.leader(language) if here else None,
        "leaders": course.leaders(language) if here else [],
        "versions": course.versions(),
        "members": members,
        "linked": linked.about(here, members) if here else "",
        "decides": [
            (str(one.label), shares.words(decides[one.name]))
            for one in shares.QUESTIONS
            if decides
        ],
        "end": row,
        "reason": str(said.get("text", "")),
    }
    return render(request, "charter/about.html", context)


@require_GET
def declaration(request: HttpRequest, act_id: str = "") -> HttpResponse:
    """/declaration: in all its languages, with who signed it; and earlier ones."""
    versions = course.versions()
    shown = next((one for one in versions if one.act == act_id), None)
    if act_id and shown is None:
        raise Http404
    texts = queries.declaration(act_id)
    spoken = [one.language for one in texts]
    first = _language() if _language() in spoken else (spoken or [""])[0]
    shown = shown or (versions[0] if versions else None)
    texts.sort(key=lambda one: one.language != first)
    context = {
        "texts": texts,
        "first": first,
        "coalition": current(),
        "members": queries.members(_language()),
        "version": shown,
        "versions": versions,
        "stamped": _stamped(shown) if shown else [],
        "linked": linked.declaration(texts, shown) if texts and shown else "",
    }
    return render(request, "charter/declaration.html", context)


def _stamped(version: course.Version) -> list[names.Who]:
    """The members whose stamps are on an amendment."""
    if version.number == 1:
        return []
    rows = ledger.signatures(version.act)
    handles = sorted({one.member for one in rows if one.member and not one.taken_back})
    return [names.who(one, _language()) for one in handles]


def as_of(day: date, language: str) -> dict[str, object]:
    """The members at the end of a day, for the page."""
    found = course.listed(course.last_moment(day))
    views = [queries.member(one, language) for one in (found.members if found else ())]
    return {
        "on": day,
        "listed": found,
        "members": [one for one in views if one is not None],
        "past": [],
    }


@require_GET
def members_json(request: HttpRequest) -> HttpResponse:
    """/members.json and /api/v1/members: the members of a day, or of now.

    `?on=2026-11-22` asks for the end of a day in the coalition's zone. Answers with
    the list of members in force then, its act and number, and each member's names.
    """
    form = DayForm(request.GET if "on" in request.GET else None)
    if form.is_bound and not form.is_valid():
        return problem(400, "Not a day", "Give a day like 2026-11-22.")
    at = course.last_moment(form.cleaned_data["on"]) if form.is_bound else clock.now()
    found = course.listed(at)
    if found is None:
        return problem(404, "No members", "The coalition was not founded then.")
    members = [_member(one) for one in found.members]
    return JsonResponse(
        {
            "at": times.write(at),
            "roster": found.act,
            "version": found.version,
            "members": members,
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _member(handle: str) -> dict[str, object]:
    shown = queries.member(handle, "en")
    if shown is None:
        return {"handle": handle}
    told: dict[str, object] = {
        "handle": handle,
        "names": shown.names,
        "joined": times.write(shown.joined),
    }
    return told | ({"left": times.write(shown.left)} if shown.left else {})
