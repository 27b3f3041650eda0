"""Every clash of the actions to come, as a reader may know them, with one look."""

from dataclasses import dataclass

from accord.actions.clashes import Clash, all_clashes
from accord.actions.models import Action
from accord.actions.queries import ActionView, slots, views, visible
from accord.people.reader import Reader

Seen = dict[str, ActionView]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actions that clash; `other` is None where the reader may not know of it."""

    what: str
    one: ActionView
    other: ActionView | None


def clashing(reader: Reader, since: str, until: str, language: str) -> list[Pair]:
    """The clashes between two times of which the reader may know one side at least."""
    rows = Action.objects.filter(state="planned", end__gt=since, start__lt=until)
    found = all_clashes(slots(list(rows)))
    concerned = {act for one in found for act in (one.first, one.second)}
    shown = visible(reader).filter(act__in=concerned)
    seen = {one.id: one for one in views(shown, language)}
    pairs = [_pair(one, seen) for one in found]
    known = [one for one in pairs if one is not None]
    return sorted(known, key=lambda one: (one.one.start, one.one.title))


def _pair(clash: Clash, seen: Seen) -> Pair | None:
    known = [seen[act] for act in (clash.first, clash.second) if act in seen]
    known.sort(key=lambda one: (one.start, one.title))
    if not known:
        return None
    return Pair(clash.what, known[0], known[1] if len(known) > 1 else None)
