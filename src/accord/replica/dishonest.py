"""What a host did that no honest host does, found while following it."""

from dataclasses import dataclass


@dataclass
class Dishonest(Exception):
    """A trick that was seen through: what it is, in a sentence, and its proof.

    `evidence` is a file that anybody can check; empty where what was seen proves
    nothing to others.
    """

    sentence: str
    evidence: bytes = b""

    def __str__(self) -> str:
        return self.sentence
