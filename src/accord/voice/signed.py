"""Who has signed words of voice, out of how many, and how many were needed."""

from collections.abc import Iterable
from dataclasses import dataclass

from accord.core.rules.state import Record, State
from accord.ledger.cache import reading


@dataclass(frozen=True)
class Signed:
    """`need` of `members` had to sign; `signers` did, in the order of the log."""

    need: int = 0
    members: int = 0
    signers: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many have signed."""
        return len(self.signers)

    @property
    def silent(self) -> int:
        """How many have not."""
        return self.members - self.count


def signed(act_id: str) -> Signed:
    """Who has signed an act that took effect."""
    return signed_all([act_id])[act_id]


def signed_all(acts: Iterable[str]) -> dict[str, Signed]:
    """The same for several."""
    with reading() as state:
        return {one: _of(state.acts.get(one), state) for one in acts}


def _of(record: Record | None, state: State) -> Signed:
    if record is None or record.requirement is None:
        return Signed()
    (group,) = record.requirement.groups
    members = [state.keys[keyid].member for keyid in record.signatures]
    counted = dict.fromkeys(
        one for one in members if one in group.members and one not in record.took_back
    )
    return Signed(group.need, len(group.members), tuple(counted))
