"""The briefing: what a person should know this morning, out of what it may see.

Nothing of it is stored but from where to where in the log it reaches. So it says what
holds when it is read: what was erased since, or is not for this reader any more, is not
in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.desk import briefing_parts as parts
from accord.desk.briefing_parts import Line, Span
from accord.people.reader import Reader

MOST = 12  # lines of a part; the rest is a number and a link


@dataclass(frozen=True, slots=True)
class Part:
    """One question and its answer. `more`: lines that are not shown; `url`: all."""

    code: str
    title: str | Promise
    lines: tuple[Line, ...]
    more: int
    url: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a person should know; parts without an answer are left out."""

    span: Span
    at: datetime
    parts: tuple[Part, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say."""
        return not self.parts


TITLES: dict[str, str | Promise] = {
    "waits": _("What waits for you"),
    "new": _("What is new"),
    "clashes": _("What clashes"),
    "unmet": _("What lacks"),
    "expires": _("What expires"),
}
Find = Callable[[Reader, Span, datetime], parts.Found]
PARTS: dict[str, Find] = {
    "waits": parts.waits,
    "new": parts.new,
    "clashes": parts.clashes,
    "unmet": parts.unmet,
    "expires": parts.expires,
}


def compile_for(reader: Reader, span: Span, now: datetime) -> Briefing:
    """What a reader should know, in the language that is active."""
    found = []
    for code, find in PARTS.items():
        lines, total, url = find(reader, span, now)
        if lines:
            shown = tuple(lines[:MOST])
            more = max(0, total - len(shown))
            found.append(Part(code, TITLES[code], shown, more, url))
    return Briefing(span, now, tuple(found))
