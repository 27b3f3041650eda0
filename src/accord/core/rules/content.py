"""Rules about contents: erasing them, and members' reading keys.

Rules never read contents: that one is erased is a fact like any other, and the log
replays the same with it and without.
"""

from collections.abc import Callable

from accord.core.acts.act import Act
from accord.core.acts.charter import ROLES, Found
from accord.core.acts.content import Erase, Reader
from accord.core.acts.course import Amend
from accord.core.acts.errors import Refused
from accord.core.rules.changes import Change, Erased
from accord.core.rules.requirement import SEAL_ROLE, Requirement, own
from accord.core.rules.rule import Rule
from accord.core.rules.standing import AGREED
from accord.core.rules.state import Moment, Record, State

ANY_ROLE = SEAL_ROLE | frozenset(ROLES)

RolesOf = Callable[[str], frozenset[str]]


def erase(roles_of: RolesOf) -> Rule[Erase]:
    """The rule of erasing; `roles_of` gives the roles that a kind of act asks for."""

    def requirement(act: Act, body: Erase, state: State) -> Requirement:
        record = _target(body, state)
        if record.effect is None or record.requirement is None:
            return Requirement((own(record.act.by, roles_of(record.act.kind)),))
        # What several had to sign is not for one of them to erase.
        return Requirement(record.requirement.groups)

    return Rule(requirement, _check, _apply, ANY_ROLE)


def _target(body: Erase, state: State) -> Record:
    record = state.acts.get(body.act)
    if record is None:
        raise Refused("There is no such record.")
    amended = record.act.kind == Amend.KIND and record.effect is not None
    if record.act.kind == Found.KIND or amended:
        raise Refused("The declaration and the names of the coalition stay.")
    return record


def _check(act: Act, body: Erase, state: State, moment: Moment) -> None:
    record = _target(body, state)
    if record.open_at(moment.time):
        raise Refused("This is still being decided. Close it first.")
    line = state.standing.get(body.act)
    if line is not None and line.state == AGREED:
        raise Refused("These words are in force. Withdraw them first.")
    for name in body.contents_named:
        if name not in record.act.blobs:
            raise Refused("This record has no content {name}.", name=name)
        if name in state.erased.get(body.act, ()):
            raise Refused("The content {name} was already erased.", name=name)


def _apply(act: Act, body: Erase, state: State, moment: Moment) -> list[Change]:
    state.erased.setdefault(body.act, set()).update(body.contents_named)
    blobs = state.acts[body.act].act.blobs
    hashes = tuple(blobs[name].sha256 for name in body.contents_named)
    return [Erased(body.act, hashes, act.id, moment.index, moment.time)]


def _reader_requirement(act: Act, body: Reader, state: State) -> Requirement:
    # Whose key this is decides who can read: the stamp says so, no device.
    return Requirement((own(act.by, SEAL_ROLE),))


def _reader_check(act: Act, body: Reader, state: State, moment: Moment) -> None:
    if body.recipient in state.readers.values():
        raise Refused("This reading key is in use already.")


def _reader_apply(act: Act, body: Reader, state: State, moment: Moment) -> list[Change]:
    state.readers[act.by] = body.recipient
    return []


READER = Rule(_reader_requirement, _reader_check, _reader_apply, SEAL_ROLE)
