"""What strangers send: /join, /contact, and the sender's own page. No script is needed.

The words are sealed before they are kept (charter/sealing.py); the limits are in
charter/limits.py. These views stand above the jobs because they also send mail.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.charter import admissions, inbox, limits, queries, sealing
from accord.charter.forms_outside import (
    PLEDGES,
    ApplicationForm,
    ContactForm,
    OutsideForm,
    PledgeForm,
)
from accord.charter.models import Application, RosterDraft
from accord.core.acts.errors import AccordError
from accord.ledger import clock
from accord.ledger.cache import reading
from accord.ledger.problems import sentence
from accord.voice import queue, smtp

FORMS: dict[str, type[OutsideForm]] = {
    "apply": ApplicationForm,
    "pledge": PledgeForm,
    "contact": ContactForm,
}


@require_GET
@never_cache
def join(request: HttpRequest) -> HttpResponse:
    """/join: organisations apply, people pledge support."""
    return _join(request, {})


@require_GET
@never_cache
def contact(request: HttpRequest) -> HttpResponse:
    """/contact: tips, and questions from the press."""
    return _contact(request, {})


def _join(
    request: HttpRequest,
    sent: dict[str, OutsideForm],
    status: int = 200,
    notice: str = "",
) -> HttpResponse:
    counts = queries.pledges()
    context = _readers() | {
        "application_form": sent.get("apply") or ApplicationForm(),
        "pledge_form": sent.get("pledge") or PledgeForm(),
        "pledged": sum(counts.values()),
        "pledges": [(label, counts[wants]) for wants, label in PLEDGES],
        "notice": notice,
    }
    return render(request, "charter/join.html", context, status=status)


def _contact(
    request: HttpRequest,
    sent: dict[str, OutsideForm],
    status: int = 200,
    notice: str = "",
) -> HttpResponse:
    form = sent.get("contact") or ContactForm()
    context = _readers() | {"form": form, "notice": notice, "press": settings.PRESS}
    return render(request, "charter/contact.html", context, status=status)


def _readers() -> dict[str, object]:
    """The members who can read what is sent; none: this server can."""
    with reading() as state:
        return {"readers": sorted(sealing.recipients(state))}


@require_http_methods(["GET", "POST"])
@never_cache
def send(request: HttpRequest, form_name: str) -> HttpResponse:
    """/join/apply, /join/pledge, /contact/send; who only looks is led to the form."""
    page = _contact if form_name == "contact" else _join
    if request.method == "GET":
        return redirect(f"outside:{'contact' if form_name == 'contact' else 'join'}")
    form = FORMS[form_name](request.POST)
    shown = {form_name: form}
    if not form.is_valid():
        return page(request, shown, 400)
    if form.is_trap:  # a program: it is told what people are told
        return render(request, "charter/thanks.html", {})
    given = form.cleaned_data["token"]
    if limits.age(given) is None:
        said = _("This page was open for long, or was sent already. Send it once more.")
        return page(request, shown, 400, said)
    if not limits.allowed(request, given, form.cleaned_data["work"]):
        said = _("Too many messages came from here. Try again in an hour.")
        return page(request, shown, 429, said)
    try:
        row = _keep(form_name, form)
    except AccordError as error:
        return page(request, shown, 409, sentence(error))
    limits.used.add(given)
    return redirect("outside:sent", row.token)


def _keep(form_name: str, form: OutsideForm) -> Application:
    wants = "organisation"
    if form_name != "apply":
        wants = str(form.cleaned_data["wants"])
    words = form.words()
    address = words.get("contact", "")
    asked = form_name == "pledge" and "@" in address and smtp.server() is not None
    language = get_language() or settings.LANGUAGE_CODE
    row = admissions.apply(wants, language=language, confirmed=not asked, **words)
    if asked:
        _ask_to_confirm(row, address)
    return row


def _ask_to_confirm(row: Application, address: str) -> None:
    """A mail with the sender's secret link; it is forgotten once it went out."""
    link = f"{settings.ORIGIN}{reverse('outside:sent', args=[row.token])}"
    text = _(
        "Somebody, you we hope, pledged support to us.\n\n"
        "To confirm it, or to erase it: {link}\n\n"
        "If it was not you, do nothing: it is forgotten in seven days."
    )
    subject = _("Confirm your pledge")
    queue.put(
        f"{queue.PRIVATE}pledge:{row.id}", address, subject, text.format(link=link)
    )


@require_http_methods(["GET", "POST"])
@never_cache
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """The sender's secret page: confirm it, see what became of it, take it back.

    A button confirms: programs open links in mails by themselves.
    """
    row = get_object_or_404(Application, token=token)
    if request.method == "POST" and row.confirmed is None:
        Application.objects.filter(id=row.id).update(confirmed=clock.now())
        return redirect("outside:sent", token)
    context = {
        "application": row,
        "draft": RosterDraft.objects.filter(application=row).first(),
        "contact": row.wants in inbox.CONTACT,
    }
    return render(request, "charter/sent.html", context)


@require_POST
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """The sender takes it back; nothing is kept."""
    row = get_object_or_404(Application, token=token)
    queue.forget(f"{queue.PRIVATE}pledge:{row.id}")
    admissions.erase(row)
    return render(request, "charter/erased.html")


def answer_by_mail(row: Application, to: str, text: str) -> None:
    """Puts an answer into the queue; it is forgotten there once it went out."""
    with translation.override(row.language or settings.LANGUAGE_CODE):
        subject = _("An answer to your message of {day}").format(
            day=row.created.date().isoformat()
        )
    name = f"{queue.PRIVATE}answer:{row.id}:{int(clock.now().timestamp())}"
    queue.put(name, to, subject, text)
