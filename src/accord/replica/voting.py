"""Choosing another host by members' copies: asked by a candidate, answered by a copy.

    POST /api/v1/copy/vote
    {"candidate": its address, "final": the newest final checkpoint it knows, or "",
     "key": its copy's key, "payload": base64 of the `charter.hub`, "sig": base64}

    {"keyid": hex, "sig": base64}

The key signs what is asked: three lines, each ended by a newline: `accord-vote@1`, the
candidate's address, the id of the `charter.hub`. So nobody else can send its request on
with another address in it, which copies would then ask for records.

A copy signs while its host does not answer it, was proven dishonest, or while its
people have agreed (`accord replica agree`); and only what the protocol allows.
"""

from dataclasses import dataclass

from accord.core.acts import keys
from accord.core.acts.canonical import Limits, read
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.envelope import Signature, act_id, pae
from accord.core.acts.errors import AccordError, Malformed, Refused
from accord.core.acts.fields import Fields, key, text
from accord.core.protocol import takeover
from accord.core.protocol.cosigner import Refusal
from accord.core.rules.state import State
from accord.ledger import cache, clock, cosignatures
from accord.replica import cosigning, onward, record, rewind, target
from accord.replica import key as keyfile
from accord.replica.follow import Follower
from accord.replica.http import Unanswered
from accord.replica.models import Following
from accord.replica.signatures import Signatures
from accord.replica.source import Source, is_origin

ASKED = Limits(size=128 * 1024, depth=2, strings=100)
PROBE_SECONDS = 3.0


@dataclass(frozen=True)
class Asked:
    """What a candidate asks: to sign this `charter.hub`; `sig` is by its copy's key."""

    candidate: str
    final: str
    key: str
    payload: bytes
    sig: bytes

    def document(self) -> dict[str, str]:
        """The same as JSON."""
        return {
            "candidate": self.candidate,
            "final": self.final,
            "key": self.key,
            "payload": to_base64(self.payload),
            "sig": to_base64(self.sig),
        }

    def is_true(self) -> bool:
        """Whether its key asks for this, from this address."""
        return keys.verify(self.key, _message(self.candidate, self.payload), self.sig)


def ask(row: Following, candidate: str, final: str, payload: bytes) -> Asked:
    """What this copy asks the others, as a candidate at that address.

    Raises Refused without its key.
    """
    sig = keys.sign(_seed(row), _message(candidate, payload))
    return Asked(candidate, final, row.key, payload, sig)


def parse(data: bytes) -> Asked:
    """What is asked; raises Malformed."""
    fields = Fields(read(data, ASKED), "vote")
    asked = Asked(
        fields.take("candidate", text),
        fields.take("final", text),
        fields.take("key", key),
        from_base64(fields.take("payload", text)),
        from_base64(fields.take("sig", text)),
    )
    fields.end()
    if not is_origin(asked.candidate):
        raise Malformed("The candidate's address is none that a copy may ask.")
    return asked


def answer(row: Following, asked: Asked) -> Signature:
    """Our signature; raises Refused with why not, Unanswered when nobody has the log.

    The caller holds the copy.
    """
    _check_candidate(asked)
    act, body = takeover.read(asked.payload)
    check_willing(row)
    with cache.reading() as state:
        size = state.size
    if size < body.base.size:
        _fetch(row, asked)
    onward.keep_final(asked.final)
    signature = sign(row, asked.payload)
    # Once it is the host, this copy looks there, also where nobody named an address.
    record.note_peer(asked.candidate, act.by)
    return signature


def sign(row: Following, payload: bytes) -> Signature:
    """Our signature on a `charter.hub`, after it is remembered; raises Refused."""
    _, body = takeover.read(payload)
    seed = _seed(row)
    state = _upto(body.base.size)
    last = cosignatures.final()
    final = last.size if last is not None and last.size <= state.size else 0
    found = takeover.consider(cosigning.remembered(row), state, payload, final)
    if isinstance(found, Refusal):
        raise found.reason
    cosigning.remember(row, found.memory)
    return Signature(keys.keyid(row.key), keys.sign(seed, pae(payload)))


def _check_candidate(asked: Asked) -> None:
    """Raises Refused unless a member's copy in the list of members asks."""
    with cache.reading() as state:
        copies = [one.replica for one in state.in_force().terms.members.values()]
    if asked.key not in copies or not asked.is_true():
        raise Refused("No member's copy asks for this.")


def check_willing(row: Following) -> None:
    """Raises Refused while the host answers honestly and its people did not agree."""
    with cache.reading() as state:
        known = state
    epoch = known.in_force().terms.hub.epoch
    if cosigning.remembered(row).distrust >= epoch or row.agreed_until > clock.text():
        return
    source = Source(row.url, coalition=known.coalition, silence=PROBE_SECONDS)
    try:
        target.choose(source, source.newest(0), known)
    except (Unanswered, AccordError):
        return
    finally:
        source.address.close()
    raise Refused(
        "The host answers {member}'s copy. Its people can agree to another one: "
        "accord replica agree",
        member=row.member,
    )


def _fetch(row: Following, asked: Asked) -> None:
    """What the candidate holds beyond us, checked like any host's."""
    with cache.reading() as state:
        coalition = state.coalition
    source = Source(asked.candidate, keyfile.find(row.key), coalition)
    with Signatures(1) as signatures, Follower(source, signatures) as follower:
        follower.round()


def _seed(row: Following) -> bytes:
    seed = keyfile.find(row.key)
    if seed is None:
        raise Refused("The key of this copy is not there.")
    return seed


def _message(candidate: str, payload: bytes) -> bytes:
    return f"accord-vote@1\n{candidate}\n{act_id(payload)}\n".encode()


def _upto(size: int) -> State:
    """The state at a size that is held; else at our end."""
    with cache.reading() as state:
        if state.size <= size:
            return state
    return rewind.at(size)
