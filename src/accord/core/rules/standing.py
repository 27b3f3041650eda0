"""The standing: the public state of what was said, as an RFC 6962 tree of lines.

Line 0 is `roster <act id>`, with ` declaration <act id>` once the declaration was
amended and ` ended <act id>` once the coalition has ended. Then comes one line for each
public act of voice, in the order of their effects:
`<act id> <kind> <state> <time> <index of that change>`.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from accord.core.acts import times
from accord.core.acts.errors import Malformed
from accord.core.tlog.merkle import leaf_hash
from accord.core.tlog.tree import Tree

AGREED = "agreed"
HELD = "held"
CORRECTED = "corrected"
RETRACTED = "retracted"

_LINE = re.compile(
    r"([0-9a-f]{64}) (voice\.(?:own|position|statement|translation)) "
    r"(agreed|held|corrected|retracted) "
    r"([0-9TZ:-]{20}) (0|[1-9][0-9]{0,15})"
)
_FIRST = re.compile(
    r"roster ([0-9a-f]{64})(?: declaration ([0-9a-f]{64}))?(?: ended ([0-9a-f]{64}))?"
)


@dataclass(frozen=True, slots=True)
class Line:
    """What holds of one act of voice: `state` since the leaf at `index`.

    The time of `agreed` and `corrected` is from when that is public.
    """

    act: str
    kind: str
    state: str
    time: str
    index: int

    def text(self) -> str:
        """The line in its one form."""
        return f"{self.act} {self.kind} {self.state} {self.time} {self.index}"


def parse_line(text: str) -> Line:
    """The line whose one form is `text`; raises Malformed."""
    found = _LINE.fullmatch(text)
    if not found:
        raise Malformed("This is not a line of the register of statements.")
    times.parse(found[4])
    return Line(found[1], found[2], found[3], found[4], int(found[5]))


class First(NamedTuple):
    """Line 0: the list of members in force, the act that last amended the declaration
    and the one that ended the coalition, or "".
    """

    roster: str
    declaration: str = ""
    ended: str = ""

    def text(self) -> str:
        """The line in its one form."""
        amended = f" declaration {self.declaration}" if self.declaration else ""
        ended = f" ended {self.ended}" if self.ended else ""
        return f"roster {self.roster}{amended}{ended}"


def parse_first_line(text: str) -> First:
    """What line 0 says; raises Malformed."""
    found = _FIRST.fullmatch(text)
    if not found:
        raise Malformed("This is not the first line of the register of statements.")
    return First(*found.groups(""))


class Standing:
    """All lines and their tree."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.first = First("")
        self.lines: list[Line] = []
        self.places: dict[str, int] = {}

    def set_roster(self, act: str) -> None:
        """Another list of members, in line 0."""
        self.set_first(self.first._replace(roster=act))

    def set_declaration(self, act: str) -> None:
        """Another declaration, in line 0."""
        self.set_first(self.first._replace(declaration=act))

    def set_ended(self, act: str) -> None:
        """The end, in line 0."""
        self.set_first(self.first._replace(ended=act))

    def set_first(self, first: First) -> None:
        """Writes line 0."""
        self.first = first
        hashed = leaf_hash(first.text().encode())
        if self.tree.size:
            self.tree.replace(0, hashed)
        else:
            self.tree.append(hashed)

    def put(self, line: Line) -> None:
        """Writes the line of an act, the first time at the end."""
        hashed = leaf_hash(line.text().encode())
        if line.act in self.places:
            place = self.places[line.act]
            self.lines[place - 1] = line
            self.tree.replace(place, hashed)
        else:
            self.lines.append(line)
            self.places[line.act] = len(self.lines)
            self.tree.append(hashed)

    def get(self, act: str) -> Line | None:
        """The line of an act, or None."""
        place = self.places.get(act)
        return None if place is None else self.lines[place - 1]
