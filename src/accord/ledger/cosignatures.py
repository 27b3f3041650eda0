"""Cosignatures beside the log: what members' copies, and witnesses, said of it.

Kept are the newest final checkpoint with its cosignatures, those after it that may
become final, and how far each cosigner came. Nothing here follows from the log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from accord.core.protocol import quorum
from accord.core.rules.state import HubChange, InForce
from accord.core.tlog import cosignature, note
from accord.ledger import bulk
from accord.ledger.models import Cosigned, Cosigner

# Unsettled checkpoints that are kept, when the quorum does not come together.
KEPT = 64


@dataclass(frozen=True, slots=True)
class Said:
    """One cosignature that was checked: who says what of which checkpoint.

    `note` is the checkpoint with the host's signature; `member` is empty for a witness
    that is no member. `time` is in seconds since 1970.
    """

    note: str
    epoch: int
    size: int
    name: str
    member: str
    line: str
    time: int


@dataclass(frozen=True, slots=True)
class Charter:
    """The log's lists of members and its changes of host, both in order."""

    rosters: Sequence[InForce]
    hubs: Sequence[HubChange]


def store(said: Sequence[Said], charter: Charter) -> None:
    """Keeps checked cosignatures, durably, and says which checkpoint is final now.

    `charter` reaches up to these checkpoints at least. The same again changes nothing.
    """
    with transaction.atomic():
        by_checkpoint: dict[tuple[int, int], list[Said]] = {}
        for one in said:
            by_checkpoint.setdefault((one.epoch, one.size), []).append(one)
        _advance(said)
        for place in sorted(by_checkpoint):
            _keep(by_checkpoint[place], charter)
        _prune()


def _advance(said: Sequence[Said]) -> None:
    """How far each cosigner came; an older word changes nothing."""
    rows = Cosigner.objects.filter(name__in=[one.name for one in said])
    found = {name: (epoch, size) for name, epoch, size in rows.values_list(*_PLACE)}
    newest: dict[str, Said] = {}
    for one in said:
        place = one.epoch, one.size
        if place >= found.get(one.name, (0, 0)):
            found[one.name] = place
            newest[one.name] = one
    bulk.insert(
        Cosigner,
        _REACH,
        (
            (one.name, one.member, one.epoch, one.size, one.time)
            for one in newest.values()
        ),
        replace=_REACH[1:],
    )


_PLACE = ("name", "epoch", "size")
_REACH = ("name", "member", "epoch", "size", "time")


def _keep(said: list[Said], charter: Charter) -> None:
    first = said[0]
    last = _final()
    if last is not None and (first.epoch, first.size) < (last.epoch, last.size):
        return
    row = Cosigned.objects.filter(id=_id(first.epoch, first.size)).first()
    before = row.note if row is not None else first.note
    text = cosignature.attach(before, (one.line for one in said))
    final = (row is not None and row.final) or _is_final(text, charter, last)
    bulk.insert(
        Cosigned,
        ("id", "epoch", "size", "note", "final"),
        [(_id(first.epoch, first.size), first.epoch, first.size, text, final)],
        replace=("note", "final"),
    )


def _is_final(text: str, charter: Charter, last: Cosigned | None) -> bool:
    """Whether the quorum of every list of members since the last final one is there."""
    checkpoint, _ = note.parse(text)
    then = [one for one in charter.rosters if one.index < checkpoint.size]
    since = _since(last, charter.hubs, checkpoint.epoch)
    lists = [one.terms for one in quorum.rosters_since(then, since)]
    return quorum.is_final(text, checkpoint.coalition, lists)


def _since(last: Cosigned | None, hubs: Sequence[HubChange], epoch: int) -> int:
    """The size of the last final checkpoint: of an older epoch, what of it was kept.

    Where none is known, what the host's epoch built upon was confirmed by those who
    chose the host.
    """
    before = last.epoch if last is not None else 0
    bases = [one.base for one in hubs if before < one.epoch <= epoch]
    if last is None:
        return bases[-1] if bases else 0
    return min([last.size, *bases])


def _prune() -> None:
    """Forgets checkpoints before the final one, and all but the newest of the rest."""
    last = _final()
    rows = Cosigned.objects.order_by("-epoch", "-size").values_list(
        "id", "epoch", "size"
    )
    passed = [
        one
        for number, (one, epoch, size) in enumerate(rows)
        if (last is not None and (epoch, size) < (last.epoch, last.size))
        or (number >= KEPT and (last is None or one != last.id))
    ]
    if passed:
        Cosigned.objects.filter(id__in=passed).delete()


def _final() -> Cosigned | None:
    return Cosigned.objects.filter(final=True).order_by("-epoch", "-size").first()


def _id(epoch: int, size: int) -> str:
    return f"{epoch}/{size}"


@dataclass(frozen=True, slots=True)
class Final:
    """The newest checkpoint that enough members' copies confirmed."""

    epoch: int
    size: int
    note: str


def final() -> Final | None:
    """The newest final checkpoint with its cosignatures; None when there is none."""
    row = _final()
    return None if row is None else Final(row.epoch, row.size, row.note)


def noted(epoch: int, size: int) -> str | None:
    """The note of one checkpoint with the cosignatures so far, if any is kept."""
    rows = Cosigned.objects.filter(id=_id(epoch, size))
    return rows.values_list("note", flat=True).first()


def is_final(epoch: int, size: int) -> bool:
    """Whether the checkpoint of this size, or a later one, is final."""
    last = _final()
    return last is not None and (last.epoch, last.size) >= (epoch, size)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one cosigner came, under which epoch, and when."""

    name: str
    member: str
    epoch: int
    size: int
    time: int


def reaches() -> Iterable[Reach]:
    """How far each cosigner came."""
    rows = Cosigner.objects.order_by("name")
    return [Reach(*row) for row in rows.values_list(*_REACH)]
