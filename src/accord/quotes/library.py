"""All statements by number, wherever they are kept: segments first, the tail last.

The newest statements go into the tail. When it is full it becomes a segment in memory,
and segments of about one size become one, so there are never many of them. What is in a
file stays there until the index is saved again.
"""

from bisect import bisect_right
from collections import OrderedDict
from pathlib import Path

import numpy as np

from accord.quotes.build import built, merged, written
from accord.quotes.segment import SURROGATES, Bytes, Segment
from accord.quotes.stored import Stored
from accord.quotes.tail import Tail
from accord.quotes.verdict import Statement

TAIL = 256
MERGED = 8192  # a larger segment in memory waits until all is saved
_KEPT = 1 << 20  # characters of statements whose tokens are kept at hand


class Library:
    """The parts of an index, and the tokens of the statements that were read last."""

    def __init__(self, *segments: Segment) -> None:
        self._segments = list(segments)
        self._in_file = len(self._segments)
        self._tail = Tail()
        self._near: OrderedDict[int, Stored] = OrderedDict()
        self._near_size = 0
        self._place()

    def _place(self) -> None:
        """Where the numbers of each part begin; the tail's last."""
        self._starts, at = [], 0
        for segment in self._segments:
            self._starts.append(at)
            at += len(segment)
        self._starts.append(at)

    def __len__(self) -> int:
        return self._starts[-1] + len(self._tail)

    @property
    def saved(self) -> int:
        """How many statements are in files."""
        return sum(len(one) for one in self._segments[: self._in_file])

    @property
    def parts(self) -> list[tuple[int, "Segment | Tail"]]:
        """Every part, with the number of its first statement."""
        return list(zip(self._starts, [*self._segments, self._tail], strict=True))

    def add(self, statement: Statement) -> None:
        """One more statement."""
        self._tail.add(Stored.of(statement))
        if len(self._tail) == TAIL:
            self._fold()

    def _fold(self) -> None:
        """Makes a segment of the tail, and one of those that are no larger than it."""
        new = built(stored.statement for stored in self._tail.stored)
        while len(self._segments) > self._in_file and len(self._segments[-1]) <= len(
            new
        ):
            new = merged([self._segments.pop(), new])
        self._segments.append(new)
        self._tail = Tail()
        self._place()

    def save(self, path: Path) -> None:
        """Everything into one file, which from then on is read instead."""
        new = (stored.statement for stored in self._tail.stored)
        segment = written(path, self._segments, new)
        self._segments, self._in_file, self._tail = [segment], 1, Tail()
        self._place()

    def find(self, name: str, language: str) -> Statement | None:
        """The statement with this name."""
        for segment in self._segments:
            number = segment.find(name, language)
            if number is not None:
                return segment.statement(number)
        return self._tail.find(name, language)

    def names(self) -> "list[tuple[str, str]]":
        """The id and the language of every statement, in order."""
        first = [
            segment.name(at) for segment in self._segments for at in range(len(segment))
        ]
        tail = [stored.statement for stored in self._tail.stored]
        return [*first, *((one.id, one.language) for one in tail)]

    def stored(self, number: int) -> Stored:
        """A statement with its tokens."""
        if number >= self._starts[-1]:
            return self._tail.stored[number - self._starts[-1]]
        near = self._near.pop(number, None)
        if near is None:
            part = bisect_right(self._starts, number) - 1
            segment = self._segments[part]
            near = Stored.of(segment.statement(number - self._starts[part]))
            self._near_size += len(near.statement.text)
            self._make_room()
        self._near[number] = near
        return near

    def raw(self, number: int) -> Bytes:
        """A statement's text in UTF-8."""
        part = bisect_right(self._starts, number) - 1
        at = number - self._starts[part]
        if number < self._starts[-1]:
            return self._segments[part].raw(at)
        text = self._tail.stored[at].statement.text
        return np.frombuffer(text.encode("utf-8", SURROGATES), np.uint8)

    def size(self, number: int) -> int:
        """How long a statement is, in bytes or characters: what reading it costs."""
        if number >= self._starts[-1]:
            return len(self._tail.stored[number - self._starts[-1]].statement.text)
        part = bisect_right(self._starts, number) - 1
        at, segment = number - self._starts[part], self._segments[part]
        return int(segment.text_ends[at + 1] - segment.text_ends[at])

    def _make_room(self) -> None:
        while self._near and self._near_size > _KEPT:
            _, old = self._near.popitem(last=False)
            self._near_size -= len(old.statement.text)
