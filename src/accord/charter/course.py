"""The coalition's course, for pages: its declarations, who leads it, its end, who was
a member when.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from accord.charter.models import Member, RosterRow
from accord.core.acts import times
from accord.core.acts.course import Lead
from accord.core.rules.course import languages, leading
from accord.ledger import clock, queries
from accord.ledger.cache import reading
from accord.people import names
from accord.people.names import Who


@dataclass(frozen=True, slots=True)
class Version:
    """A declaration: the act that holds it, its number, from when to when it held."""

    act: str
    number: int
    since: datetime
    until: datetime | None
    languages: tuple[str, ...]
    note: str

    @property
    def current(self) -> bool:
        """Whether it is in force."""
        return self.until is None


@dataclass(frozen=True, slots=True)
class Leader:
    """Who leads and speaks for all; `name` is empty where the handle stands alone."""

    act: str
    name: str
    member: Who
    since: datetime
    until: datetime

    @property
    def title(self) -> str:
        """The name, or the member's."""
        return self.name or self.member.title


def versions() -> list[Version]:
    """Every declaration, newest first; empty before the founding."""
    with reading() as state:
        ids = [state.coalition, *state.amendments] if state.coalition else []
    rows = [row for one in ids if (row := queries.act(one)) is not None]
    ends = [*(row.effect for row in rows[1:]), None]
    found = []
    for number, (row, until) in enumerate(zip(rows, ends, strict=False), 1):
        note = queries.content(row, "note") or {}
        spoken = tuple(sorted(languages(row.parsed.blobs)))
        since = row.effect or row.opened
        said = str(note.get("text", ""))
        found.append(Version(row.id, number, since, until, spoken, said))
    return found[::-1]


def leader(language: str) -> Leader | None:
    """Who leads the coalition now."""
    with reading() as state:
        act_id = leading(state, clock.text())
    return _leader(act_id, language) if act_id else None


def leaders(language: str) -> list[Leader]:
    """Everybody who was ever chosen, newest first."""
    rows = queries.acts(["charter.lead"], state="effect")
    found = (_leader(row.id, language) for row in rows)
    return [one for one in found if one is not None]


def _leader(act_id: str, language: str) -> Leader | None:
    row = queries.act(act_id)
    body = row.parsed.body if row else None
    if row is None or not isinstance(body, Lead):
        return None
    named = queries.content(row, "lead") or {}
    return Leader(
        act=act_id,
        name=str(named.get("name", "")),
        member=names.who(body.member, language),
        since=row.effect or row.opened,
        until=times.parse(body.until),
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """The members at a moment, and the list that said so."""

    at: datetime
    act: str
    version: int
    members: tuple[str, ...]


def last_moment(day: date) -> datetime:
    """The end of a day in the coalition's zone."""
    midnight = datetime.combine(day + timedelta(days=1), time())
    zone = ZoneInfo(settings.TIME_ZONE)
    return midnight.replace(tzinfo=zone) - timedelta(seconds=1)


def listed(at: datetime) -> Listed | None:
    """Who was a member at a moment; None before the founding."""
    row = RosterRow.objects.filter(time__lte=at).order_by("-version").first()
    if row is None:
        return None
    rows = Member.objects.filter(joined_index__lte=row.index).exclude(
        left_index__lte=row.index
    )
    handles = tuple(rows.order_by("handle").values_list("handle", flat=True))
    return Listed(at, row.act, row.version, handles)
