"""Why a need is not met, in plain words: a sentence, and what was looked at before it.

The planner says which gate binds (planner/allocation/arcs.py); the gates before it were
passed by the goods that came nearest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

# In the order in which goods meet them.
ORDER = ("stock", "consent", "vehicle", "way", "time", "date", "room")
AT = {
    "no_stock": "stock",
    "recalled": "stock",
    "earmarked": "stock",
    "used_elsewhere": "stock",
    "less_than_pack": "stock",
    "no_consent": "consent",
    "refused": "consent",
    "limit": "consent",
    "no_vehicle": "vehicle",
    "no_way": "way",
    "too_late": "time",
    "would_expire": "date",
    "no_room": "room",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `bind`: this is what is in the way."""

    words: str
    bind: bool


@dataclass(frozen=True, slots=True)
class Why:
    """Why, in a sentence; what was looked at; and what would help."""

    sentence: str
    checks: tuple[Check, ...]
    helps: str


def why(reason: str, owners: Sequence[str]) -> Why:
    """The reason that binds, in words; `owners` are names of whose goods these are."""
    names = _(" or ").join(owners)
    bind = AT.get(reason, "stock")
    checks = [Check(_passed(one), False) for one in ORDER[: ORDER.index(bind)]]
    sentence = _sentence(reason).format(owners=names)
    return Why(sentence, (*checks, Check(sentence, True)), _helps(bind))


def _sentence(reason: str) -> str:
    return {
        "no_stock": _("Nobody has it in a store."),
        "recalled": _("What there is has been recalled by {owners}."),
        "earmarked": _("What {owners} has was given for another place alone."),
        "used_elsewhere": _("There is some, and all of it goes to other needs."),
        "less_than_pack": _("Less than a whole pack is left at {owners}."),
        "no_consent": _("{owners} would have to allow it."),
        "refused": _("{owners} refused to give it for this need."),
        "limit": _("What {owners} always keeps in reserve, or needs itself, is left."),
        "no_vehicle": _("There is no vehicle that takes it."),
        "no_way": _("There is no way there from the stores of {owners}."),
        "too_late": _("From the stores of {owners} no vehicle would be there in time."),
        "would_expire": _("What {owners} has would not keep long enough."),
        "no_room": _("No vehicle has the room, or the hours, for it."),
    }.get(reason, reason)


def _passed(gate: str) -> str:
    return {
        "stock": _("Stock: it is there"),
        "consent": _("Consent: its owner was asked and has not refused"),
        "vehicle": _("Vehicle: there is one that takes such goods"),
        "way": _("Way: the place can be reached"),
        "time": _("In time: it could arrive before it is too late"),
        "date": _("Date: it keeps long enough"),
    }[gate]


def _helps(gate: str) -> str:
    return {
        "stock": _("Somebody who brings more of it into a store."),
        "consent": _("A word with the owner; then a new plan."),
        "vehicle": _("One more vehicle, registered with where it stands."),
        "way": _("A road or a crossing that opens again."),
        "time": _("A later time for the need, or a plan that begins earlier."),
        "date": _("A need that takes goods that keep less long."),
        "room": _("One more vehicle, a larger one, or one more day."),
    }[gate]
