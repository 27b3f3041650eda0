"""Pages about mail: subscribing, leaving, reminders, the queue, members' programs."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accord.ledger import clock
from accord.people.apply import person_id
from accord.people.guards import SignedIn, member_required, role_required
from accord.voice import queue, smtp, subscribing, webhooks
from accord.voice.forms_mail import AddressForm, ReminderForm, WebhookForm
from accord.voice.models_mail import Outgoing, Reminded, Webhook
from accord.voice.options import ROLE

MOST_PROGRAMS = 5


@require_http_methods(["GET", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """/subscribe: our statements by mail."""
    if smtp.server() is None:
        raise Http404
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = get_language() or settings.LANGUAGE_CODE
        subscribing.ask(form.cleaned_data["address"], language)
        return render(request, "voice/subscribed.html", {})
    return render(request, "voice/subscribe.html", {"form": form})


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail. A button confirms: programs open links by themselves."""
    row = subscribing.find(token)
    if row is not None and request.method == "POST":
        subscribing.confirm(row)
    context = {"row": row, "done": bool(row and row.confirmed)}
    return render(request, "voice/confirm.html", context)


@csrf_exempt  # a mail program posts here by itself (RFC 8058)
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ends a subscription, with one click."""
    row = subscribing.find(token)
    if row is not None and request.method == "POST":
        subscribing.leave(row)
        row = None
    return render(request, "voice/unsubscribe.html", {"row": row})


@require_http_methods(["GET", "POST"])
@member_required
def mail(request: SignedIn) -> HttpResponse:
    """/desk/statements/mail: own reminders; what waits to go out; programs."""
    reader = request.reader
    name = person_id(reader.member, reader.person)
    known = Reminded.objects.filter(id=name).first()
    form = ReminderForm(
        request.POST or None, initial={"address": known.address if known else ""}
    )
    if request.method == "POST" and form.is_valid():
        _remember(reader.member, reader.person, form.cleaned_data["address"])
        return redirect("voice:mail")
    waiting = Outgoing.objects.filter(sent=None, given_up=False)
    context = {
        "form": form,
        "server": smtp.server(),
        "writes": reader.has(ROLE),
        "waiting": waiting.count(),
        "troubled": waiting.exclude(trouble="").order_by("-due").first(),
        "next": queue.next_due(),
        "lost": Outgoing.objects.filter(given_up=True).count(),
        "hooks": Webhook.objects.filter(member=reader.member).order_by("id"),
        "hook_form": WebhookForm(),
    }
    return render(request, "voice/mail.html", context)


def _remember(member: str, person: str, address: str) -> None:
    name = person_id(member, person)
    if not address:
        Reminded.objects.filter(id=name).delete()
        return
    Reminded.objects.update_or_create(
        id=name, defaults={"member": member, "person": person, "address": address}
    )


@require_POST
@role_required(ROLE)
def add_webhook(request: SignedIn) -> HttpResponse:
    """A program of one's organisation is told what becomes public."""
    form = WebhookForm(request.POST)
    mine = Webhook.objects.filter(member=request.reader.member)
    if form.is_valid() and mine.count() < MOST_PROGRAMS:
        Webhook.objects.create(
            member=request.reader.member,
            url=form.cleaned_data["url"],
            secret=webhooks.new_secret(),
            begun=clock.now(),
        )
        return redirect("voice:mail")
    return render(request, "voice/webhook.html", {"form": form}, status=400)


@require_POST
@role_required(ROLE)
def end_webhook(request: SignedIn, number: int) -> HttpResponse:
    """It is not told any more."""
    Webhook.objects.filter(member=request.reader.member, id=number).delete()
    return redirect("voice:mail")
