"""What a host did that no honest host does, found while following it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

SENTENCES = {
    "fork": (
        "The host has signed two different histories: two members were shown two "
        "different logs, or records that were saved have been changed."
    ),
    "rewind": (
        "The host has gone back: it signed a shorter log after a longer one, so that "
        "records that were saved are missing."
    ),
    "standing": (
        "The host has signed that something else was agreed, corrected or withdrawn "
        "than the records say."
    ),
    "time": "The host has signed another time than that of its last record.",
}


@dataclass(eq=False)
class Dishonest(Exception):
    """A trick that was seen through: what it is, in a sentence, and what proves it.

    `kind` and what belongs to it are as in core/protocol/evidence: `notes` are the
    host's checkpoints, `root` and `proof` show that the second is not the first grown
    longer. `leaves` are those from index `start` on that were not stored because of it.
    """

    kind: str
    sentence: str
    notes: tuple[str, ...] = ()
    root: bytes | None = None
    proof: tuple[bytes, ...] = ()
    start: int = 0
    leaves: tuple[bytes, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        return self.sentence

    @classmethod
    def of(
        cls,
        kind: str,
        notes: tuple[str, ...],
        root: bytes | None = None,
        proof: Iterable[bytes] = (),
    ) -> "Dishonest":
        """A trick that is told by its kind alone."""
        return cls(kind, SENTENCES[kind], notes, root, tuple(proof))
