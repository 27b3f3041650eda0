"""The board of one decision: who has signed, who objects, who is silent, what lacks."""

from dataclasses import dataclass
from datetime import datetime

from accord.core.rules.requirement import Group, Key, Requirement
from accord.core.rules.state import Record, State
from accord.core.rules.table import RULES
from accord.ledger import queries
from accord.ledger.cache import reading
from accord.ledger.queries import Abstention, ActRow, Objection, SignatureRow


@dataclass(frozen=True)
class Seat:
    """One member's place at the board, or one side's of an act with two.

    `status` is signed, silent, abstains, objects or took_back; `side` is receiver or
    giver in an act with two sides; `reason_act` is the objection or the abstention,
    whose content is the reason.
    Who signs and objects is signed, with the reason: the signature counts.
    """

    member: str
    status: str
    side: str = ""
    time: datetime | None = None
    person: str = ""
    reason_act: str = ""
    you: bool = False


@dataclass(frozen=True)
class Board:
    """How far a decision has come.

    `need` of `members` have to sign; `still` are lacking. `may_sign`: the reader's
    key counts and has not signed; `last`: its signature would complete the act.
    `veto`: an objection blocks it; `blocked`: one does, so nobody can sign now.
    """

    act: ActRow
    need: int
    members: int
    still: int
    met: bool
    seats: tuple[Seat, ...]
    may_sign: bool = False
    last: bool = False
    has_signed: bool = False
    keys_missing: tuple[str, ...] = ()
    veto: bool = False
    blocked: bool = False

    @property
    def waits(self) -> bool:
        """Whether it waits for the reader's signature: who abstains has answered."""
        said = {seat.status for seat in self.seats if seat.you}
        return self.may_sign and "abstains" not in said

    @property
    def signed(self) -> int:
        """How many seats have signed."""
        return sum(seat.status == "signed" for seat in self.seats)


def board(act_id: str, reader_keyid: str | None = None) -> Board | None:
    """The board of an act, as the holder of a key sees it; None for an unknown act."""
    row = queries.act(act_id)
    if row is None:
        return None
    signed = queries.signatures(act_id)
    objections = queries.objections(act_id)
    with reading() as state:
        record = state.acts[act_id]
        rules = state.roster.terms.rules if state.roster else {}
        rule = rules.get(record.act.kind)
        veto = rule is not None and rule.veto
        requirement = _requirement(record, state)
        reader = state.keys.get(reader_keyid or "")
        signers = state.live_signers(record, state.time)
        signers += _named(record, requirement, signers)
        missing = requirement.missing(signers)
        last = reader is not None and requirement.met([*signers, reader])
    said = _Said(signed, objections, _abstentions(act_id))
    seats = _seats(requirement, said, signers, reader)
    blocked = veto and row.state == "open" and _is_objected(objections)
    has_signed = reader is not None and any(one.keyid == reader.keyid for one in signed)
    is_open = row.state == "open" and not blocked
    open_to = is_open and reader is not None and requirement.admits(reader)
    may_sign = open_to and reader is not None and _lacks(requirement, signers, reader)
    return Board(
        act=row,
        need=needed(requirement),
        members=len(seats),
        still=0 if row.effect else _still(missing.groups, missing.keys),
        met=row.effect is not None,
        seats=seats,
        may_sign=may_sign,
        last=may_sign and last,
        has_signed=has_signed,
        keys_missing=missing.keys,
        veto=veto,
        blocked=blocked,
    )


@dataclass(frozen=True)
class _Said:
    """What members said to an act: signatures; objections, abstentions by member."""

    signed: list[SignatureRow]
    objections: dict[str, Objection]
    abstentions: dict[str, Abstention]


def _abstentions(act_id: str) -> dict[str, Abstention]:
    return {one.member: one for one in queries.abstentions(act_id)}


def _is_objected(objections: dict[str, Objection]) -> bool:
    return any(one.stands for one in objections.values())


def _requirement(record: Record, state: State) -> Requirement:
    if record.requirement is not None:
        return record.requirement
    if record.closed == "roster":
        roster = state.rosters.get(record.act.roster or "")
        members = roster.members if roster else frozenset()
        return Requirement(
            (Group(len(members), members, RULES[record.act.kind].roles),)
        )
    return RULES[record.act.kind].requirement(record.act, record.act.body, state)


def _named(record: Record, requirement: Requirement, known: list[Key]) -> list[Key]:
    """Signers whose keys the open act itself names, as the requirement knows them."""
    have = {key.keyid for key in known}
    found = []
    for keyid in record.signatures:
        member = requirement.keys.get(keyid)
        if member is not None and keyid not in have:
            found.append(Key(keyid, "", "", "", member))
    return found


def needed(requirement: Requirement) -> int:
    """How many members, or sides, have to sign at the least."""
    if requirement.apart:
        return len(requirement.groups)
    return _still(requirement.groups, ()) or len(set(requirement.keys.values()))


def _still(groups: tuple[Group, ...], keys: tuple[str, ...]) -> int:
    """The least number of signatures that can still complete the act."""
    apart = [
        one
        for one in groups
        if not any(one.members & b.members for b in groups if b is not one)
    ]
    joint = [one.need for one in groups if one not in apart]
    return sum(one.need for one in apart) + max(joint, default=0) or len(keys)


def _lacks(requirement: Requirement, signers: list[Key], reader: Key) -> bool:
    """Whether the reader's signature would still bring the act on."""
    before = requirement.missing(signers)
    if requirement.apart and any(
        (one.member, one.person) == (reader.member, reader.person) for one in signers
    ):
        return False
    return requirement.missing([*signers, reader]) != before


def _seats(
    requirement: Requirement,
    said: _Said,
    signers: list[Key],
    reader: Key | None,
) -> tuple[Seat, ...]:
    counting = {key.keyid for key in signers}
    rows = [one for one in said.signed if one.keyid in counting or one.also]
    if requirement.apart:
        return _sides(requirement, rows, reader)
    members = frozenset[str]().union(*(one.members for one in requirement.groups))
    members |= frozenset(requirement.keys.values()) - {"hub"}
    mine = reader.member if reader else ""
    back = {one.member for one in said.signed if one.taken_back}
    seats = [
        _seat(member, rows, said, back, member == mine) for member in sorted(members)
    ]
    order = ("signed", "silent", "took_back", "abstains", "objects").index
    return tuple(
        sorted(seats, key=lambda seat: (order(seat.status), _when(seat), seat.member))
    )


def _when(seat: Seat) -> float:
    return seat.time.timestamp() if seat.time else 0.0


def _seat(
    member: str,
    rows: list[SignatureRow],
    said: _Said,
    back: set[str],
    you: bool,
) -> Seat:
    objection = said.objections.get(member)
    stands = objection if objection is not None and objection.stands else None
    reason = stands.by_act if stands else ""
    first = next((one for one in rows if one.member == member), None)
    if first is not None:
        return Seat(member, "signed", "", first.time, first.person, reason, you)
    if stands is not None:
        return Seat(member, "objects", "", stands.time, "", reason, you)
    abstains = said.abstentions.get(member)
    if abstains is not None:
        return Seat(member, "abstains", "", abstains.time, "", abstains.by_act, you)
    return Seat(member, "took_back" if member in back else "silent", you=you)


def _sides(
    requirement: Requirement, rows: list[SignatureRow], reader: Key | None
) -> tuple[Seat, ...]:
    """The receiver's seat, then the giver's; the receiver writes and signs first."""
    left = list(rows)
    seats = []
    for side, group in zip(("receiver", "giver"), requirement.groups, strict=False):
        (member,) = group.members
        row = next((one for one in left if one.member == member), None)
        if row is not None:
            left.remove(row)
            seats.append(Seat(member, "signed", side, row.time, row.person))
        else:
            you = reader is not None and reader.member == member
            seats.append(Seat(member, "silent", side, you=you))
    return tuple(seats)
