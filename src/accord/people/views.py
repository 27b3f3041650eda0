"""Pages about oneself: coming in, preferences, devices."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.core.acts.errors import AccordError
from accord.ledger.prepare import prepare
from accord.ledger.problems import from_error, problem
from accord.people import names, preferences, queries
from accord.people.apply import person_id
from accord.people.forms import InvitationForm, PreferenceForm
from accord.people.guards import SignedIn, member_required, role_required
from accord.people.models import Preference
from accord.people.problems import form_problem
from accord.people.reader import Reader
from accord.people.roles import role_names

STAMP = "stamp"  # the button that makes a file for the stamp


@require_GET
@ensure_csrf_cookie
def sign_in(request: HttpRequest) -> HttpResponse:
    """/desk/sign-in/: this device's keys, each a button."""
    then = _inside(request.GET.get("next", ""))
    if getattr(request, "reader", None) is not None:
        return redirect(then)
    return render(request, "people/sign_in.html", {"next": then})


@require_GET
@ensure_csrf_cookie
def enrol(request: HttpRequest) -> HttpResponse:
    """/enrol/: an invitation is taken up; the browser reads the link itself."""
    members = json.dumps(names.members_now(get_language() or ""))
    return render(request, "people/enrol.html", {"next": _desk(), "members": members})


@require_http_methods(["GET", "POST"])
@member_required
def me(request: SignedIn) -> HttpResponse:
    """/desk/me: language, time zone, my devices, "I lost my phone"."""
    reader = request.reader
    shown = {
        "language": reader.language or get_language(),
        "time_zone": reader.time_zone or settings.TIME_ZONE,
    } | _hours(reader)
    form = PreferenceForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        return _prefer(request, form)
    colleagues = [
        one.title
        for one in queries.can(reader.member, "people")
        if one.person != reader.person
    ]
    context = {
        "form": form,
        "devices": queries.devices(reader, mine=True),
        "roles": role_names(reader.roles),
        "colleagues": ", ".join(colleagues),
    }
    return render(request, "people/me.html", context)


def _hours(reader: Reader) -> dict[str, object]:
    """The hours that a person chose, for the form."""
    chosen = preferences.of(reader.member, reader.person)
    return {
        "morning": chosen.morning,
        "briefing": chosen.briefing,
        "quiet_from": chosen.quiet_from,
        "quiet_to": chosen.quiet_to,
    }


def _prefer(request: SignedIn, form: PreferenceForm) -> HttpResponse:
    """Saves the preferences and goes on in the chosen language."""
    reader, language = request.reader, form.cleaned_data["language"]
    Preference.objects.update_or_create(
        id=person_id(reader.member, reader.person), defaults=form.cleaned_data
    )
    with translation.override(language):
        answer = redirect("people:me")
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 60 * 60,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
    return answer


@require_GET
@member_required
def devices(request: SignedIn) -> HttpResponse:
    """/desk/devices: those of the whole member for `people`, else one's own."""
    reader = request.reader
    if not reader.has("people"):
        context = {
            "devices": queries.devices(reader, mine=True),
            "colleagues": queries.can(reader.member, "people"),
        }
        return render(request, "people/my_devices.html", context)
    context = {
        "devices": queries.devices(reader),
        "invitations": queries.invitations(reader.member),
        "form": InvitationForm(people=queries.persons(reader.member)),
    }
    return render(request, "people/devices.html", context)


@require_POST
@role_required("people")
def invite(request: SignedIn) -> HttpResponse:
    """Prepares an invitation, to be signed here or with the stamp."""
    reader = request.reader
    form = InvitationForm(request.POST, people=queries.persons(reader.member))
    stamped = request.POST.get("by") == STAMP
    if form.is_valid() and "people" in form.cleaned_data["roles"] and not stamped:
        form.add_error(
            "roles",
            _(
                "Who may invite others is admitted with your organisation's stamp. "
                "Save a file for the stamp instead."
            ),
        )
    if not form.is_valid():
        return form_problem(form)
    signer = None if stamped else reader.keyid
    try:
        prepared = prepare(
            reader.member,
            "charter.invite",
            form.body(),
            form.contents(),
            keyid=signer,
        )
    except AccordError as error:
        return from_error(error)
    return prepared.response(reverse("people:devices"))


@require_POST
@member_required
def revoke(request: SignedIn) -> HttpResponse:
    """Prepares the end of devices and invitations: one's own, or with `people`."""
    body = {
        "keys": sorted(set(request.POST.getlist("key"))),
        "invites": sorted(set(request.POST.getlist("invite"))),
    }
    if not any(body.values()):
        return problem(400, _("Nothing chosen"), _("Choose what is to be revoked."))
    reader = request.reader
    try:
        prepared = prepare(reader.member, "charter.revoke", body, keyid=reader.keyid)
    except AccordError as error:
        return from_error(error)
    page = "people:devices" if reader.has("people") else "people:me"
    return prepared.response(reverse(page))


def _inside(address: str) -> str:
    """An address of this hub to go on to, else the desk."""
    if address.startswith("/") and url_has_allowed_host_and_scheme(address, None):
        return address
    return _desk()


def _desk() -> str:
    return f"/{get_language()}/desk/"
