"""Replicas in memory: each holds a log that it replays, and a cosigner's memory."""

from dataclasses import dataclass, field

from accord.core.acts.charter import Head
from accord.core.acts.envelope import parse_leaf
from accord.core.protocol import cosigner, takeover
from accord.core.protocol.cosigner import Cosign, Outcome
from accord.core.protocol.memory import Held, Memory, held
from accord.core.rules import fold
from accord.core.rules.state import State
from accord.core.tlog import note
from tests.coalition import Coalition, seed


def checkpoint(state: State, **changes: object) -> note.Checkpoint:
    """What an honest host says of a log; `changes` make it say something else."""
    found: dict[str, object] = {
        "coalition": state.coalition,
        "epoch": state.in_force().terms.hub.epoch,
        "size": state.size,
        "root": state.tree.root(),
        "standing_size": state.standing.tree.size,
        "standing_root": state.standing.tree.root(),
        "time": state.time,
    }
    return note.Checkpoint(**{**found, **changes})  # type: ignore[arg-type]


def signed(state: State, hub: str = "hub", **changes: object) -> str:
    """The same as a note, signed by the key called `hub`."""
    return note.sign(checkpoint(state, **changes), seed(hub))


@dataclass
class Replica:
    """One member's copy."""

    handle: str
    coalition: str
    state: State = field(default_factory=State)
    memory: Memory = field(init=False)

    def __post_init__(self) -> None:
        self.memory = Memory(self.coalition)

    def fetch(self, leaves: list[bytes]) -> None:
        """Replays what is new in a log that goes on from what it holds."""
        for leaf in leaves[self.state.size :]:
            fold.apply(self.state, fold.check(self.state, parse_leaf(leaf)))

    def become(self, leaves: list[bytes]) -> None:
        """Replays another log from its beginning."""
        self.state = State()
        self.fetch(leaves)

    @property
    def held(self) -> Held:
        """What it holds."""
        return held(self.state)

    def proof(self, epoch: int) -> tuple[int, list[bytes]]:
        """The old size and the proof that it wants, from its own leaves."""
        old = self.memory.expects(epoch)
        if old > self.state.size:
            return old, []
        return old, self.held.proof(old, self.state.size)

    def consider(self, text: str, now: str) -> Outcome:
        """Considers a checkpoint with a right proof; remembers what it is told to."""
        old, proof = self.proof(self.state.in_force().terms.hub.epoch)
        outcome = cosigner.consider(self.memory, self.held, text, old, proof, now)
        if isinstance(outcome, Cosign | cosigner.Dishonest):
            self.memory = outcome.memory
        return outcome

    def vote(self, payload: bytes, final: int = 0) -> takeover.Vote | cosigner.Refusal:
        """Considers a `charter.hub`; remembers its vote."""
        outcome = takeover.consider(self.memory, self.state, payload, final)
        if isinstance(outcome, takeover.Vote):
            self.memory = outcome.memory
        return outcome

    @property
    def end(self) -> Head:
        """The end of what it holds."""
        return Head(self.state.size, self.state.tree.root().hex())


def replica(handle: str, c: Coalition) -> Replica:
    """A replica that holds all of a coalition's log and has cosigned nothing."""
    found = Replica(handle, c.state.coalition)
    found.fetch(c.leaves)
    return found


def twin(c: Coalition) -> Coalition:
    """The same coalition once more, which can go another way from here."""
    other = Coalition(time=c.time, nonces=c.nonces + 1000, blobs=dict(c.blobs))
    for leaf in c.leaves:
        other.append(parse_leaf(leaf))
    return other
