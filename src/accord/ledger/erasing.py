"""Erasing contents for good, in the database and in what SQLite keeps beside it.

Deleted bytes are overwritten with zeros (`secure_delete`, in the settings), and the
write-ahead log, which still holds them as they were, is emptied after the commit.
"""

from collections.abc import Sequence

from django.db import DatabaseError, connection

from accord.core.rules.changes import Change, Erased, Signed
from accord.core.rules.state import State
from accord.ledger import bulk
from accord.ledger.models import Blob, Naming


class _Due:
    """Whether the write-ahead log may hold what was erased: after a start it may."""

    def __init__(self) -> None:
        self.now = True


_due = _Due()


def apply(changes: Sequence[Change]) -> None:
    """Notes which act names which content, and empties those that were erased."""
    bulk.insert(
        Naming,
        ("id", "sha256", "act", "erased"),
        (
            (f"{one.index}/{number}", ref.sha256, one.act.id, False)
            for one in changes
            if isinstance(one, Signed) and one.first
            for number, ref in enumerate(one.act.blobs.values())
        ),
    )
    for change in changes:
        if isinstance(change, Erased):
            rows = Naming.objects.filter(sha256__in=change.contents)
            rows.filter(act=change.act_id).update(erased=True)
            held = rows.filter(erased=False).values_list("sha256", flat=True)
            gone = set(change.contents) - set(held)
            Blob.objects.filter(sha256__in=gone).update(content=None)
            _due.now = True


def is_erased(sha256: str) -> bool:
    """Whether every act that names a content had it erased."""
    rows = Naming.objects.filter(sha256=sha256)
    return rows.exists() and not rows.filter(erased=False).exists()


def unsigned(state: State) -> int:
    """How many contents are gone that no member has had erased: the host took them."""
    signed = {
        state.acts[act].act.blobs[name].sha256
        for act, names in state.erased.items()
        for name in names
    }
    gone = Blob.objects.filter(content=None).values_list("sha256", flat=True)
    return sum(digest not in signed for digest in gone)


def scrub() -> None:
    """Empties the write-ahead log if something was erased since it was emptied last.

    To be called after the commit. Where others are reading it is tried again later.
    """
    if not _due.now or connection.in_atomic_block or connection.vendor != "sqlite":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, _, _ = cursor.fetchone()
    except DatabaseError:
        return
    _due.now = bool(busy)
