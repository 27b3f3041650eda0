"""Every morning a briefing for every person, at that person's own hour.

A row for each person and day says from which record to which it reaches. Making it a
second time is nothing; what failed is tried at the next pass. Mail says that it is
there, and where: what stands in it is for who signs in.
"""

import logging
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accord.core.acts.errors import AccordError
from accord.core.acts.times import write
from accord.desk import saved
from accord.desk.briefing import Briefing, compile_for
from accord.desk.briefing_parts import Span
from accord.desk.models import Morning
from accord.ledger import clock, passes, queries
from accord.ledger.cache import reading
from accord.ledger.since import size_at
from accord.people import preferences
from accord.people.apply import person_id
from accord.people.preferences import Preferences
from accord.people.reader import Reader, make_reader
from accord.voice import queue

EVERY_SECONDS = 60.0
FIRST = timedelta(days=1)  # how far back the first briefing of a person reaches
KEPT = timedelta(days=30)

log = logging.getLogger(__name__)


def readers() -> list[Reader]:
    """Every person with a live device, with the tasks of all of them."""
    now = write(clock.now())
    with reading() as state:
        live = [
            key
            for key in state.keys.values()
            if key.purpose == "desk" and key.person and not state.why_dead(key, now)
        ]
    newest = {person_id(key.member, key.person or ""): key for key in live}
    return [make_reader(key) for key in newest.values()]


def pass_once() -> int:
    """Makes the briefings whose hour has come; returns how many."""
    made = 0
    for reader in readers():
        try:
            made += _make(reader)
        except (AccordError, LookupError, ValueError):
            # One person's trouble is not another's; it is tried again.
            log.exception("The briefing of %s failed", reader.member)
    return made


def _make(reader: Reader) -> bool:
    chosen = preferences.of(reader.member, reader.person)
    now = clock.now()
    local = now.astimezone(ZoneInfo(chosen.time_zone))
    if local.hour < chosen.morning or find(reader, local.date()) is not None:
        return False
    with transaction.atomic():
        row = _row(reader, local.date(), now)
        if chosen.briefing:
            _mail(reader, chosen, row, now)
    return True


def _row(reader: Reader, day: date, now: datetime) -> Morning:
    person = person_id(reader.member, reader.person)
    span = _next(person, now)
    return Morning.objects.create(
        id=_key(person, day),
        person=person,
        day=day,
        since=span.since,
        until=span.until,
        made=now,
    )


def _next(person: str, now: datetime) -> Span:
    """What a person's next briefing is about: all since the one before."""
    last = Morning.objects.filter(person=person).order_by("-day").first()
    head = queries.head()
    until = head.size if head else 0
    return Span(last.until if last else size_at(now - FIRST), until)


def _mail(reader: Reader, chosen: Preferences, row: Morning, now: datetime) -> None:
    address = saved.address_of(reader)
    if not address or in_words(reader, row, chosen, now).empty:
        return
    with translation.override(chosen.language):
        link = reverse("desk:briefing-of", args=[row.day.isoformat()])
        queue.put(
            f"briefing:{row.id}",
            address,
            _("Your briefing is there"),
            _("Your briefing of this morning is there: {link}").format(
                link=f"{settings.ORIGIN}{link}"
            ),
            due=chosen.mail_at(now),
        )


def in_words(
    reader: Reader, row: Morning, chosen: Preferences, now: datetime
) -> Briefing:
    """A briefing in a person's own language and time."""
    with translation.override(chosen.language), timezone.override(chosen.time_zone):
        return compile_for(reader, Span(row.since, row.until), now)


def find(reader: Reader, day: date) -> Morning | None:
    """A person's briefing of a day."""
    person = person_id(reader.member, reader.person)
    return Morning.objects.filter(id=_key(person, day)).first()


def days(reader: Reader) -> list[date]:
    """The days of which a person has a briefing, newest first."""
    person = person_id(reader.member, reader.person)
    rows = Morning.objects.filter(person=person).order_by("-day")
    return list(rows.values_list("day", flat=True))


def now_for(reader: Reader) -> Span:
    """From a person's newest briefing until now."""
    return _next(person_id(reader.member, reader.person), clock.now())


def today(reader: Reader) -> date:
    """The day at the person's own place."""
    chosen = preferences.of(reader.member, reader.person)
    return clock.now().astimezone(ZoneInfo(chosen.time_zone)).date()


def _key(person: str, day: date) -> str:
    return f"{person} {day.isoformat()}"


def tidy() -> None:
    """Forgets briefings of long ago."""
    Morning.objects.filter(made__lt=clock.now() - KEPT).delete()


def start() -> None:
    """Starts the thread."""
    passes.start("mornings", _pass, EVERY_SECONDS)


def _pass(_number: int) -> None:
    pass_once()
    saved.tell()
    tidy()
