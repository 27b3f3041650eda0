"""What a leaf changed, in plain words of the job: the read tables are made of these."""

from dataclasses import dataclass
from typing import NamedTuple

from accord.core.acts.act import Act
from accord.core.rules.requirement import Key
from accord.core.rules.standing import Line


class Account(NamedTuple):
    """Where goods are and whose: holder, place, owner, condition.

    The place is `site:<act id>` or `transit:<consignment>`. A virtual account has no
    holder, and the place `source`, `recipient` or `count`.
    """

    holder: str
    place: str
    owner: str
    condition: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature was recorded; `first` opens the act, `also` came after its effect."""

    act: Act
    key: Key
    index: int
    time: str
    first: bool
    also: bool


@dataclass(frozen=True, slots=True)
class TookEffect:
    """An act's requirement was met."""

    act: Act
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class Closed:
    """An open act will not take effect: `withdrawn`, `ended`, or a new `roster` or
    `hub`.
    """

    act_id: str
    reason: str
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class TookBack:
    """A member took its signature back."""

    act_id: str
    member: str
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class Abstained:
    """A member abstains from an act."""

    act_id: str
    member: str
    by_act: str
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class Objected:
    """A member objects to an act, or does not any more."""

    act_id: str
    member: str
    stands: bool
    by_act: str
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class RosterChanged:
    """A roster is in force (the founding's included)."""

    act: Act
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class Amended:
    """The declaration has a new text."""

    act: Act
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class Led:
    """Somebody leads the coalition from now on."""

    act: Act
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The coalition has ended."""

    act: Act
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class HubChanged:
    """Members' replicas chose another host; the list of members stays."""

    act: Act
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A person's key is known."""

    key: Key
    invite: str
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class Revoked:
    """A key, or an invitation (by act id), is void."""

    keyid: str | None
    invite: str | None
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class Stood:
    """A line of the standing was written."""

    line: Line


@dataclass(frozen=True, slots=True)
class LotMade:
    """A lot came into the books; `earmark`: the one site that it was given for."""

    lot: str
    item: str
    donor: str | None
    batch: str | None
    expiry: str | None
    earmark: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A quantity of a lot went from one account to another."""

    act_id: str
    lot: str
    quantity: int
    source: Account
    target: Account
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class ConsignmentChanged:
    """Who answers for a consignment now, and where it is if it was put in store.

    State: `packed`, `moving`, `delivered`, `cancelled`, `conflict`, or `lost` when
    nothing of it arrived.
    """

    consignment: str
    holder: str
    state: str
    site: str | None


@dataclass(frozen=True, slots=True)
class Differed:
    """A handover counted another quantity than was sent: people settle it."""

    act_id: str
    consignment: str
    line: int
    damaged: int
    missing: int
    excess: int


@dataclass(frozen=True, slots=True)
class Conflicted:
    """An act from the field contradicts the books: recorded, and nothing moved.

    The sentence is `template` filled with `values`, for pages in other languages.
    """

    act_id: str
    sentence: str
    index: int
    time: str
    template: str
    values: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """A conflict is over: what was missing came, and the act has its effect now."""

    act_id: str
    index: int
    time: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """Giver and receiver agreed about a difference; not `stands`: no longer."""

    handover: str
    line: int
    by_act: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Recalled:
    """An owner froze a lot, or freed it."""

    lot: str
    member: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """How much of a lot on an account an agreed plan holds back now."""

    plan: str
    account: Account
    lot: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Over:
    """A need, an offer or an agreed part of a plan is over."""

    act_id: str
    by_act: str


@dataclass(frozen=True, slots=True)
class ActionChanged:
    """How an action stands; `member` takes part by `joined`, or not any more."""

    action: str
    state: str
    member: str | None
    joined: str | None


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A task is done."""

    task: str
    by_act: str


@dataclass(frozen=True, slots=True)
class Superseded:
    """A newer report took the place of an older one."""

    old: str
    new: str
    by_act: str


@dataclass(frozen=True, slots=True)
class Undone:
    """An earlier act's movements were reversed."""

    act_id: str
    by_act: str


@dataclass(frozen=True, slots=True)
class Erased:
    """Contents of an act, by their SHA-256, are to be erased for good."""

    act_id: str
    contents: tuple[str, ...]
    by_act: str
    index: int
    time: str


Change = (
    Signed
    | TookEffect
    | Closed
    | TookBack
    | Abstained
    | Objected
    | RosterChanged
    | Amended
    | Led
    | Ended
    | HubChanged
    | Enrolled
    | Revoked
    | Stood
    | LotMade
    | Moved
    | ConsignmentChanged
    | Differed
    | Conflicted
    | Settled
    | Undone
    | Agreed
    | Recalled
    | Over
    | Planned
    | ActionChanged
    | TaskDone
    | Superseded
    | Erased
)
