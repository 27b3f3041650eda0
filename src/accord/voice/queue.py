"""The queue of what goes out: kept in the database, tried again, never lost.

A row is marked as sent after the other side took it. If the process ends in between,
it goes out again: at least once, with the same id, so that the other side can tell.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from accord.ledger import clock
from accord.voice.models_mail import Outgoing, Webhook

SOONEST = timedelta(minutes=1)
LATEST = timedelta(hours=6)
TRIES = 20  # the last after about four days
KEPT = timedelta(days=30)
AT_ONCE = 100
PRIVATE = "private:"  # ids of what is forgotten as soon as it went out

log = logging.getLogger(__name__)

Send = Callable[[Outgoing], None]


class Later(Exception):
    """It could not go out now: a sentence that says why."""


class Never(Exception):
    """It will never be taken: a sentence that says why."""


def put(
    about: str,
    to: str,
    subject: str,
    body: str,
    *,
    unsubscribe: str = "",
    webhook: Webhook | None = None,
    due: datetime | None = None,
) -> None:
    """Puts something into the queue; a second time with the same id is nothing.

    It goes out from `due` on, else at once.
    """
    now = clock.now()
    Outgoing.objects.get_or_create(
        id=about,
        defaults={
            "to": to,
            "subject": subject,
            "body": body,
            "unsubscribe": unsubscribe,
            "webhook": webhook,
            "made": now,
            "due": due or now,
        },
    )


def deliver(mail: Send, hook: Send) -> int:
    """Tries everything that is due; returns how many went out."""
    rows = Outgoing.objects.filter(sent=None, given_up=False, due__lte=clock.now())
    gone = 0
    for row in rows.select_related("webhook").order_by("due")[:AT_ONCE]:
        gone += _try(row, hook if row.webhook else mail)
    return gone


def _try(row: Outgoing, send: Send) -> bool:
    try:
        send(row)
    except Never as error:
        row.trouble, row.given_up = str(error)[:300], True
    except Exception as error:
        # Also what nobody foresaw: one row must not keep the others waiting.
        if not isinstance(error, Later):
            log.exception("%s met something unforeseen", row.id.partition(":")[0])
        row.tries += 1
        row.trouble = (str(error) or type(error).__name__)[:300]
        row.due = clock.now() + pause(row.tries)
        row.given_up = row.tries >= TRIES
    else:
        row.sent, row.trouble = clock.now(), ""
    if row.sent and row.id.startswith(PRIVATE):
        row.delete()
        return True
    row.save()
    if row.trouble:
        log.warning("%s did not go out: %s", row.id.partition(":")[0], row.trouble)
    return row.sent is not None


def pause(tries: int) -> timedelta:
    """How long until the next try."""
    later: timedelta = SOONEST * 2 ** min(tries - 1, 16)
    return min(later, LATEST)


def forget(about: str) -> None:
    """Takes something back that did not go out yet."""
    Outgoing.objects.filter(id=about, sent=None).delete()


def tidy() -> None:
    """Forgets what went out, or was given up, long ago."""
    old = clock.now() - KEPT
    Outgoing.objects.filter(sent__lt=old).delete()
    Outgoing.objects.filter(given_up=True, made__lt=old).delete()


def next_due() -> datetime | None:
    """When the next try is."""
    row = Outgoing.objects.filter(sent=None, given_up=False).order_by("due").first()
    return row.due if row else None
