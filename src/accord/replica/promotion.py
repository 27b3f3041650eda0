"""Becoming the host: poll, fetch the longest log, gather signatures, begin the epoch.

    poll ─> fetch ─> draft ─> own signature ─> others' ─> append ─> the hub is here

Each step can be done again. What is signed is remembered first (core/protocol); if too
few sign, the next attempt has a higher epoch.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from accord.core.acts import keys
from accord.core.acts.canonical import Limits, encode, read
from accord.core.acts.encoding import from_base64
from accord.core.acts.envelope import Envelope, Signature, pae
from accord.core.acts.errors import AccordError, Refused
from accord.core.acts.fields import Fields, digest, text
from accord.core.protocol import quorum, takeover
from accord.core.protocol.memory import Memory
from accord.core.protocol.takeover import Polled
from accord.core.rules.state import State
from accord.ledger import cache, clock, cosignatures, hubkey
from accord.replica import cosigning, heads, key, onward, record, voting
from accord.replica.follow import Follower
from accord.replica.heads import Copy
from accord.replica.http import Unanswered
from accord.replica.models import Following
from accord.replica.signatures import Signatures
from accord.replica.source import Source
from accord.replica.voting import Asked
from accord.sequencer.append import append
from accord.sequencer.posts import make_post

SIGNED = Limits(size=4096, depth=2, strings=20)
VOTE = "/api/v1/copy/vote"
Tell = Callable[[str], None]


@dataclass
class Poll:
    """The copies that answered, and what the others' silence was, in sentences."""

    copies: list[Copy] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)


def poll(coalition: str) -> Poll:
    """Asks every known copy what it holds."""
    found = Poll()
    for one in heads.all_copies(coalition):
        if isinstance(one, Copy):
            found.copies.append(one)
        else:
            found.silent.append(one)
    return found


def promote(row: Following, address: str, tell: Tell) -> int:
    """Makes this copy the hub at `address`; returns the epoch.

    Raises Refused with what is missing, Unanswered. The caller holds the copy.
    """
    with cache.reading() as state:
        coalition = state.coalition
    if _is_begun(row):
        return _finish()
    found = poll(coalition)
    for sentence in found.silent:
        tell(f"did not answer: {sentence}")
    for copy in found.copies:
        tell(f"{copy.member} holds {copy.head.size if copy.head else 0} records")
        onward.keep_final(copy.final)
    _fetch_longest(row, found.copies, tell)
    with cache.reading() as now:
        state = now
    payload, seed = _draft(row, state, found.copies)
    _must_be_enough(row, state, payload, seed, found.copies)
    mine = voting.sign(row, payload)
    tell(f"{row.member} signed")
    signatures = [mine, *_gather(row, address, payload, found.copies, tell)]
    return _begin(state, payload, signatures, seed)


def _is_begun(row: Following) -> bool:
    """Whether an earlier attempt came as far as the log, and no further."""
    with cache.reading() as state:
        return hubkey.find(state.in_force().terms.hub.key) is not None


def _fetch_longest(row: Following, copies: Sequence[Copy], tell: Tell) -> None:
    """Fetches the longest log of the latest host from whoever has it."""
    with cache.reading() as state:
        known = state
    own = Polled(row.member, 0, 0, b"", "")
    by_handle = {copy.member: copy for copy in copies}
    polled = [one.head for one in copies if one.head and _is_true(one.head, known)]
    for best, members in takeover.ranked([*polled, own]):
        if best.size <= known.size:
            return
        for member in members:
            tell(f"fetching {best.size - known.size} records from {member}")
            try:
                _follow(row, by_handle[member].url)
            except (Unanswered, AccordError) as error:
                tell(f"{member}: {error}")
                continue
            return


def _is_true(head: Polled, state: State) -> bool:
    """Whether a head is signed by the host in force; a later one's is seen later."""
    later = head.epoch > state.in_force().terms.hub.epoch
    return later or heads.is_signed(head, state)


def _follow(row: Following, url: str) -> None:
    with cache.reading() as state:
        coalition = state.coalition
    source = Source(url, key.find(row.key), coalition)
    with Signatures(1) as signatures, Follower(source, signatures) as follower:
        follower.round()


def _draft(row: Following, state: State, copies: Sequence[Copy]) -> tuple[bytes, bytes]:
    """The act that makes this copy the hub, and the new hub's private seed."""
    last = cosignatures.final()
    final = last.size if last is not None and last.size <= state.size else 0
    fences = [Memory(state.coalition, fence=copy.fence) for copy in copies]
    public = hubkey.create()
    seed = hubkey.find(public)
    if seed is None:
        raise Refused("The new host's key could not be kept.")
    payload = takeover.draft(
        state,
        final,
        by=row.member,
        at=clock.text(),
        nonce=secrets.token_hex(16),
        epoch=takeover.next_epoch(state, [cosigning.remembered(row), *fences]),
        key=public,
    )
    return payload, seed


def _must_be_enough(
    row: Following, state: State, payload: bytes, seed: bytes, copies: Sequence[Copy]
) -> None:
    """Raises Refused while too few copies can be asked: who signs is bound by it."""
    asked = [row.key, keys.public(seed), *(one.key for one in copies)]
    lacking = takeover.missing(state, payload, [keys.keyid(one) for one in asked])
    if not lacking:
        return
    here = {row.member, *(one.member for one in copies)}
    absent = sorted(quorum.replica_keys(state.in_force().terms).keys() - here)
    raise Refused(
        "Nothing was signed: too few members' copies can be asked. No answer came from "
        "those of {members}; name where they are with --peer URL, once for each.",
        members=", ".join(absent) or "the list of members before",
    )


def _gather(
    row: Following,
    address: str,
    payload: bytes,
    copies: Sequence[Copy],
    tell: Tell,
) -> Iterator[Signature]:
    last = cosignatures.final()
    final = last.note if last is not None else ""
    asked = voting.ask(row, address, final, payload)
    for copy in copies:
        try:
            signature = _ask(copy, asked)
        except (Unanswered, AccordError) as error:
            tell(f"{copy.member} did not sign: {error}")
            continue
        tell(f"{copy.member} signed")
        yield signature


def _ask(copy: Copy, asked: Asked) -> Signature:
    """A copy's signature; raises Unanswered with why not, Refused when false."""
    source = Source(copy.url)
    try:
        body = source.send(VOTE, encode(asked.document()), SIGNED.size)
    finally:
        source.address.close()
    fields = Fields(read(body, SIGNED), "vote")
    signature = Signature(
        fields.take("keyid", digest), from_base64(fields.take("sig", text))
    )
    fields.end()
    known = signature.keyid == keys.keyid(copy.key)
    if not known or not keys.verify(copy.key, pae(asked.payload), signature.sig):
        raise Refused("Its signature is wrong.")
    return signature


def _begin(
    state: State, payload: bytes, signatures: Sequence[Signature], seed: bytes
) -> int:
    """Appends the act, as the first records of the new epoch; returns that."""
    public = keys.public(seed)
    own = Signature(keys.keyid(public), keys.sign(seed, pae(payload)))
    missing = takeover.missing(
        state, payload, [own.keyid, *(one.keyid for one in signatures)]
    )
    if missing:
        raise Refused(
            "Too few members' copies signed: {count} more have to. Try again when they "
            "can be reached.",
            count=max((one.need for one in missing.groups), default=1),
        )
    envelope: Envelope = takeover.envelope(payload, [*signatures, own])
    (outcome,) = append([make_post([envelope], [])])
    if isinstance(outcome, AccordError):
        raise outcome
    return _finish()


def _finish() -> int:
    """This installation is the hub from now on."""
    record.moved("")
    with cache.reading() as state:
        return state.in_force().terms.hub.epoch
