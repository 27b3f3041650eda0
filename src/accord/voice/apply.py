"""The read tables of statements, written from what the log changes."""

from collections.abc import Sequence

from django.db.models import Model

from accord.core.acts.act import Act
from accord.core.acts.voice import Hold, Position, Retraction, Translation, Words
from accord.core.rules.changes import Change, Signed, Stood, TookEffect
from accord.core.rules.standing import AGREED, CORRECTED, HELD, RETRACTED, Line
from accord.core.rules.voice import public_from
from accord.ledger import queries
from accord.voice import models
from accord.voice.models import Proposal, Statement

TABLES: tuple[type[Model], ...] = (
    Proposal,
    Statement,
    models.Position,
    models.Withdrawn,
)


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
    elif isinstance(body, Position):
        _add_position(change.act, body, change)
    elif isinstance(body, Retraction):
        rows = Statement.objects.filter(act=body.statement)
        rows.update(retracted_by=change.act.id)
        _withdraw_position(body.statement, change)
        _withdraw_translation(body.statement, change)
    elif isinstance(body, Hold):
        _restore_position(body.statement)


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


def _add_position(act: Act, body: Position, change: TookEffect) -> None:
    """One among the members holds at once; a public one from its line's time on."""
    since = public_from(body, change.time) if body.public else change.time
    models.Position.objects.create(
        act=act.id,
        by=act.by,
        public=body.public,
        languages=",".join(body.languages),
        topics=",".join(body.topics),
        state=AGREED,
        public_from=since,
        effect_index=change.index,
        changed=since,
        replaces=body.replaces or "",
    )
    if body.replaces:
        old = models.Position.objects.filter(act=body.replaces)
        old.update(replaced_by=act.id, state=CORRECTED, changed=since)


def _withdraw_position(act_id: str, change: TookEffect) -> None:
    """Of one among the members no line of the standing says so."""
    rows = models.Position.objects.filter(act=act_id)
    rows.update(retracted_by=change.act.id, state=RETRACTED, changed=change.time)


def _withdraw_translation(act_id: str, change: TookEffect) -> None:
    """Notes one that was public; its line of the standing takes it out."""
    act = queries.act(act_id)
    body = act.parsed.body if act else None
    if not isinstance(body, Translation):
        return
    since = Statement.objects.get(act=body.statement).added.get(body.language)
    if since is not None and since <= change.time:
        models.Withdrawn.objects.create(
            act=act_id,
            statement=body.statement,
            language=body.language,
            public_from=since,
            changed=change.time,
            retracted_by=change.act.id,
        )


def _restore_position(act_id: str) -> None:
    """What was to be replaced by a position that was held holds again."""
    held = models.Position.objects.filter(act=act_id).first()
    if held is not None and held.replaces:
        old = models.Position.objects.filter(act=held.replaces, state=CORRECTED)
        for row in old:
            row.state, row.replaced_by, row.changed = AGREED, "", row.public_from
            row.save()


def _stood(line: Line) -> None:
    if line.kind == Position.KIND:
        _position_stood(line)
    elif line.kind == Translation.KIND:
        _translation_stood(line)
    else:
        _statement_stood(line)


def _position_stood(line: Line) -> None:
    rows = models.Position.objects.filter(act=line.act)
    rows.update(state=line.state, changed=line.time)
    if line.state == AGREED:
        rows.update(replaced_by="", never=False)
    else:
        rows.filter(public_from__gt=line.time).update(never=True)


def _translation_stood(line: Line) -> None:
    """A translation stays readable as long as its statement's page shows words.

    It is taken out when it was held, or withdrawn alone, or overtaken before its time.
    """
    act = queries.act(line.act)
    body = act.parsed.body if act else None
    if not isinstance(body, Translation):
        raise TypeError(f"{line.act} is not a translation")
    row = Statement.objects.get(act=body.statement)
    since = row.added.get(body.language, line.time)
    alone = line.state == RETRACTED and row.state != RETRACTED
    if line.state == HELD or alone or (line.state != AGREED and line.time < since):
        row.added.pop(body.language, None)
    else:
        row.added[body.language] = line.time if line.state == AGREED else since
    row.save(update_fields=["added"])


def _statement_stood(line: Line) -> None:
    rows = Statement.objects.filter(act=line.act)
    rows.update(state=line.state, changed=line.time, changed_index=line.index)
    if line.state == AGREED:
        # New, or restored because the correction was stopped before it was public.
        rows.update(corrected_by="", never=False)
    else:
        rows.filter(public_from__gt=line.time).update(never=True)
