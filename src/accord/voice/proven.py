"""What a proof file proves, as a page shows it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from accord.core.acts import times
from accord.core.bundle.answer import Answer as Proof
from accord.people.names import member_name
from accord.voice import pictures, readable, statements
from accord.voice.cleaning import visible
from accord.voice.markup.html import Sources
from accord.voice.texts import Text


@dataclass(frozen=True)
class Proven:
    """A proof file that was checked."""

    proof: Proof

    @property
    def public(self) -> datetime:
        """From when the words are public."""
        return times.parse(self.proof.public_from)

    @property
    def as_of(self) -> datetime:
        """The moment that the file speaks of."""
        return times.parse(self.proof.as_of)

    @property
    def signers(self) -> list[tuple[str, str]]:
        """Names and handles of the members whose signatures are in the file."""
        language = get_language() or "en"
        return [(member_name(one, language), one) for one in self.proof.members]

    @property
    def _sources(self) -> Sources:
        """The pictures, where these words are public here; a file shows none."""
        first = self.proof.translates or self.proof.act
        row = statements.by_act(first)
        return pictures.sources(first) if readable.public(row) else {}

    @property
    def texts(self) -> list[Text]:
        """The words, for a page."""
        return [
            Text(
                one,
                visible(text.title),
                visible(text.summary),
                visible(text.text),
                sources=self._sources,
            )
            for one, text in self.proof.texts.items()
        ]
