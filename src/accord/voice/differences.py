"""What changed between two texts, word by word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest

from rapidfuzz.distance import Indel

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Segment:
    """Some text; `op` is same, gone or new."""

    op: str
    text: str


def segments(old: str, new: str) -> list[Segment]:
    """`new` in pieces, with what is gone from `old` before what took its place."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    found: list[Segment] = []
    gone, added = "", ""
    for code in Indel.opcodes(before, after):
        kept = "".join(after[code.dest_start : code.dest_end])
        if code.tag == "equal":
            found += _pieces(gone=gone, new=added, same=kept)
            gone, added = "", ""
        else:
            gone += "".join(before[code.src_start : code.src_end])
            added += kept
    return found + _pieces(gone=gone, new=added)


def _pieces(**texts: str) -> list[Segment]:
    return [Segment(op, text) for op, text in texts.items() if text]


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


def side_by_side(
    texts: Mapping[str, list[Segment]],
) -> list[list[tuple[str, list[Segment]]]]:
    """Paragraph beside paragraph, as in a treaty: rows of (language, pieces)."""
    columns = [paragraphs(found) for found in texts.values()]
    return [
        list(zip(texts, row, strict=True))
        for row in zip_longest(*columns, fillvalue=list[Segment]())
    ]
