"""What a member's replica must never forget, and what it holds.

`Memory` is written durably before any signature that it speaks of is let go. A replica
that lost it, or came back from a backup, is another one: it gets a new key.
"""

from collections.abc import Callable
from dataclasses import dataclass

from accord.core.acts import canonical
from accord.core.acts.canonical import Limits
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import Fields, digest, integer, one_of, text
from accord.core.rules.state import HubChange, State
from accord.core.tlog.merkle import consistency
from accord.core.tlog.note import MAX_NOTE, Checkpoint

VERSION = "accord/cosigner@1"
LIMITS = Limits(size=2 * MAX_NOTE, depth=2, strings=64)


@dataclass(frozen=True, slots=True)
class Memory:
    """One cosigner's past: what it signed last, and what it may not sign any more.

    The last checkpoint that it cosigned: `epoch` (0 before the first), `size`, `root`,
    `time` (of that log's last leaf), `note` (with the host's signature; empty when its
    people accepted the base of a host that the stamps chose). `fence` is the
    epoch of the newest `charter.hub` that it signed and `vote` that act's id: it
    cosigns no older epoch. `distrust` is the newest epoch whose host it has evidence
    against: it cosigns nothing of that epoch or an older one.
    """

    coalition: str
    epoch: int = 0
    size: int = 0
    root: bytes = b""
    time: str = ""
    note: str = ""
    fence: int = 0
    vote: str = ""
    distrust: int = 0

    def expects(self, epoch: int) -> int:
        """The size from which a proof for a checkpoint of `epoch` has to lead.

        As for any C2SP witness each epoch is a log of its own: the first checkpoint of
        another host is proven from 0. That it leaves nothing out is checked otherwise.
        """
        return self.size if epoch == self.epoch else 0

    def encode(self) -> bytes:
        """The canonical bytes to be kept."""
        return canonical.encode(
            {
                "v": VERSION,
                "coalition": self.coalition,
                "epoch": self.epoch,
                "size": self.size,
                "root": self.root.hex(),
                "time": self.time,
                "note": to_base64(self.note.encode()),
                "fence": self.fence,
                "vote": self.vote,
                "distrust": self.distrust,
            }
        )


def decode(data: bytes) -> Memory:
    """The memory whose bytes are `data`; raises Malformed for any other."""
    fields = Fields(canonical.parse(data, LIMITS), "cosigner")
    fields.take("v", one_of(VERSION))
    try:
        memory = Memory(
            coalition=fields.take("coalition", digest),
            epoch=fields.take("epoch", integer(0)),
            size=fields.take("size", integer(0)),
            root=bytes.fromhex(fields.take("root", text)),
            time=fields.take("time", text),
            note=from_base64(fields.take("note", text)).decode(),
            fence=fields.take("fence", integer(0)),
            vote=fields.take("vote", text),
            distrust=fields.take("distrust", integer(0)),
        )
    except ValueError as error:
        raise Malformed("This is not what a copy remembers.") from error
    fields.end()
    return memory


@dataclass(frozen=True, slots=True)
class Held:
    """The log that a replica holds durably, and replayed itself, up to one size.

    `checkpoint` is what the replica itself says of it, `hub_key` the host in force at
    its end, `hubs` all changes of host in it, `founded` the founding's size. `root`
    gives its root at an earlier size, `proof` a consistency proof between two sizes.
    It is not `whole` while it ends amid the signatures of a change of host.
    """

    checkpoint: Checkpoint
    hub_key: str
    hubs: tuple[HubChange, ...]
    founded: int
    root: Callable[[int], bytes]
    proof: Callable[[int, int], list[bytes]]
    whole: bool = True

    def follows(self, memory: Memory) -> bool:
        """Whether this log leaves out nothing that `memory` vouched for.

        It may leave out what was never final: a quorum of replicas chose a later host
        upon another base, and each of them had checked that this base holds all it
        ever cosigned, and has cosigned for no older host since. So no quorum can have
        confirmed what is left out, or ever will.
        """
        if memory.size <= self.checkpoint.size and (
            memory.size == 0 or self.root(memory.size) == memory.root
        ):
            return True
        return any(one.by_copies and one.epoch > memory.epoch for one in self.hubs)


def held(state: State) -> Held:
    """What `state` is, replayed up to its end; it must not change meanwhile."""
    hub, standing, tree = state.in_force().terms.hub, state.standing.tree, state.tree
    return Held(
        checkpoint=Checkpoint(
            state.coalition,
            hub.epoch,
            state.size,
            tree.root(),
            standing.size,
            standing.root(),
            state.time,
        ),
        hub_key=hub.key,
        hubs=tuple(state.hubs),
        founded=state.founded,
        root=tree.root,
        proof=lambda old, new: consistency(tree.get, old, new),
        whole=state.gathering is None,
    )
