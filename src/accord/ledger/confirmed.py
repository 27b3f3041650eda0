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
            return Confirmations({}, 0, 0, 0)
        terms = state.roster.terms
        bases = {one.epoch: one.base for one in state.hubs}
    copies = quorum.replica_keys(terms)
    needed = quorum.needed(terms)
    final = _kept(last.epoch, last.size, bases) if last is not None else 0
    return Confirmations(
        {
            one.member: _kept(one.epoch, one.size, bases)
            for one in cosignatures.reaches()
            if one.member in copies
        },
        len(copies),
        needed,
        final if needed else (head.size if head else 0),
    )


def of(index: int) -> Confirmed:
    """How far the record at `index` is confirmed."""
    return now().at(index)


def _kept(epoch: int, size: int, bases: Mapping[int, int]) -> int:
    """What later epochs kept of `size` records of an epoch."""
    return min([size, *(base for later, base in bases.items() if later > epoch)])
