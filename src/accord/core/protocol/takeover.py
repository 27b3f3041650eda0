"""Taking over as hub: whose log goes on, and what each replica checks before it signs.

    poll heads ──> rank ──> fetch ──> draft ──> consider, at each replica ──> envelope

The candidate asks all members that it can reach for their heads, takes the longest,
fetches what it lacks from whoever has it, replays it, and drafts a `charter.hub` upon
its end. Each replica looks at that with its own memory and its own leaves. With enough
signatures the act becomes the first leaves of the new host's log, in one transaction.

A list of members that names another host is signed with stamps, by people; `upholds`
is what a member's replica can tell them before they sign, and `accept` what a replica
does afterwards when its people decided to leave records out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from accord.core.acts.act import Act, build, parse_act
from accord.core.acts.charter import Head, TakeOver
from accord.core.acts.envelope import Envelope, Signature
from accord.core.acts.errors import AccordError, Malformed, Refused
from accord.core.protocol.cosigner import FORBIDDEN, Refusal
from accord.core.protocol.memory import Held, Memory, held
from accord.core.rules.quorum import rosters_since
from accord.core.rules.requirement import Missing
from accord.core.rules.state import State
from accord.core.rules.takeover import check_proposal, hub_key

# Nobody should be able to use up the numbers of hosts.
MAX_SKIP = 1000


@dataclass(frozen=True, slots=True)
class Polled:
    """What a member says that it cosigned last; `note` proves that a host signed it."""

    handle: str
    epoch: int
    size: int
    root: bytes
    note: str


@dataclass(frozen=True, slots=True)
class Vote:
    """It may be signed, once `memory` is durable."""

    memory: Memory
    act_id: str


def ranked(heads: Iterable[Polled]) -> list[tuple[Polled, tuple[str, ...]]]:
    """The heads worth taking over from, best first, each with the members that name it.

    The latest host's longest log comes first: a quorum chose that host, so what an
    earlier one's log has beyond is not final. Among equals the one that most name.
    """
    found: dict[tuple[int, int, bytes], list[Polled]] = {}
    for one in heads:
        found.setdefault((one.epoch, one.size, one.root), []).append(one)
    groups = sorted(
        found.items(),
        key=lambda item: (item[0][0], item[0][1], len(item[1]), item[0][2]),
        reverse=True,
    )
    return [
        (members[0], tuple(sorted({one.handle for one in members})))
        for _, members in groups
    ]


def next_epoch(state: State, memories: Iterable[Memory] = ()) -> int:
    """An epoch that no replica polled has signed for yet."""
    floor = max((max(one.epoch, one.fence) for one in memories), default=0)
    return max(state.in_force().terms.hub.epoch, floor) + 1


def draft(
    state: State,
    final: int,
    *,
    by: str,
    at: str,
    nonce: str,
    epoch: int,
    key: str,
    note: Mapping[str, object] | None = None,
) -> bytes:
    """The payload of a `charter.hub` upon the end of `state`; raises Malformed.

    `final` is the size of the newest checkpoint in it that is known to be final, 0 when
    none is; `note` the reference to a word to the members.
    """
    size = max(final, state.founded)
    lists = rosters_since(state.rosters.values(), size)
    return build(
        TakeOver.KIND,
        by,
        at,
        nonce,
        {
            "epoch": epoch,
            "key": key,
            "base": {"size": state.size, "root": state.tree.root().hex()},
            "since": lists[0].id,
        },
        coalition=state.coalition,
        after={"size": size, "root": state.tree.root(size).hex()},
        blobs=None if note is None else {"note": dict(note)},
    )


def consider(
    memory: Memory, state: State, payload: bytes, final: int
) -> Vote | Refusal:
    """Whether a replica that holds and replayed `state` signs this `charter.hub`.

    `final` is the size of the newest checkpoint in `state` that the replica knows to be
    final: it verified the cosignatures itself. Its caller writes the vote's memory
    durably before it signs.
    """
    try:
        act, body = read(payload)
        check_proposal(act, body, state)
    except AccordError as error:
        return Refusal(error, FORBIDDEN)
    return decide(memory, held(state), act.id, body, act.after, final)


def read(payload: bytes) -> tuple[Act, TakeOver]:
    """A `charter.hub` and its body; raises Malformed for any other act."""
    act = parse_act(payload)
    if not isinstance(act.body, TakeOver):
        raise Malformed("This does not choose another host.")
    return act, act.body


def decide(
    memory: Memory,
    log: Held,
    act_id: str,
    body: TakeOver,
    after: Head | None,
    final: int,
) -> Vote | Refusal:
    """The same, of an act that the rules allow: what the replica's memory says.

    Whoever signs gives up the host of now, so a copy should sign only while that host
    is silent or dishonest, or its people agreed: that is the caller's to know.
    """
    again = (body.epoch, act_id) == (memory.fence, memory.vote)
    if not again and body.epoch <= max(memory.fence, memory.epoch):
        return _refuse("This copy has signed for this host's number, or a later one.")
    if (body.base.size, body.base.root) != (
        log.checkpoint.size,
        log.checkpoint.root.hex(),
    ):
        return _refuse("This copy does not hold exactly the records to build upon.")
    if not log.whole:
        return _refuse("A decision about the host is not complete at this point.")
    if body.epoch > max(log.checkpoint.epoch, memory.epoch, memory.fence) + MAX_SKIP:
        return _refuse("The new host's number is far higher than it has to be.")
    if not log.follows(memory):
        return _refuse("This leaves out records that this copy has confirmed.")
    if after is None or after.size > max(final, log.founded):
        return _refuse(
            "This copy does not know that the records up to there were confirmed."
        )
    return Vote(replace(memory, fence=body.epoch, vote=act_id), act_id)


def missing(state: State, payload: bytes, signers: Iterable[str]) -> Missing:
    """What a `charter.hub` upon the end of `state` lacks, signed by these keyids.

    Raises Malformed, and Refused where the rules do not allow it.
    """
    act, body = read(payload)
    requirement = check_proposal(act, body, state)
    new = hub_key(act.id, body)
    known = state.keys | {new.keyid: new}
    return requirement.missing(known[one] for one in signers if one in known)


def envelope(payload: bytes, signatures: Iterable[Signature]) -> Envelope:
    """The act as it is recorded: in the order of keyids, each once."""
    by_id = {one.keyid: one for one in signatures}
    return Envelope(payload, tuple(by_id[one] for one in sorted(by_id)))


def upholds(memory: Memory, log: Held, base: Head) -> bool:
    """Whether a new list of members that builds upon `base` keeps what was confirmed.

    `log` is what this member's replica holds up to `base.size`. People should know
    before they sign such a list with their stamps.
    """
    own = log.checkpoint
    return (own.size, own.root.hex()) == (base.size, base.root) and log.follows(memory)


def accept(memory: Memory, log: Held, final: int, final_root: bytes) -> Memory:
    """The memory of a replica whose people follow a host that the stamps chose.

    For a host whose history leaves out what this copy confirmed, though no final record
    that it knows (`final` leaves, 0 when none). Nothing but the stamps' decision shows
    that nobody holds more as final, so a person has to ask for it. Raises Refused.
    """
    later = [one for one in log.hubs if one.epoch > memory.epoch and not one.by_copies]
    if not later:
        raise Refused("The stamps have not chosen another host since.")
    if final > log.checkpoint.size or (final and log.root(final) != final_root):
        raise Refused("This history leaves out records that were final.")
    if log.checkpoint.epoch < memory.fence:
        raise Refused("This copy has signed for a later host.")
    base = later[-1].base
    epoch = later[-1].epoch - 1
    return replace(memory, epoch=epoch, size=base, root=log.root(base), note="")


def _refuse(sentence: str) -> Refusal:
    return Refusal(Refused(sentence), FORBIDDEN)
