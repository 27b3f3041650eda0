"""Readers who want statements by mail: asked, confirmed, gone with one click."""

import secrets
from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from accord.ledger import clock
from accord.voice import queue
from accord.voice.announcing import link
from accord.voice.models_mail import Outgoing, Subscriber

AGAIN = timedelta(hours=1)  # one mail an hour to an address that did not confirm
OPEN = timedelta(days=7)
MOST_AN_HOUR = 200


def ask(address: str, language: str) -> None:
    """Sends a link to confirm with; whoever subscribes already gets no mail.

    The page says the same in all cases: it tells nobody who reads us.
    """
    now = clock.now()
    row = Subscriber.objects.filter(address=address).first()
    if row is not None and (row.confirmed or now - row.asked < AGAIN):
        return
    if Subscriber.objects.filter(asked__gt=now - AGAIN).count() >= MOST_AN_HOUR:
        return
    if row is None:
        row = Subscriber(address=address, token=secrets.token_urlsafe(32))
    row.language, row.asked = language, now
    row.save()
    with translation.override(language):
        text = _(
            "Somebody, you we hope, asked for our statements by mail.\n\n"
            "To confirm: {link}\n\n"
            "If it was not you, do nothing: no more mail will come."
        )
        queue.put(
            f"confirm:{row.id}:{int(now.timestamp())}",
            address,
            _("Confirm that you want our statements by mail"),
            text.format(link=link("voice:confirm", row.token)),
        )


def find(token: str) -> Subscriber | None:
    """The reader with a link's token."""
    return Subscriber.objects.filter(token=token).first()


def confirm(row: Subscriber) -> None:
    """From now on this reader is told what is said."""
    if row.confirmed is None:
        row.confirmed = clock.now()
        row.save()


def leave(row: Subscriber) -> None:
    """Forgets a reader, and what was still to go out to it."""
    Outgoing.objects.filter(to=row.address, sent=None).delete()
    row.delete()


def tidy() -> None:
    """Forgets those who never confirmed."""
    Subscriber.objects.filter(confirmed=None, asked__lt=clock.now() - OPEN).delete()
