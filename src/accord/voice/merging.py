"""Two people's changes to one text, brought together paragraph by paragraph.

Where only one of them changed something, that change holds. Where both changed the same
place, both are shown, and whoever saves chooses.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Choice = Literal["mine", "theirs", "both"]
CHOICES: tuple[Choice, ...] = ("mine", "theirs", "both")


@dataclass(frozen=True)
class Agreed:
    """Paragraphs about which there is no question."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Clash:
    """A place that both changed, each in another way."""

    was: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    def chosen(self, choice: Choice) -> tuple[str, ...]:
        """The paragraphs that stay; of both, theirs come first."""
        return {
            "mine": self.mine,
            "theirs": self.theirs,
            "both": self.theirs + self.mine,
        }[choice]


Part = Agreed | Clash


def merge(was: str, mine: str, theirs: str) -> list[Part]:
    """The text in parts (a three-way merge, as in diff3)."""
    base, my, their = (_paragraphs(one) for one in (was, mine, theirs))
    return list(_joined(_parts(base, my, their)))


def together(parts: Sequence[Part], choices: Sequence[Choice] = ()) -> str:
    """The text with a choice for each clash, in order; without one, theirs and mine."""
    left = iter(choices)
    found: list[str] = []
    for one in parts:
        if isinstance(one, Agreed):
            found += one.paragraphs
        else:
            found += one.chosen(next(left, "both"))
    return "\n\n".join(found)


def clashes(parts: Sequence[Part]) -> list[Clash]:
    """The places that somebody has to choose about."""
    return [one for one in parts if isinstance(one, Clash)]


def _paragraphs(text: str) -> list[str]:
    return [one for one in text.split("\n\n") if one.strip()]


def _parts(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[Part]:
    """Between the paragraphs that all three have, what each made of the place."""
    to_mine, to_theirs = _kept(base, mine), _kept(base, theirs)
    at = my_at = their_at = 0
    for place in (
        one for one in range(len(base)) if one in to_mine and one in to_theirs
    ):
        my, their = to_mine[place], to_theirs[place]
        yield _between(base[at:place], mine[my_at:my], theirs[their_at:their])
        yield Agreed((base[place],))
        at, my_at, their_at = place + 1, my + 1, their + 1
    yield _between(base[at:], mine[my_at:], theirs[their_at:])


def _kept(base: list[str], new: list[str]) -> dict[int, int]:
    """The places of the paragraphs that stayed, and where they are now."""
    found: dict[int, int] = {}
    for block in SequenceMatcher(None, base, new, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            found[block.a + step] = block.b + step
    return found


def _between(was: list[str], mine: list[str], theirs: list[str]) -> Part:
    if mine == theirs or theirs == was:
        return Agreed(tuple(mine))
    if mine == was:
        return Agreed(tuple(theirs))
    return Clash(tuple(was), tuple(mine), tuple(theirs))


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """Without empty parts, and with neighbours of one sort as one."""
    held: tuple[str, ...] = ()
    for one in parts:
        if isinstance(one, Agreed):
            held += one.paragraphs
            continue
        if held:
            yield Agreed(held)
        held = ()
        yield one
    if held:
        yield Agreed(held)
