"""The read tables of statements, written from what the log changes."""

from collections.abc import Sequence

from django.db.models import Model

from accord.core.acts.act import Act
from accord.core.acts.voice import Retraction, Words
from accord.core.rules.changes import Change, Signed, Stood, TookEffect
from accord.core.rules.standing import AGREED, Line
from accord.core.rules.voice import public_from
from accord.voice.models import Proposal, Statement

TABLES: tuple[type[Model], ...] = (Proposal, Statement)


def clear() -> None:
    """Empties the tables, before they are built anew."""
    for table in TABLES:
        table._default_manager.all().delete()


def apply(changes: Sequence[Change]) -> None:
    """Writes what changed."""
    for change in changes:
        if isinstance(change, Signed):
            _signed(change)
        elif isinstance(change, TookEffect):
            _took_effect(change)
        elif isinstance(change, Stood):
            _stood(change.line)


def _signed(change: Signed) -> None:
    act, body = change.act, change.act.body
    if change.first and isinstance(body, Words):
        Proposal.objects.create(
            act=act.id, kind=act.kind, by=act.by, slug=body.slug, index=change.index
        )


def _took_effect(change: TookEffect) -> None:
    body = change.act.body
    if isinstance(body, Words):
        _add(change.act, body, change)
    elif isinstance(body, Retraction):
        rows = Statement.objects.filter(act=body.statement)
        rows.update(retracted_by=change.act.id)


def _add(act: Act, body: Words, change: TookEffect) -> None:
    since = public_from(body, change.time)
    Statement.objects.create(
        act=act.id,
        kind=act.kind,
        by=act.by,
        slug=body.slug,
        languages=",".join(body.languages),
        topics=",".join(body.topics),
        urgent=body.urgent,
        state="agreed",
        public_from=since,
        year=int(since[:4]),
        effect=change.time,
        effect_index=change.index,
        changed=since,
        changed_index=change.index,
        corrects=body.corrects or "",
    )
    if body.corrects:
        Statement.objects.filter(act=body.corrects).update(corrected_by=act.id)


def _stood(line: Line) -> None:
    rows = Statement.objects.filter(act=line.act)
    rows.update(state=line.state, changed=line.time, changed_index=line.index)
    if line.state == AGREED:
        # New, or restored because the correction was stopped before it was public.
        rows.update(corrected_by="", never=False)
    else:
        rows.filter(public_from__gt=line.time).update(never=True)
