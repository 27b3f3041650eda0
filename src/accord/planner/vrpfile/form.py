"""The text of a VRPLIB file as fields and sections, before anything is built from it.

    NAME: PR11A
    DIMENSION: 364
    NODE_COORD_SECTION
    1  2.958  4.357
    ...
    EOF

A field has one value in its line; a section has one row of numbers for each node or
vehicle. Limits are checked while reading, so that a bad file costs little.
"""

import math
from dataclasses import dataclass, field

from accord.planner.errors import BadProblem

MAX_BYTES = 32 << 20
MAX_NODES = 3000
MAX_VEHICLES = 3000
MAX_NUMBER = 1e9

Row = list[float]


@dataclass(frozen=True, slots=True)
class Form:
    """Fields and sections by name in capitals, sections without `_SECTION`."""

    fields: dict[str, str] = field(default_factory=dict)
    sections: dict[str, list[Row]] = field(default_factory=dict)

    def whole(self, name: str, most: int) -> int | None:
        """A field that counts something: 1 to `most`, or None if it is not there."""
        written = self.fields.get(name)
        if written is None:
            return None
        if not (written.isascii() and written.isdigit() and int(written[:9]) > 0):
            raise BadProblem(f"{name} is to be a whole number above 0, not {written}.")
        if len(written) > 9 or int(written) > most:
            raise BadProblem(f"{name} is {written[:12]}; at most {most:,} are planned.")
        return int(written)

    def number(self, name: str) -> float | None:
        """A field that measures something, or None if it is not there."""
        written = self.fields.get(name)
        return None if written is None else number(written, name)

    def indexed(self, name: str, count: int, width: int) -> list[Row] | None:
        """A section whose rows are numbered 1 to `count`, without these numbers."""
        rows = self.sections.get(name)
        if rows is None:
            return None
        where = f"{name}_SECTION"
        if len(rows) != count:
            raise BadProblem(f"{where} has {len(rows)} rows; {count} belong there.")
        for place, row in enumerate(rows, 1):
            if row[0] != place:
                raise BadProblem(f"{where}: row {place} begins with {row[0]:g}.")
            if len(row) != width + 1:
                raise BadProblem(
                    f"{where}: row {place} has {len(row) - 1} numbers after its own; "
                    f"{width} belong there."
                )
        return [row[1:] for row in rows]


def number(written: str, where: str) -> float:
    """A finite number of ordinary size; raises BadProblem that names `where`."""
    try:
        value = float(written)
    except ValueError as error:
        raise BadProblem(f"{where}: {written[:20]!r} is not a number.") from error
    if not math.isfinite(value) or abs(value) > MAX_NUMBER or "_" in written:
        raise BadProblem(f"{where}: {written[:20]} is not a number that can be used.")
    return value


def parse(data: bytes) -> Form:
    """Fields and sections of a file's bytes; raises BadProblem that names the line."""
    if len(data) > MAX_BYTES:
        raise BadProblem(f"The file is larger than {MAX_BYTES >> 20} MiB.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadProblem("The file is not text, so it is not a VRPLIB file.") from error
    form = Form()
    rows: list[Row] | None = None
    for place, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if words == "EOF":
            break
        if words:
            rows = _line(form, rows, words, place)
    if "DIMENSION" not in form.fields:
        raise BadProblem("There is no DIMENSION, so it is not a whole VRPLIB file.")
    return form


def _line(
    form: Form, rows: list[Row] | None, words: str, place: int
) -> list[Row] | None:
    """Takes one line in; returns the section that the next line belongs to."""
    name, colon, value = (part.strip() for part in words.partition(":"))
    if name.endswith("_SECTION") and not value:
        return _opened(form.sections, name.removesuffix("_SECTION"), place)
    if colon:
        if rows is not None:
            raise BadProblem(f"Line {place}: a field cannot follow a section.")
        if name in form.fields:
            raise BadProblem(f"Line {place}: {name[:40]} is there twice.")
        form.fields[name] = value
        return None
    if rows is None:
        raise BadProblem(f"Line {place} is neither a field nor part of a section.")
    rows.append([number(word, f"Line {place}") for word in words.split()])
    return rows


def _opened(sections: dict[str, list[Row]], name: str, place: int) -> list[Row]:
    if name in sections:
        raise BadProblem(f"Line {place}: {name[:40]}_SECTION is there twice.")
    sections[name] = []
    return sections[name]
