"""Fetching the contents beside the log, each believed for its hash alone."""

from collections.abc import Iterable
from concurrent.futures import Executor
from hashlib import sha256

from django.db import transaction

from accord.ledger import append, queries
from accord.people.may import may_copy
from accord.replica.models import Wanted
from accord.replica.source import Denied, Source
from accord.search import apply as search

GROUP = 64
GONE = 410
Found = tuple[Wanted, bytes | None, str]


def fetch(source: Source, threads: Executor, member: str, again: bool = False) -> int:
    """Fetches what is wanted, also what failed before if `again`; returns how many.

    What is for other members alone is not asked for. Raises Unanswered when the host
    does not answer at all.
    """
    rows = Wanted.objects.order_by("sha256")
    if not again:
        rows = rows.filter(failed="")
    held, last = 0, ""
    while group := list(rows.filter(sha256__gt=last)[:GROUP]):
        last = group[-1].sha256
        ours = [one for one in group if _is_for(member, one)]
        held += _keep(list(threads.map(lambda one: _fetch(source, one), ours)))
    return held


def _is_for(member: str, one: Wanted) -> bool:
    row = queries.act(one.act)
    if row is None or may_copy(member, row):
        return True
    with transaction.atomic():
        append.put_content(one.sha256, one.size, None)
        one.delete()
    return False


def _fetch(source: Source, one: Wanted) -> Found:
    """A content; None when it was erased. Or why it was not given."""
    try:
        data = source.content(one.act, one.name, one.size)
    except Denied as error:
        if error.status == GONE:
            return one, None, ""
        return one, None, str(error)[:200]
    if len(data) != one.size or sha256(data).hexdigest() != one.sha256:
        return one, None, "The host sent something else in its place."
    return one, data, ""


@transaction.atomic
def _keep(found: Iterable[Found]) -> int:
    held, came = 0, set()
    for one, data, failed in found:
        if failed:
            Wanted.objects.filter(sha256=one.sha256).update(failed=failed)
            continue
        append.put_content(one.sha256, one.size, data)
        Wanted.objects.filter(sha256=one.sha256).delete()
        held += data is not None
        came.add(one.act)
    search.again(came)
    return held
