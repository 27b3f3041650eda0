"""Columns of a table: what they are called, and which of them a file has.

The first row names the columns, in any of our languages or by their short names; a
column that is not named so may have a heading that people use for it. A row of HXL
hashtags, first or second, is taken before the names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accord.supplies.imports.cells import Parse
from accord.supplies.imports.headings import ALSO
from accord.supplies.imports.problems import Report, Unreadable, Wrong
from accord.supplies.imports.sheets import Row

_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Column:
    """A column: its short name, its name on pages, its hashtag, and its cells."""

    name: str
    label: str | Promise
    tag: str
    parse: Parse
    required: bool = False
    example: str = ""

    def names(self) -> set[str]:
        """Every name that means it, in all languages."""
        said = {_key(self.name)}
        for code, _language in settings.LANGUAGES:
            with translation.override(code):
                said.add(_key(str(self.label)))
        return said

    def headings(self) -> set[str]:
        """What else people write above it."""
        return {_key(one) for one in ALSO.get(self.name, ())}


def _key(name: str) -> str:
    return _WORD.sub(" ", name).strip().casefold()


def _tag(written: str) -> str:
    """A hashtag in one form: its attributes in order."""
    head, *more = written.replace(" ", "").casefold().split("+")
    return "+".join([head, *sorted(more)])


@dataclass(frozen=True)
class Header:
    """Which column stands where."""

    places: Mapping[int, Column]
    unknown: tuple[str, ...]


def with_header(
    found: Iterator[Row], columns: Sequence[Column]
) -> tuple[Header, Iterator[Row]]:
    """The header, and the rows below it; raises Unreadable without a header."""
    number, first = next(found, (0, []))
    if not number:
        raise Unreadable(_("The table is empty."))
    second = next(found, None)
    if _are_tags(first):
        header, below = _by_tags(first, first, columns), second
    elif second is not None and _are_tags(second[1]):
        header, below = _by_tags(second[1], first, columns), next(found, None)
    else:
        header, below = _by_names(first, columns), second
    _check(header, columns, first)
    return header, _with(below, found)


def _with(first: Row | None, rest: Iterator[Row]) -> Iterator[Row]:
    if first is not None:
        yield first
        yield from rest


def _are_tags(cells: Sequence[str]) -> bool:
    said = [one for one in cells if one]
    return bool(said) and all(one.startswith("#") for one in said)


def _by_tags(
    tags: Sequence[str], names: Sequence[str], columns: Sequence[Column]
) -> Header:
    known = {_tag(one.tag): one for one in columns}
    places = {n: known[_tag(tag)] for n, tag in enumerate(tags) if _tag(tag) in known}
    left = [
        names[n] if n < len(names) else tag
        for n, tag in enumerate(tags)
        if tag and n not in places
    ]
    return Header(places, tuple(left))


def _by_names(names: Sequence[str], columns: Sequence[Column]) -> Header:
    known = {name: one for one in reversed(columns) for name in one.names()}
    places = {n: known[_key(one)] for n, one in enumerate(names) if _key(one) in known}
    for column in columns:
        if column not in places.values():
            said = column.headings()
            also = (n for n, one in enumerate(names) if _key(one) in said)
            places.update({n: column for n in also if n not in places})
    left = [one for n, one in enumerate(names) if one and n not in places]
    return Header(dict(sorted(places.items())), tuple(left))


def _check(header: Header, columns: Sequence[Column], first: Sequence[str]) -> None:
    if not header.places:
        raise Unreadable(
            _("The first row has to name the columns: {names}.").format(
                names=", ".join(str(one.label) for one in columns if one.required)
            )
        )
    there = list(header.places.values())
    for one in columns:
        if there.count(one) > 1:
            raise Unreadable(
                _("The column “{name}” stands there twice.").format(name=one.label)
            )
    missing = [one for one in columns if one.required and one not in there]
    if missing:
        raise Unreadable(" ".join(_missing(missing, header.unknown)))


def _missing(columns: Sequence[Column], unknown: Sequence[str]) -> Iterator[str]:
    for one in columns:
        yield _("The column “{name}” is missing.").format(name=one.label)
    if unknown:
        yield _("Not known here: {names}.").format(names=", ".join(unknown))


def parsed(
    header: Header, row: int, cells: Sequence[str], report: Report
) -> dict[str, object]:
    """The row's good values by column; what is wrong goes to the report."""
    values: dict[str, object] = {}
    for place, column in header.places.items():
        cell = cells[place] if place < len(cells) else ""
        if not cell:
            if column.required:
                report.refuse(row, column.name, "", _("This cell is empty."))
            continue
        try:
            values[column.name] = column.parse(cell)
        except Wrong as error:
            report.refuse(row, column.name, cell, str(error))
    return values
