"""The relief items that Accord brings along: names, units, weights, volumes, packs.

`items.csv` has a row for each. `source` says where its weight and volume come from:
`measured` is of a public relief catalogue, whose code is the `reference`; `typical` is
a plausible figure of goods of this kind. How many a pack holds is always typical.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from accord.search.folding import has, stems, words
from accord.supplies.units import counted_in, pack_name

PACKS = 2
# Who has nothing of a language reads the first of these that is there.
FIRST = "en"


@dataclass(frozen=True)
class Shipped:
    """An item; `packs`: (code, units), `row`: as in the file, `words`: folded."""

    row: Mapping[str, str]
    code: str
    names: Mapping[str, str]
    unit: str
    grams: int
    millilitres: int
    packs: tuple[tuple[str, int], ...]
    measured: bool
    words: frozenset[str]

    def name(self, language: str) -> str:
        """What it is called in a language."""
        return self.names.get(language, self.names[FIRST])

    @property
    def counted_in(self) -> str:
        """What several of it are counted in."""
        return counted_in(self.unit)

    def pack_names(self) -> list[str]:
        """Its packs in words."""
        return [pack_name(code, units) for code, units in self.packs]


@cache
def shipped() -> Mapping[str, Shipped]:
    """Every item by its code, in the order of the file: by what it is for."""
    text = (files(__package__) / "items.csv").read_text(encoding="utf-8")
    return {one.code: one for one in map(_item, csv.DictReader(text.splitlines()))}


def matching(query: str) -> Iterator[Shipped]:
    """The items with all words of a query, in any language or in the code."""
    asked = stems(query)
    return (one for one in shipped().values() if has(one.words, asked))


def _item(row: Mapping[str, str]) -> Shipped:
    names = {key[-2:]: said for key, said in row.items() if key.startswith("name_")}
    packs = [(row[f"pack_{n}"], row[f"units_{n}"]) for n in range(1, PACKS + 1)]
    return Shipped(
        row=row,
        code=row["code"],
        names=names,
        unit=row["unit"],
        grams=int(row["grams"]),
        millilitres=int(row["millilitres"]),
        packs=tuple((code, int(units)) for code, units in packs if code),
        measured=row["source"] == "measured",
        words=frozenset(words(" ".join([row["code"], *names.values()]))),
    )
