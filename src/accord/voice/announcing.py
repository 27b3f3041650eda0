"""What has to be said to readers and programs: found in the tables, put in the queue.

Nothing has to happen at a moment: each pass looks for what was released, corrected or
withdrawn since, so a pass that comes late or twice says the same once. Readers get the
title and the link; whoever asked later than something happened is not told of it.
"""

import json
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accord.core.acts import times
from accord.core.rules.standing import AGREED, CORRECTED, RETRACTED
from accord.ledger import clock, coalition
from accord.voice import documents, queue, statements
from accord.voice.models import Statement
from accord.voice.models_mail import Announced, Subscriber, Webhook
from accord.voice.statements import Said

EVENTS = {AGREED: "released", CORRECTED: "corrected", RETRACTED: "withdrawn"}
TOO_OLD = timedelta(days=7)


def announce() -> int:
    """Puts what is new into the queue; returns how many events that were."""
    found = 0
    for row in _recent():
        for event in _events(row):
            found += _announce(row, event)
    return found


def _recent() -> Iterator[Statement]:
    """Public statements of which something changed lately."""
    now = clock.now()
    since, until = times.write(now - TOO_OLD), times.write(now)
    rows = statements.public(until)
    yield from rows.filter(changed__gte=since) | rows.filter(public_from__gte=since)


def _events(row: Statement) -> list[str]:
    """What became of it until now."""
    events = [AGREED]
    if row.state in (CORRECTED, RETRACTED) and row.changed <= clock.text():
        events.append(row.state)
    return events


def _announce(row: Statement, event: str) -> bool:
    """One event, in one transaction: all who are concerned have it in the queue."""
    name = f"{row.act}:{event}"
    if Announced.objects.filter(id=name).exists():
        return False
    when = times.parse(row.public_from if event == AGREED else row.changed)
    with transaction.atomic():
        Announced.objects.create(id=name)
        if event == AGREED and row.state != AGREED and row.changed <= clock.text():
            return False  # what is over by now is told as what it is
        if clock.now() - when > TOO_OLD:
            return False
        for one in Subscriber.objects.filter(confirmed__lte=when):
            _mail(row, event, one)
        for hook in Webhook.objects.filter(begun__lte=when):
            _call(row, event, hook)
    return True


def _mail(row: Statement, event: str, reader: Subscriber) -> None:
    with translation.override(reader.language):
        said = statements.said(row, reader.language)
        lines = _named(said)
        if event == CORRECTED and said.correction:
            lines += ["", _("Please quote the newer statement:")]
            lines += _named(said.correction)
        leave = link("voice:unsubscribe", reader.token)
        ending = _("You asked for this. To end it: {link}").format(link=leave)
        lines += ["", "-- ", ending]
        queue.put(
            f"said:{row.act}:{event}:{reader.id}",
            reader.address,
            f"{_site()}: {_prefix(event)}{lines[0]}",
            "\n".join(lines),
            unsubscribe=leave,
        )


def _named(said: Said) -> list[str]:
    """The title, always one line, so that it looks like nothing else; the address."""
    return [" ".join(said.title.split()), documents.address(said)]


def _prefix(event: str) -> str:
    if event == AGREED:
        return ""
    return f"{_('Withdrawn') if event == RETRACTED else _('Corrected')}: "


def _site() -> str:
    here = coalition.current()
    return here.name(translation.get_language() or "en") if here else ""


def link(view: str, token: str) -> str:
    """The whole address of a page for one reader."""
    return f"{settings.ORIGIN}{reverse(view, args=[token])}"


def _call(row: Statement, event: str, hook: Webhook) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        said: Said = statements.said(row)
        body = {
            "type": f"statement.{EVENTS[event]}",
            "timestamp": times.write(clock.now()),
            "data": documents.standing(said),
        }
    queue.put(
        f"hook:{row.act}:{event}:{hook.id}",
        hook.url,
        "",
        json.dumps(body),
        webhook=hook,
    )
