"""Which languages of a draft are behind: older than a change in another language."""

from collections.abc import Iterable
from itertools import groupby

from accord.voice.models import DraftText


def behind(rows: Iterable[DraftText]) -> dict[str, set[str]]:
    """By language, the others that changed since; empty where all say the same.

    Words that were there and change again leave the other languages behind. A language
    that is written for the first time, or that was behind itself, only catches up.
    """
    found: dict[str, set[str]] = {}
    there: set[str] = set()
    ordered = sorted((row for row in rows if not row.aside), key=_order)
    for _save, versions in groupby(ordered, key=_save_of):
        saved = {row.language for row in versions}
        changed = (saved & there) - found.keys()
        for other in there - saved if changed else ():
            found.setdefault(other, set()).update(changed)
        for language in saved:
            found.pop(language, None)
        there |= saved
    return found


def _order(row: DraftText) -> tuple[object, ...]:
    return row.saved, row.id


def _save_of(row: DraftText) -> tuple[object, ...]:
    """Texts that one person saved at one moment were saved together."""
    return row.saved, row.member, row.person
