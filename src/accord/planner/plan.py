"""What comes out: who gets what, from where, by which vehicle, when; why not more.

A reason is one of the gates of allocation/arcs.py, or:

    limit          an owner's policy, reserve or a store's throughput leaves no more
    less_than_pack what is left is less than a whole pack
    used_elsewhere all there is goes to other needs
    no_room        no vehicle has the room or the time left
"""

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Delivery:
    """So many units of a lot for a need; times are those of leaving and arriving."""

    need: str
    lot: str
    owner: str
    quantity: int
    vehicle: str
    carrier: str
    leaves: int
    arrives: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A vehicle stands at a place, and loads or hands over (lot, need, quantity)."""

    place: str
    arrives: int
    leaves: int
    loads: tuple[tuple[str, str, int], ...] = ()
    hands_over: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Trip:
    """What one vehicle does, from home to home."""

    vehicle: str
    carrier: str
    home: str
    leaves: int
    returns: int
    metres: int
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """What a need does not get, the reason that binds, and whose goods it concerns."""

    need: str
    quantity: int
    reason: str
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alone:
    """How many of a member's own needs it would meet in full alone, and its driving."""

    met: int
    metres: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole answer.

    `left` is each member's weighted unmet need with this plan, `alone` what it would be
    if the member used its own goods and vehicles for its own needs only; `by_itself`
    says the same as a number of needs.
    """

    deliveries: tuple[Delivery, ...] = ()
    trips: tuple[Trip, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    left: dict[str, float] = field(default_factory=dict)
    alone: dict[str, float] = field(default_factory=dict)
    by_itself: dict[str, Alone] = field(default_factory=dict)
    own_plan: tuple[str, ...] = ()
    stages: dict[str, float] = field(default_factory=dict)
    proven: bool = True

    @property
    def metres(self) -> int:
        """How far all vehicles drive."""
        return sum(one.metres for one in self.trips)

    def given(self) -> dict[str, int]:
        """How much each need gets."""
        total: dict[str, int] = defaultdict(int)
        for one in self.deliveries:
            total[one.need] += one.quantity
        return total
