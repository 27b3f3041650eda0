"""One thing in the index."""

from dataclasses import dataclass

EVERYBODY = "r_all"  # in place of handles: all members


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in the index: its words are folded already.

    `audience`: handles; None for all members.
    """

    number: int
    title: str
    text: str
    group: str
    audience: frozenset[str] | None


def who(audience: frozenset[str] | None) -> list[str]:
    """For whom a thing is, as words of the index."""
    if audience is None:
        return [EVERYBODY]
    return [handle(one) for one in sorted(audience)]


def handle(member: str) -> str:
    """A member's handle as one word of the index."""
    return f"m_{member.replace('-', '_')}"
