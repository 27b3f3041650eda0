"""The lines that an act's words are made of."""

from collections.abc import Iterable

Facts = list[tuple[str, str]]

WIDTH = 12
_LANGUAGES = {"en": "English", "uk": "Ukrainian", "ru": "Russian", "ro": "Romanian"}


def layout(facts: Iterable[tuple[str, str]]) -> list[str]:
    """Facts under each other, the labels in one column."""
    lines = []
    for label, value in facts:
        first, *more = value.split("\n") or [""]
        lines.append(f"  {label:<{WIDTH}} {first}")
        lines += [f"  {'':<{WIDTH}} {one}" for one in more]
    return lines


def language(code: str) -> str:
    """The language's name, or its code."""
    return _LANGUAGES.get(code, code)


def listing(names: Iterable[str]) -> str:
    """a, b, c; or "none"."""
    return ", ".join(names) or "none"


def short(digest: str) -> str:
    """The beginning of an id, in groups: 1e49 0386 cded 1019."""
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4))


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 unit`, `2 units`, `1,000 units`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def in_field(field: bool) -> str:
    """Where a record of goods was made."""
    return "in the field" if field else "at a desk"
