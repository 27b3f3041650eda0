"""Units and packs by their names in any of our languages."""

from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.utils import translation

from accord.supplies.units import PACKS, UNITS


@cache
def units() -> Mapping[str, frozenset[str]]:
    """Name, in small letters -> the codes of units that it may mean."""
    return _named({code: tuple(names) for code, names in UNITS.items()})


@cache
def packs() -> Mapping[str, frozenset[str]]:
    """Name, in small letters -> the codes of packs that it may mean."""
    return _named({code: (name,) for code, name in PACKS.items()})


def _named(codes: Mapping[str, tuple[object, ...]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {code: {code} for code in codes}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for code, names in codes.items():
                for name in names:
                    found.setdefault(str(name).casefold(), set()).add(code)
    return {name: frozenset(meant) for name, meant in found.items()}
