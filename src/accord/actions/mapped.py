"""Where actions are: what the map draws, and the list that says the same."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.actions.queries import ActionView
from accord.people.sites import Point

FEW = 3  # titles in the words of a mark, before "and more"


@dataclass(frozen=True)
class Place:
    """A site with coordinates and the actions there, by start."""

    id: str
    name: str
    at: Point
    actions: list[ActionView]

    @property
    def lacking(self) -> bool:
        """Whether people, vehicles or goods are lacking for one of them."""
        return any(one.lacking for one in self.actions)


def places(
    found: Iterable[ActionView], names: Mapping[str, str], points: Mapping[str, Point]
) -> tuple[list[Place], list[ActionView]]:
    """The sites with actions, what lacks something first; the actions of no point."""
    there: dict[str, list[ActionView]] = {}
    apart = []
    for one in found:
        if one.site in points:
            there.setdefault(one.site, []).append(one)
        else:
            apart.append(one)
    made = [Place(one, names[one], points[one], here) for one, here in there.items()]
    return sorted(made, key=lambda one: (not one.lacking, one.name.lower())), apart


def attribute(found: Iterable[Place]) -> str:
    """The drawing as JSON, for `data-map` (docs/pages.md)."""
    drawing = {"sites": [_mark(one) for one in found], "routes": []}
    return json.dumps(drawing, ensure_ascii=False, separators=(",", ":"))


def _mark(place: Place) -> dict[str, object]:
    one = place.actions[0]
    only = len(place.actions) == 1
    return {
        "name": place.name,
        "at": place.at,
        "url": reverse("actions:action", args=[one.id]) if only else f"#at-{place.id}",
        "kind": "need",
        "state": "unmet" if place.lacking else "met",
        "text": str(len(place.actions)),
        "says": _says(place),
    }


def _says(place: Place) -> str:
    """How many there are, the first titles, and whether something is lacking."""
    count = len(place.actions)
    first = [one.title or _("Action") for one in place.actions[:FEW]]
    more = ["…"] if count > FEW else []
    said = ngettext("{n} action", "{n} actions", count).format(n=count)
    words = f"{said}: {', '.join(first + more)}"
    return f"{words}. {_('Something is lacking.')}" if place.lacking else words
