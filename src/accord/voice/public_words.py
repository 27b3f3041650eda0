"""All words that everybody may read: of statements, their translations, positions.

Also those of translations that were withdrawn alone, which the check still knows.
"""

from collections.abc import Iterable

from accord.voice import positions, statements, texts
from accord.voice.models import Position, Withdrawn
from accord.voice.texts import Name


def count(now: str) -> int:
    """How many statements and positions are out."""
    return statements.public(now).count() + positions.public().count()


def names(now: str, since: str) -> list[Name]:
    """What came out from `since` on, in the languages signed with it, oldest first."""
    found = [
        (row.public_from, row.effect_index, row)
        for rows in (statements.public(now), positions.public())
        for row in rows.filter(public_from__gte=since)
    ]
    found.sort(key=lambda one: one[:2])
    return [(row.act, one) for *_, row in found for one in row.languages.split(",")]


def translations(now: str) -> set[Name]:
    """The statements' languages that were added since, and are out.

    One that was withdrawn alone has the name of its own act.
    """
    rows = statements.public(now).exclude(added={}).values_list("act", "added")
    out = {
        (act, language)
        for act, added in rows
        for language, since in added.items()
        if since <= now
    }
    return out | set(Withdrawn.objects.values_list("act", "language"))


def exact(some: Iterable[Name]) -> dict[Name, str]:
    """The words as one, exactly as they were signed; "" where they are gone."""
    asked = list(some)
    answers = Position.objects.filter(
        public=True, act__in={act for act, _ in asked}
    ).values_list("act", flat=True)
    ours = set(answers)
    found: dict[Name, texts.Text | positions.Answer] = {}
    found |= texts.exact(name for name in asked if name[0] not in ours)
    found |= positions.exact(name for name in asked if name[0] in ours)
    return {name: "" if one.erased else one.whole for name, one in found.items()}
