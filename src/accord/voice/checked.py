"""What comes out of the check."""

from dataclasses import dataclass, replace

from accord.quotes import Verdict
from accord.voice import wording
from accord.voice.marks import Piece
from accord.voice.positions import Shown
from accord.voice.proven import Proven
from accord.voice.statements import Said


@dataclass(frozen=True)
class Checked:
    """Everything that can be said about one question.

    `kind` is the verdict's, or proven, not_proven, not_public, address, no_address; or
    "" when there was nothing to check, or too much.
    """

    kind: str = ""
    words: str = ""
    answer: wording.Answer | None = None
    quoted: tuple[Piece, ...] = ()
    said: tuple[Piece, ...] = ()
    statement: Said | None = None
    position: Shown | None = None
    elsewhere: Said | Shown | None = None
    language: str = ""
    proven: Proven | None = None
    problem: str = ""
    verdict: Verdict | None = None

    def about(self, found: Said | Shown | None) -> "Checked":
        """The same with what it is about."""
        if isinstance(found, Shown):
            return replace(self, position=found)
        return replace(self, statement=found)
