"""Where the log says whose a device is: invitations and enrolments up to a stamp."""

from accord.core.acts.charter import Enrol
from accord.core.rules.state import Record, State


def path(state: State, keyid: str) -> list[str]:
    """The devices (keyids) from the first below a seal down to `keyid`.

    None for a key that is no device's.
    """
    key = state.keys.get(keyid)
    if key is None or key.purpose != "desk":
        return []
    invitation, _ = enrolled(state, keyid)
    return [*path(state, inviter(invitation)), keyid]


def enrolled(state: State, keyid: str) -> tuple[Record, Record]:
    """The invitation and the enrolment of a device."""
    enrolment = state.acts[state.keys[keyid].act]
    body = enrolment.act.body
    if not isinstance(body, Enrol):
        raise TypeError(f"{enrolment.act.kind} is not an enrolment")
    return state.acts[body.invite], enrolment


def inviter(invitation: Record) -> str:
    """The keyid of who signed an invitation."""
    return next(iter(invitation.signatures))
