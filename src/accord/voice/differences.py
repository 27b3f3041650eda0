"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Segment:
    """Some text; `op` is same, gone or new."""

    op: str
    text: str


def segments(old: str, new: str) -> list[Segment]:
    """`new` in pieces, with what is gone from `old` where it stood."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    found: list[Segment] = []
    for code in Indel.opcodes(before, after):
        kept = after[code.dest_start : code.dest_end]
        if code.tag == "equal":
            _add(found, "same", kept)
        else:
            _add(found, "gone", before[code.src_start : code.src_end])
            _add(found, "new", kept)
    return found


def _add(found: list[Segment], op: str, tokens: list[str]) -> None:
    text = "".join(tokens)
    if not text:
        return
    if found and found[-1].op == op:
        found[-1] = Segment(op, found[-1].text + text)
    else:
        found.append(Segment(op, text))


def count(found: list[Segment]) -> int:
    """How many places differ."""
    return sum(
        one.op != "same" and (at == 0 or found[at - 1].op == "same")
        for at, one in enumerate(found)
    )


def paragraphs(found: list[Segment]) -> list[list[Segment]]:
    """The pieces by paragraph of the new text; what is gone stays where it was."""
    rows: list[list[Segment]] = [[]]
    for one in found:
        parts = (
            [re.sub(r"\s*\n\s*", " ¶ ", one.text)]
            if one.op == "gone"
            else re.split(r"\n\s*\n", one.text)
        )
        for at, part in enumerate(parts):
            if at:
                rows.append([])
            if part:
                rows[-1].append(Segment(one.op, part))
    return [row for row in rows if row]
