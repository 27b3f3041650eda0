"""Writes the read tables of the charter from what the log changed."""

from collections.abc import Sequence

from django.db.models import Model

from accord.charter.models import Member, RosterRow
from accord.core.acts import times
from accord.core.acts.charter import Found, Roster
from accord.core.rules.changes import Change, RosterChanged

TABLES: tuple[type[Model], ...] = (Member, RosterRow)


def clear() -> None:
    """Empties the tables, before they are built anew."""
    for table in TABLES:
        table._default_manager.all().delete()


def apply(changes: Sequence[Change]) -> None:
    """Writes what changed."""
    for change in changes:
        if isinstance(change, RosterChanged):
            _follow(change)


def _follow(change: RosterChanged) -> None:
    """Members come and go; a handle is never given twice, so each has one row."""
    body, time = change.act.body, times.parse(change.time)
    if not isinstance(body, Found | Roster):
        return
    now = set(body.terms.members)
    before = set(Member.objects.filter(left=None).values_list("handle", flat=True))
    Member.objects.filter(handle__in=before - now).update(
        left=time, left_index=change.index, left_by=change.act.id
    )
    Member.objects.bulk_create(
        Member(
            handle=handle,
            joined=time,
            joined_index=change.index,
            joined_by=change.act.id,
        )
        for handle in sorted(now - before)
    )
    RosterRow.objects.create(
        act=change.act.id,
        version=body.terms.version,
        index=change.index,
        time=time,
        joined=",".join(sorted(now - before)),
        left=",".join(sorted(before - now)),
    )
