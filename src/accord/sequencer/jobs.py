"""The read tables of every job, in the order in which they are written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Model

from accord.actions import apply as actions
from accord.charter import apply as charter
from accord.core.rules.changes import Change
from accord.ledger import apply as ledger
from accord.people import apply as people
from accord.reports import apply as reports
from accord.search import apply as search
from accord.supplies import apply as supplies
from accord.voice import apply as voice


@dataclass(frozen=True)
class Job:
    """How one app writes its read tables, and empties them before a rebuild."""

    apply: Callable[[Sequence[Change]], None]
    clear: Callable[[], None]
    tables: tuple[type[Model], ...]


JOBS = tuple(
    Job(one.apply, one.clear, one.TABLES)
    for one in (ledger, people, charter, voice, supplies, actions, reports, search)
)


def apply(changes: Sequence[Change]) -> None:
    """Writes what changed to the read tables of every job."""
    for job in JOBS:
        job.apply(changes)
