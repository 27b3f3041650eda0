"""Calendars that programs keep up to date (RFC 5545): public, and by a secret address.

A UID never changes; SEQUENCE rises with every change; what was cancelled stays, as
STATUS:CANCELLED, so that calendars take it out. Times are in UTC.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from accord.actions.models import Action
from accord.actions.queries import ActionView
from accord.core.acts import times

REFRESH = timedelta(hours=1)
STATUS = {"cancelled": "CANCELLED"}


def calendar(
    name: str, actions: Iterable[ActionView], rows: dict[str, Action], origin: str
) -> bytes:
    """The iCalendar file of some actions; `rows` by act id, `origin` for links."""
    made = Calendar()
    made.add("prodid", "-//Accord//Actions//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for one in actions:
        made.add_component(_event(one, rows[one.id], origin))
    return bytes(made.to_ical())


def _event(one: ActionView, row: Action, origin: str) -> Event:
    event = Event()
    event.add("uid", f"{one.id}@accord")
    event.add("sequence", row.sequence)
    event.add("dtstamp", _utc(row.changed))
    event.add("last-modified", _utc(row.changed))
    event.add("dtstart", _utc(row.start))
    event.add("dtend", _utc(row.end))
    event.add("summary", one.title)
    event.add("status", STATUS.get(row.state, "CONFIRMED"))
    event.add("organizer", f"{origin}/en/members/{one.by.handle}")
    if one.text:
        event.add("description", one.text)
    if one.place:
        event.add("location", one.place)
    return event


def _utc(written: str) -> datetime:
    return times.parse(written).astimezone(UTC)
