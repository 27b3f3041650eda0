"""Units and packs by their names in any of our languages."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from django.conf import settings
from django.utils import translation

from accord.supplies.units import PACKS, UNITS, forms


@cache
def units() -> Mapping[str, frozenset[str]]:
    """Name, `folded` -> the codes of units that it may mean."""
    return _named(UNITS, lambda code: [str(UNITS[code].name), *forms(code)])


@cache
def packs() -> Mapping[str, frozenset[str]]:
    """Name, `folded` -> the codes of packs that it may mean."""
    return _named(PACKS, lambda code: [str(PACKS[code])])


def _named(
    codes: Iterable[str], names: Callable[[str], Iterable[str]]
) -> dict[str, frozenset[str]]:
    """`names`: those of a code in the language that is active."""
    found = {code: {code} for code in codes}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for code in codes:
                for name in names(code):
                    found.setdefault(folded(name), set()).add(code)
    return {name: frozenset(meant) for name, meant in found.items()}


def folded(name: str) -> str:
    """A name as it is looked up: people write "шт" and "Шт." alike."""
    return name.strip().casefold().removesuffix(".")
