"""How far a record is confirmed: saved by the host, then by members' own copies.

`needed` copies make a record final; with finality `hub` that is none, and the host's
word alone stands behind what no copy has confirmed yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from accord.core.protocol import quorum
from accord.ledger import cosignatures, queries
from accord.ledger.cache import reading


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Which members' copies hold a record, of how many, and whether that is enough."""

    members: tuple[str, ...]
    of: int
    needed: int
    final: bool

    @property
    def count(self) -> int:
        """How many members' copies hold it."""
        return len(self.members)

    @property
    def settled(self) -> bool:
        """Whether nothing more is awaited: final, by copies or for want of any."""
        return self.final and self.count >= min(max(self.needed, 1), self.of)

    def document(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "final": self.final,
            "members": list(self.members),
            "needed": self.needed,
            "of": self.of,
        }


@dataclass(frozen=True, slots=True)
class Confirmations:
    """How far each member's copy reaches, and the newest final size."""

    reach: Mapping[str, int]
    of: int
    needed: int
    size: int
    head: int

    @property
    def newest(self) -> Confirmed:
        """How far the newest record is confirmed."""
        return self.at(self.head - 1)

    def at(self, index: int) -> Confirmed:
        """How far the record at `index` is confirmed."""
        members = tuple(name for name, size in self.reach.items() if size > index)
        return Confirmed(members, self.of, self.needed, self.size > index)


def now() -> Confirmations:
    """As it is now, for as many records as a page shows."""
    last = cosignatures.final()
    head = queries.head()
    with reading() as state:
        if state.roster is None:
            return Confirmations({}, 0, 0, 0, 0)
        terms = state.roster.terms
        bases = {one.epoch: one.base for one in state.hubs}
    copies = quorum.replica_keys(terms)
    needed = quorum.needed(terms)
    size = head.size if head is not None else 0
    final = _kept(last.epoch, last.size, bases) if last is not None else 0
    return Confirmations(
        {
            one.member: _kept(one.epoch, one.size, bases)
            for one in cosignatures.reaches()
            if one.member in copies
        },
        len(copies),
        needed,
        final if needed else size,
        size,
    )


def of(index: int) -> Confirmed:
    """How far the record at `index` is confirmed."""
    return now().at(index)


def of_act(act_id: str) -> Confirmed:
    """How far the record that completed an act is confirmed, or else its newest."""
    row = queries.act(act_id)
    return of(last_index(row)) if row is not None else now().newest


def last_index(row: queries.ActRow) -> int:
    """The index of the record that completed an act, or else of its newest."""
    if row.effect_index is not None:
        return row.effect_index
    return queries.signatures(row.id)[-1].index


def _kept(epoch: int, size: int, bases: Mapping[int, int]) -> int:
    """What later epochs kept of `size` records of an epoch."""
    return min([size, *(base for later, base in bases.items() if later > epoch)])
