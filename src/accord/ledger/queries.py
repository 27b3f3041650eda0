"""What pages read of the ledger: acts, signatures, contents, the head."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import BinaryField
from django.db.models.functions import Substr

from accord.core.acts import blobs, times
from accord.core.acts.act import Act, parse_act
from accord.core.acts.envelope import Envelope, Leaf, parse_leaf
from accord.core.acts.errors import AccordError
from accord.ledger import clock, lookups
from accord.ledger.cache import reading
from accord.ledger.models import (
    AbstentionRecord,
    ActRecord,
    Blob,
    Entry,
    Head,
    ObjectionRecord,
    SignatureRecord,
)


@dataclass(frozen=True)
class ActRow:
    """What became of an act. State: open, effect, conflict, closed or lapsed."""

    id: str
    kind: str
    by: str
    state: str
    index: int
    opened: datetime
    closes: datetime
    effect: datetime | None
    effect_index: int | None
    closed_reason: str
    conflict: str

    @cached_property
    def parsed(self) -> Act:
        """The act itself."""
        return parse_act(leaf(self.index).payload)


@dataclass(frozen=True)
class SignatureRow:
    """One signature on an act; `also` came after its effect."""

    index: int
    keyid: str
    member: str
    person: str
    time: datetime
    also: bool
    taken_back: bool


@dataclass(frozen=True)
class Objection:
    """A member's objection to an act, or its end."""

    index: int
    member: str
    stands: bool
    by_act: str
    time: datetime


@dataclass(frozen=True)
class Abstention:
    """A member's abstention from an act."""

    index: int
    member: str
    by_act: str
    time: datetime


_ACT = tuple(one.attname for one in ActRecord._meta.concrete_fields)


def act(act_id: str) -> ActRow | None:
    """What became of one act."""
    found = lookups.row(ActRecord, act_id, *_ACT)
    return None if found is None else row_of(ActRecord.from_db(None, _ACT, found))


def act_by_prefix(prefix: str) -> ActRow | None:
    """The one act whose id begins with `prefix`; None when there is none or several."""
    rows = list(ActRecord.objects.filter(id__startswith=prefix)[:2])
    return row_of(rows[0]) if len(rows) == 1 else None


def acts(
    kinds: Iterable[str],
    state: str | None = None,
    by: str | None = None,
    limit: int = 1000,
) -> list[ActRow]:
    """The acts of some kinds, newest first; `state` as in ActRow."""
    rows = ActRecord.objects.filter(kind__in=list(kinds)).order_by("-index")
    if by is not None:
        rows = rows.filter(by=by)
    if state is not None:
        rows = rows.filter(state="open" if state == "lapsed" else state)
    found = (row_of(row) for row in rows[:limit])
    return [one for one in found if state is None or one.state == state]


def row_of(row: ActRecord) -> ActRow:
    """What became of an act, out of its row."""
    lapsed = row.state == "open" and row.closes <= clock.text()
    return ActRow(
        id=row.id,
        kind=row.kind,
        by=row.by,
        state="lapsed" if lapsed else row.state,
        index=row.index,
        opened=times.parse(row.opened),
        closes=times.parse(row.closes),
        effect=times.parse(row.effect) if row.effect else None,
        effect_index=row.effect_index,
        closed_reason=row.closed_reason,
        conflict=row.conflict,
    )


def _signed(act_id: str) -> list[int]:
    """Where the signatures on an act stand in the log. An index of ids, which are
    random, would cost every new signature a page of its own.
    """
    with reading() as state:
        record = state.acts.get(act_id)
        return list(record.signatures.values()) if record else []


def signatures(act_id: str) -> list[SignatureRow]:
    """The signatures on an act, in the order of the log."""
    rows = SignatureRecord.objects.filter(index__in=_signed(act_id)).order_by("index")
    return [
        SignatureRow(
            row.index,
            row.keyid,
            row.member,
            row.person,
            times.parse(row.time),
            row.also,
            row.taken_back,
        )
        for row in rows
    ]


def objection_history(act_id: str) -> list[Objection]:
    """Every objection to an act and every end of one, in the order of the log."""
    rows = ObjectionRecord.objects.filter(act=act_id).order_by("index")
    return [
        Objection(row.index, row.member, row.stands, row.by_act, times.parse(row.time))
        for row in rows
    ]


def objections(act_id: str) -> dict[str, Objection]:
    """The last objection of each member to an act."""
    return {one.member: one for one in objection_history(act_id)}


def abstentions(act_id: str) -> list[Abstention]:
    """The abstentions from an act, in the order of the log, one for each member."""
    rows = AbstentionRecord.objects.filter(act=act_id).order_by("index")
    return [
        Abstention(row.index, row.member, row.by_act, times.parse(row.time))
        for row in rows
    ]


def leaf(index: int) -> Leaf:
    """The leaf at `index`."""
    return parse_leaf(leaf_bytes(index))


def leaf_bytes(index: int) -> bytes:
    """The bytes of the leaf at `index`."""
    found = lookups.row(Entry, index, "leaf")
    if found is None:
        raise Entry.DoesNotExist(index)
    return bytes(found[0])


def envelope(act_id: str) -> Envelope | None:
    """An act with all its signatures, in the order of the log."""
    rows = Entry.objects.filter(index__in=_signed(act_id)).order_by("index")
    found = [parse_leaf(bytes(one)) for one in rows.values_list("leaf", flat=True)]
    if not found:
        return None
    return Envelope(found[0].payload, tuple(one.signature for one in found))


def blob(sha256: str) -> bytes | None:
    """A content as stored, or None when it is unknown or was erased."""
    found = lookups.row(Blob, sha256, "content")
    return None if found is None or found[0] is None else bytes(found[0])


def left(hashes: Iterable[str]) -> set[str]:
    """Those of some contents that were not erased."""
    rows = Blob.objects.filter(sha256__in=list(hashes), content__isnull=False)
    return set(rows.values_list("sha256", flat=True))


def contents(of: ActRow | Act) -> dict[str, bytes]:
    """Every content of an act that is still there, by name."""
    parsed = of.parsed if isinstance(of, ActRow) else of
    found = {name: blob(ref.sha256) for name, ref in parsed.blobs.items()}
    return {name: data for name, data in found.items() if data is not None}


def content(of: ActRow | Act, name: str) -> dict[str, object] | None:
    """The JSON document `name` of an act, or None when it is missing or was erased."""
    parsed = of.parsed if isinstance(of, ActRow) else of
    ref = parsed.blobs.get(name)
    data = blob(ref.sha256) if ref is not None else None
    if data is None:
        return None
    try:
        return blobs.unpack(data)
    except AccordError:
        return None


def documents(hashes: Iterable[str]) -> dict[str, dict[str, object]]:
    """The JSON documents with these hashes, at once; without those that are missing."""
    wanted = [one for one in dict.fromkeys(hashes) if one]
    found: dict[str, dict[str, object]] = {}
    for sha256, data in lookups.rows(Blob, wanted, "sha256", "content"):
        with suppress(AccordError):
            if data is not None:
                found[sha256] = blobs.unpack(bytes(data))
    return found


def kept(hashes: Iterable[str]) -> frozenset[str]:
    """Which of these contents are still there."""
    wanted = list(dict.fromkeys(hashes))
    rows = Blob.objects.filter(sha256__in=wanted, content__isnull=False)
    return frozenset(rows.values_list("sha256", flat=True))


def beginnings(hashes: Iterable[str], size: int) -> dict[str, bytes]:
    """The first bytes of these contents, by hash; without those that are missing."""
    wanted = list(dict.fromkeys(hashes))
    rows = Blob.objects.filter(sha256__in=wanted, content__isnull=False)
    first = Substr("content", 1, size, output_field=BinaryField())
    found = rows.annotate(first=first).values_list("sha256", "first")
    return {sha256: bytes(data) for sha256, data in found}


def head() -> Head | None:
    """The newest checkpoint's row: size, root (hex), epoch, time, coalition, note."""
    return Head.objects.first()
