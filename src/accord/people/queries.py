"""What the pages about people show: devices, invitations, persons, colleagues."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accord.core.acts.times import write
from accord.core.rules.charter import INVITATION_DAYS
from accord.core.rules.state import State
from accord.ledger import clock
from accord.ledger.cache import reading
from accord.people import names
from accord.people.models import Device, Invitation, Person
from accord.people.reader import Reader
from accord.people.roles import role_names


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A device on a page. State: live, revoked, expired, or stamp (its stamp is no
    longer one of the member's).
    """

    key: str
    person: str
    name: str
    roles: list[str]
    until: datetime
    since: datetime
    state: str
    this: bool
    revoked: datetime | None
    admitted: tuple["Admitted", ...] = ()


@dataclass(frozen=True, slots=True)
class Admitted:
    """A live device that another one admitted, or one that this one admitted did."""

    key: str
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation on a page. State: open, used, revoked or old."""

    act: str
    person: str
    name: str
    roles: list[str]
    made: datetime
    until: datetime
    state: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person of a member, with the name or the word that stands for it."""

    person: str
    title: str


def devices(reader: Reader, *, mine: bool = False) -> list[DeviceView]:
    """The devices of the reader's member, or the reader's own: live ones first."""
    rows = Device.objects.filter(member=reader.member).order_by("-index")
    if mine:
        rows = rows.filter(person=reader.person)
    now = write(clock.now())
    with reading() as state:
        states = {row.keyid: _state(state, row.keyid, now) for row in rows}
        inviters = {row.keyid: _inviter(state, row.invite) for row in rows}
    admits = _admits(list(rows), inviters, states) if reader.has("people") else {}
    found = [
        DeviceView(
            key=row.key,
            person=row.person,
            name=names.person_title(row.member, row.person),
            roles=role_names(row.roles.split(",")),
            until=row.until,
            since=row.time,
            state=states[row.keyid],
            this=row.keyid == reader.keyid,
            revoked=row.revoked,
            admitted=tuple(
                Admitted(one.key, names.person_title(one.member, one.person), one.time)
                for one in admits.get(row.keyid, ())
            ),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.state != "live", not one.this))


def _inviter(state: State, invite: str) -> str:
    """The keyid that signed an invitation."""
    return next(iter(state.acts[invite].signatures))


def _admits(
    rows: list[Device], inviters: dict[str, str], states: dict[str, str]
) -> dict[str, list[Device]]:
    """keyid -> the live devices below it, those that it admitted itself first.

    Whoever held a device may have admitted others with it, and these again.
    """
    below: dict[str, list[Device]] = {}
    for row in rows:
        above, seen = inviters[row.keyid], {row.keyid}
        while above in inviters and above not in seen:
            if states[row.keyid] == "live":
                below.setdefault(above, []).append(row)
            seen.add(above)
            above = inviters[above]
    return below


def _state(state: State, keyid: str, now: str) -> str:
    key = state.keys[keyid]
    if key.revoked:
        return "revoked"
    if key.until is not None and now > key.until:
        return "expired"
    return "live" if state.why_dead(key, now) is None else "stamp"


def invitations(member: str) -> list[InvitationView]:
    """A member's invitations, newest first."""
    now = clock.now()
    rows = Invitation.objects.filter(member=member).order_by("-index")
    with reading() as state:
        void = {row.act for row in rows if _is_void(state, row.act)}
    return [
        InvitationView(
            act=row.act,
            person=row.person,
            name=names.person_title(member, row.person),
            roles=role_names(row.roles.split(",")),
            made=row.time,
            until=row.time + timedelta(days=INVITATION_DAYS),
            state=_invitation_state(row, row.act in void, now),
        )
        for row in rows
    ]


def _is_void(state: State, act_id: str) -> bool:
    """Taken back itself, or made with a key that was revoked since."""
    record = state.acts[act_id]
    inviter = state.keys[next(iter(record.signatures))]
    return act_id in state.void_invites or bool(inviter.revoked)


def is_spent(invite: str) -> bool:
    """Whether an invitation was taken up already, or taken back."""
    with reading() as state:
        return invite in state.used_invites or _is_void(state, invite)


def _invitation_state(row: Invitation, void: bool, now: datetime) -> str:
    if row.used_by:
        return "used"
    if void:
        return "revoked"
    over = min(row.time + timedelta(days=INVITATION_DAYS), row.until)
    return "old" if now > over else "open"


def open_invitations(member: str) -> list[InvitationView]:
    """Those that nobody has taken up yet."""
    return [one for one in invitations(member) if one.state == "open"]


def persons(member: str) -> list[PersonView]:
    """The persons of a member, by name."""
    rows = Person.objects.filter(member=member)
    found = [
        PersonView(row.person, names.person_title(member, row.person)) for row in rows
    ]
    return sorted(found, key=lambda one: one.title.casefold())


def can(member: str, role: str) -> list[PersonView]:
    """The persons of a member with a live device in a role: whom one can ask."""
    now = write(clock.now())
    with reading() as state:
        found = {
            key.person
            for key in state.keys.values()
            if key.purpose == "desk"
            and key.member == member
            and role in key.roles
            and state.why_dead(key, now) is None
        }
    return [one for one in persons(member) if one.person in found]
