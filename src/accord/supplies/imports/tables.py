"""What can be imported: the columns of each kind of table, and its rows as acts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from accord.supplies.imports import limits
from accord.supplies.imports.columns import Column, parsed, with_header
from accord.supplies.imports.problems import Report, Wrong
from accord.supplies.imports.sheets import rows
from accord.supplies.things import Things


@dataclass(frozen=True, slots=True)
class Draft:
    """An act that a table makes: its kind, its body, and its contents."""

    kind: str
    body: dict[str, object]
    contents: dict[str, object]


@dataclass(frozen=True, slots=True)
class Reading:
    """Who imports, and what there is already."""

    member: str
    members: tuple[str, ...]
    things: Things


# What a cell means beside the row's other values; raises Wrong.
Find = Callable[[str, Mapping[str, object]], object]


class Table(Protocol):
    """Takes the good rows of a table, and makes acts of them.

    `finds`: the columns whose cells name something, in the order in which they are
    looked up; in rows with other faults too, so that people read all at once.
    """

    @property
    def finds(self) -> Mapping[str, Find]: ...

    def take(self, row: int, values: dict[str, object], report: Report) -> None:
        """A row whose cells are good, each for itself."""

    def drafts(self) -> list[Draft]:
        """The acts of all rows."""


@dataclass(frozen=True)
class Kind:
    """A kind of table: its columns, and who takes its rows."""

    columns: Sequence[Column]
    table: Callable[[Reading], Table]


@dataclass(frozen=True)
class Read:
    """A table that was read: what is wrong with it, and the acts if nothing is."""

    report: Report
    unknown: tuple[str, ...]
    drafts: list[Draft]

    @property
    def too_many(self) -> bool:
        """Whether it makes more acts than are signed at once."""
        return len(self.drafts) > limits.ACTS


def read(kind: Kind, data: bytes, reading: Reading) -> Read:
    """Looks at every row; raises Unreadable when there are no rows to look at."""
    header, below = with_header(rows(data), kind.columns)
    named = {one.name: str(one.label) for one in kind.columns}
    table, report = kind.table(reading), Report(named)
    for row, cells in below:
        report.rows += 1
        before = report.wrong
        values = parsed(header, row, cells, report)
        _find(table.finds, row, values, report)
        if report.wrong == before:
            table.take(row, values, report)
    drafts = [] if report.wrong else table.drafts()
    return Read(report, header.unknown, drafts)


def _find(
    finds: Mapping[str, Find], row: int, values: dict[str, object], report: Report
) -> None:
    """Puts what a row's cells name in their place."""
    for name, find in finds.items():
        cell = str(values.get(name, ""))
        if not cell:
            continue
        try:
            values[name] = find(cell, values)
        except Wrong as error:
            report.refuse(row, name, cell, str(error))
            del values[name]
