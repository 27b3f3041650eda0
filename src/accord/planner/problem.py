"""What is planned: places, goods and whose they are, needs, vehicles, policies.

Quantities are whole base units of an item; weights are grams, volumes millilitres,
distances metres; times are seconds since 1970 in UTC, durations seconds.
"""

from dataclasses import dataclass, field

EVERYONE = "*"
BANDS = ("ambient", "cool", "frozen")


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map."""

    id: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Item:
    """A kind of goods. Only whole packs travel; per_pallet 0: not on pallets."""

    id: str
    grams: int
    millilitres: int
    pack: int = 1
    per_pallet: int = 0
    band: str = "ambient"


@dataclass(frozen=True, slots=True)
class Site:
    """A store: when it is open, and how much may leave it within the plan."""

    id: str
    place: str
    opens: int | None = None
    closes: int | None = None
    throughput: int | None = None


@dataclass(frozen=True, slots=True)
class Lot:
    """Goods of one owner at one site; `place`: they are for needs there alone."""

    id: str
    item: str
    owner: str
    site: str
    quantity: int
    expires: int | None = None
    frozen: bool = False
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What a member asks for; 1 is the most urgent, 5 the least.

    Any of the items will do. `keep`: how long it must still be good when it arrives.
    """

    id: str
    member: str
    place: str
    items: tuple[str, ...]
    quantity: int
    priority: int
    by: int
    since: int | None = None
    keep: int = 0


@dataclass(frozen=True, slots=True)
class Policy:
    """What an owner lets a member have without being asked; no items: all of them."""

    owner: str
    to: str
    items: tuple[str, ...] = ()
    limit: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Reserve:
    """What an owner wants to keep of an item, whatever is asked for."""

    owner: str
    item: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A shift of one vehicle, from home to home; `serves`: whose goods it takes."""

    id: str
    owner: str
    home: str
    grams: int
    millilitres: int
    since: int
    until: int
    pallets: int | None = None
    bands: tuple[str, ...] = ("ambient",)
    farthest: int | None = None
    serves: tuple[str, ...] = (EVERYONE,)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A bridge or ferry; hours are seconds of the day in UTC, None: always."""

    a: str
    b: str
    metres: int
    seconds: int
    hours: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """A road that is closed, or takes `factor` times as long."""

    a: str
    b: str
    factor: float | None = None


@dataclass(frozen=True, slots=True)
class Roads:
    """Neighbouring places are joined, except over a river; see roads.py."""

    kmh: float = 50.0
    neighbours: int = 6
    rivers: tuple[tuple[tuple[float, float], ...], ...] = ()
    crossings: tuple[Crossing, ...] = ()
    changed: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Ways between places, row by row in the order of `places`; None: no way."""

    places: tuple[str, ...]
    metres: tuple[tuple[int | None, ...], ...]
    seconds: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """So much of a lot for a need: what was planned last, or has been accepted.

    How it was brought last time is where the next search for trips begins.
    """

    lot: str
    need: str
    quantity: int
    vehicle: str | None = None
    leaves: int | None = None
    arrives: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is not to be planned again: an owner's goods, or a vehicle, for a need."""

    need: str
    owner: str | None = None
    vehicle: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything that a plan is made from."""

    start: int
    places: tuple[Place, ...]
    items: tuple[Item, ...]
    sites: tuple[Site, ...]
    lots: tuple[Lot, ...]
    needs: tuple[Need, ...]
    vehicles: tuple[Vehicle, ...] = ()
    policies: tuple[Policy, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    roads: Roads | Table = field(default_factory=Roads)
    stop_seconds: int = 600
    seconds_a_tonne: int = 600
    last: tuple[Given, ...] = ()
    accepted: tuple[Given, ...] = ()
    refused: tuple[Refusal, ...] = ()

    @property
    def owners(self) -> tuple[str, ...]:
        """Everyone who owns goods or vehicles, or needs something."""
        named = {one.owner for one in self.lots} | {one.owner for one in self.vehicles}
        return tuple(sorted(named | {one.member for one in self.needs}))
