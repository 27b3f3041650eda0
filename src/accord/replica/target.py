"""The checkpoint that a copy is to be brought up to, and the tree under it."""

from dataclasses import dataclass, field

from accord.core.acts.errors import Refused
from accord.core.rules.state import State
from accord.core.tlog import cosignature, note
from accord.core.tlog.note import Checkpoint
from accord.replica.hashes import Hashes
from accord.replica.source import Newest, Source


@dataclass
class Target:
    """A checkpoint signed by `key`; `sure` if that is the host's key by our own log.

    Else it is the key that the host names, and is judged when all records are here.
    """

    source: Source
    note: str
    head: Checkpoint
    key: str
    sure: bool
    proof: tuple[bytes, ...]
    _hashes: Hashes | None = field(default=None, repr=False)

    def hashes(self) -> Hashes:
        """The host's tree under the checkpoint, asked for when it is first needed."""
        if self._hashes is None:
            self._hashes = Hashes(
                lambda tile: self.source.hashes(self.head.epoch, tile),
                self.head.size,
                self.head.root,
            )
        return self._hashes


def choose(source: Source, newest: Newest, state: State) -> Target:
    """The target that a host's checkpoint is; raises Malformed, Refused."""
    text = newest.note
    claimed, _ = note.parse(text)
    if claimed.coalition != (source.coalition or claimed.coalition):
        raise Refused("This is another coalition's log.")
    key, sure = newest.key, False
    if state.roster is not None:
        hub = state.roster.terms.hub
        if claimed.epoch < hub.epoch:
            raise Refused(
                "This host was replaced by the members; it still serves its old log."
            )
        if claimed.epoch == hub.epoch:
            key, sure = hub.key, True
    head, _ = cosignature.open_cosigned(text, key)
    return Target(source, cosignature.without(text), head, key, sure, newest.proof)
