"""What is wrong with a table, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accord.supplies.imports import limits


class Unreadable(ValueError):
    """The whole table cannot be read; the text is a sentence for the person."""


class Wrong(ValueError):
    """A cell is not what its column asks for; the text is a sentence."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence about a row, and the column it is about, if any."""

    row: int
    column: str
    value: str
    sentence: str

    def document(self) -> dict[str, object]:
        """As JSON."""
        return {
            "row": self.row,
            "column": self.column,
            "value": self.value[:80],
            "sentence": self.sentence,
        }


@dataclass
class Report:
    """How many rows there were, what is wrong, and what looks odd.

    `labels`: what the columns are called, by their short names.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    rows: int = 0
    wrong: int = 0
    odd: int = 0
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, row: int, column: str, value: str, sentence: str) -> None:
        """A row that cannot be taken."""
        self.wrong += 1
        if len(self.problems) < limits.SHOWN:
            self.problems.append(Problem(row, self._label(column), value, sentence))

    def warn(self, row: int, column: str, value: str, sentence: str) -> None:
        """A row that can be taken, and may not be meant."""
        self.odd += 1
        if len(self.warnings) < limits.SHOWN:
            self.warnings.append(Problem(row, self._label(column), value, sentence))

    def _label(self, column: str) -> str:
        return self.labels.get(column, column)
