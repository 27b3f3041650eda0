"""The ledger's own read tables: acts, signatures, objections, abstentions."""

from collections.abc import Sequence

from django.db.models import Model

from accord.core.rules.changes import (
    Abstained,
    Change,
    Closed,
    Conflicted,
    Objected,
    Settled,
    Signed,
    Stood,
    TookBack,
    TookEffect,
)
from accord.core.rules.state import Moment, Record
from accord.ledger import bulk, erasing
from accord.ledger.bulk import Value
from accord.ledger.models import (
    AbstentionRecord,
    ActRecord,
    Naming,
    ObjectionRecord,
    SignatureRecord,
    StandingRecord,
)

TABLES: tuple[type[Model], ...] = (
    ActRecord,
    SignatureRecord,
    ObjectionRecord,
    AbstentionRecord,
    StandingRecord,
    Naming,
)

_ACT = (
    "id",
    "kind",
    "by",
    "state",
    "index",
    "opened",
    "closes",
    "effect_index",
    "effect",
    "closed_reason",
    "conflict",
)


def clear() -> None:
    """Empties the tables, before they are built anew."""
    for table in TABLES:
        table._default_manager.all().delete()


def apply(changes: Sequence[Change]) -> None:
    """Writes what changed."""
    erasing.apply(changes)
    _apply_signatures(changes)
    new = {
        one.act.id: _opened(one)
        for one in changes
        if isinstance(one, Signed) and one.first
    }
    for change in changes:
        match change:
            case TookEffect(act, index, time):
                update: dict[str, Value] = {
                    "state": "effect",
                    "effect_index": index,
                    "effect": time,
                }
                _update(new, act.id, update)
            case Closed(act_id, reason, _, _):
                _update(new, act_id, {"state": "closed", "closed_reason": reason})
            case Conflicted(act_id, sentence, _, _):
                _update(new, act_id, {"state": "conflict", "conflict": sentence})
            case Settled(act_id, _, _):
                _update(new, act_id, {"state": "effect", "conflict": ""})
            case _:
                pass
    bulk.insert(ActRecord, _ACT, ([row[name] for name in _ACT] for row in new.values()))
    bulk.insert(
        ObjectionRecord,
        ("index", "act", "by_act", "member", "stands", "time"),
        (
            (one.index, one.act_id, one.by_act, one.member, one.stands, one.time)
            for one in changes
            if isinstance(one, Objected)
        ),
    )
    bulk.insert(
        AbstentionRecord,
        ("index", "act", "by_act", "member", "time"),
        (
            (one.index, one.act_id, one.by_act, one.member, one.time)
            for one in changes
            if isinstance(one, Abstained)
        ),
    )
    bulk.insert(
        StandingRecord,
        ("id", "index", "act", "line"),
        (
            (f"{line.index}/{line.act}", line.index, line.act, line.text())
            for line in (one.line for one in changes if isinstance(one, Stood))
        ),
    )


def _opened(signed: Signed) -> dict[str, Value]:
    act = signed.act
    return {
        "id": act.id,
        "kind": act.kind,
        "by": act.by,
        "state": "open",
        "index": signed.index,
        "opened": signed.time,
        "closes": Record(act, Moment(signed.index, signed.time)).lapses,
        "effect_index": None,
        "effect": "",
        "closed_reason": "",
        "conflict": "",
    }


def _update(
    new: dict[str, dict[str, Value]], act_id: str, values: dict[str, Value]
) -> None:
    if act_id in new:
        new[act_id] |= values
    else:
        ActRecord.objects.filter(id=act_id).update(**values)


def _apply_signatures(changes: Sequence[Change]) -> None:
    bulk.insert(
        SignatureRecord,
        (
            "index",
            "act",
            "keyid",
            "member",
            "person",
            "time",
            "also",
            "taken_back",
        ),
        (
            (
                one.index,
                one.act.id,
                one.key.keyid,
                one.key.member,
                one.key.person or "",
                one.time,
                one.also,
                False,
            )
            for one in changes
            if isinstance(one, Signed)
        ),
    )
    for change in changes:
        if isinstance(change, TookBack):
            SignatureRecord.objects.filter(
                act=change.act_id, member=change.member, index__lt=change.index
            ).update(taken_back=True)
