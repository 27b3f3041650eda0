"""The signers' devices in a bundle: each by its invitation and enrolment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accord.core.acts import keys
from accord.core.acts.act import Act, parse_act
from accord.core.acts.charter import Enrol, Invite
from accord.core.acts.envelope import Envelope, read_envelope
from accord.core.acts.errors import Malformed, Refused
from accord.core.protocol.chain import Chain
from accord.core.protocol.signers import signers, sorted_signers
from accord.core.rules import charter as rules
from accord.core.rules.requirement import Key
from accord.core.rules.state import InForce, named_keys


@dataclass(frozen=True, slots=True)
class Devices:
    """The desk keys that were enrolled, and who invited each: keyid -> keyid."""

    keys: dict[str, Key]
    inviters: dict[str, str]

    def path(self, keyid: str) -> list[str]:
        """The devices from the first below a seal down to that of `keyid`."""
        path: list[str] = []
        while keyid in self.keys:
            path.insert(0, keyid)
            keyid = self.inviters[keyid]
        return path


def enrol(values: Sequence[object], chain: Chain, roster: InForce) -> Devices:
    """The devices that pairs of envelopes, invitation and enrolment, bring in.

    Each is invited by a seal of its member in `roster`, or by a device that came
    before it. Raises Malformed and Refused.
    """
    if len(values) % 2:
        raise Malformed("Invitations and enrolments come in pairs.")
    devices = Devices({}, {})
    may_invite = named_keys(roster.terms, roster.id)
    used = set(chain.keys)
    envelopes = (read_envelope(one, f"keys[{at}]") for at, one in enumerate(values))
    for invitation, enrolment in zip(envelopes, envelopes, strict=True):
        act, invite = _invitation(invitation, chain.coalition)
        rules.check_fresh(one_time := rules.one_time_key(act, invite), used)
        requirement = rules.invite_requirement(act, invite)
        (inviter,) = signers(invitation, may_invite, requirement)
        used.add(one_time.keyid)
        new = _enrolment(enrolment, act, invite, rules.root_of(inviter), used)
        used.add(new.keyid)
        may_invite[new.keyid] = devices.keys[new.keyid] = new
        devices.inviters[new.keyid] = inviter.keyid
    return devices


def _invitation(envelope: Envelope, coalition: str) -> tuple[Act, Invite]:
    act = parse_act(envelope.payload)
    if not isinstance(act.body, Invite):
        raise Refused("An invitation is expected here.")
    if act.coalition != coalition:
        raise Refused("This was signed for another coalition.")
    return act, act.body


def _enrolment(
    envelope: Envelope, invitation: Act, invite: Invite, root: str, used: set[str]
) -> Key:
    """The new key of the enrolment in `envelope`, verified."""
    act = parse_act(envelope.payload)
    body = act.body
    if not isinstance(body, Enrol) or body.invite != invitation.id:
        raise Refused("An invitation is followed by the enrolment that takes it up.")
    if act.coalition != invitation.coalition:
        raise Refused("This was signed for another coalition.")
    if act.by != invitation.by:
        raise Refused("This invitation is another member's.")
    named = rules.enrol_keys(act, body, invite, root)
    new = named[keys.keyid(body.key)]
    rules.check_fresh(new, used)
    sorted_signers(envelope, named, rules.enrol_requirement(named))
    return new


def check_needed(devices: Devices, keyids: Iterable[str]) -> None:
    """Raises Refused unless the devices are the signers' and their inviters'.

    They stand in the order of the signatures, inviters first.
    """
    wanted = (one for keyid in keyids for one in devices.path(keyid))
    if list(dict.fromkeys(wanted)) != list(devices.keys):
        raise Refused(
            "There is a device here that did not sign, or they are not in order."
        )
