"""What happened to words after they were agreed, beside their signatures."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accord.ledger import clock, queries
from accord.people.history import Item
from accord.people.names import member_name
from accord.voice.proposals import Proposed


def items(words: Proposed, before: list[Item]) -> list[Item]:
    """The history of a decision with what came of its words, newest first."""
    later = [one for one in _later(words) if one.time <= clock.now()]
    found = [*later, *before]
    return sorted(found, key=lambda one: one.time, reverse=True)


def _later(words: Proposed) -> list[Item]:
    said = words.said
    if said is None:
        return []
    lines = []
    if said.state == "held":
        lines.append(Item(said.changed, *_holder(words), _("stopped it")))
    elif said.is_public:
        lines.append(Item(said.time, "", "", _("It became public")))
    if said.state == "retracted":
        lines.append(Item(said.changed, "", "", _("It was withdrawn")))
    if said.state == "corrected":
        lines.append(Item(said.changed, "", "", _("It was corrected")))
    return lines[::-1]


def _holder(words: Proposed) -> tuple[str, str]:
    """Handle and name of the member that stopped it."""
    for row in queries.acts(["voice.hold"], state="effect"):
        if getattr(row.parsed.body, "statement", "") == words.row.id:
            return row.by, member_name(row.by, get_language() or "en")
    return "", ""
