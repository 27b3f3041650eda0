"""What a bundle proves."""

from collections.abc import Mapping
from dataclasses import dataclass

from accord.core.rules.standing import AGREED


@dataclass(frozen=True, slots=True)
class Text:
    """The words in one language; of a position the question and the answer."""

    title: str
    summary: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Who said what, since when it is public, whether it still stands, who says so.

    `members` are those whose signatures the bundle carries, out of `members_in_all`
    in the list that the act names. `effect` is the time of the completing signature.
    `state` (agreed, held, corrected, retracted) holds since `state_since`, as of
    `as_of`, when the log had `size` records; that it is so is the host's word and
    that of the members in `confirmed_by`. `roster` is the last list of members: who
    trusts that id from now on trusts more than the coalition's id alone. `translates`
    is the statement whose words these are in another language; `corrects` is what the
    act replaces. `declaration` is the act that holds the declaration in force then: the
    founding, or its last change; `ended` the one that ended the coalition, or "".
    """

    coalition: str
    kind: str
    act: str
    by: str
    slug: str
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    urgent: bool
    corrects: str | None
    translates: str | None
    texts: Mapping[str, Text]
    members: tuple[str, ...]
    members_in_all: int
    effect: str
    public_from: str
    state: str
    state_since: str
    as_of: str
    size: int
    roster: str
    declaration: str
    ended: str = ""
    confirmed_by: tuple[str, ...] = ()

    @property
    def joint(self) -> bool:
        """Whether the coalition said it, and not one member in its own name."""
        return self.kind != "voice.own"

    @property
    def never_public(self) -> bool:
        """Whether it was held, withdrawn or replaced before its release."""
        return self.state != AGREED and self.state_since < self.public_from

    def is_public(self, now: str) -> bool:
        """Whether the words were released by `now`."""
        return not self.never_public and self.public_from <= now
