"""What markings, answers and topics are called on pages."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, str | Promise]

# TLP 2.0 (FIRST), from wide to narrow: as a choice, and in a few words.
MARKINGS: Words = {
    "clear": _("Everybody, the public too"),
    "green": _("The members, and those whom they work with"),
    "amber": _("The members, for those among them who need it"),
    "amber-strict": _("Only the members that I choose, nobody outside of them"),
    "red": _("Only the members that I choose, and they tell nobody"),
}
SHORT: Words = {
    "clear": _("Everybody"),
    "green": _("Members and partners"),
    "amber": _("Members"),
    "amber-strict": _("Some members, strictly"),
    "red": _("Some members, nobody else"),
}
SOME = _("Some members")
COLOURS = {
    "clear": "mute",
    "green": "mute",
    "amber": "mute",
    "amber-strict": "wait",
    "red": "no",
}
TLP = {
    "clear": "TLP:CLEAR",
    "green": "TLP:GREEN",
    "amber": "TLP:AMBER",
    "amber-strict": "TLP:AMBER+STRICT",
    "red": "TLP:RED",
}
RELIABLE: Words = {
    "always": _("Always right so far"),
    "usually": _("Usually right"),
    "sometimes": _("Sometimes right"),
    "rarely": _("Rarely right"),
    "unknown": _("I do not know this source"),
}
CERTAIN: Words = {
    "confirmed": _("Confirmed by others"),
    "likely": _("Likely"),
    "possible": _("Possible"),
    "doubtful": _("Doubtful"),
    "unknown": _("I cannot say"),
}
TOPICS: Words = {
    "roads": _("Roads and crossings"),
    "weather": _("Weather and water levels"),
    "people": _("People and their needs"),
    "shelter": _("Shelter"),
    "health": _("Health"),
    "drinking-water": _("Drinking water"),
    "food": _("Food"),
    "power": _("Power and heating"),
    "network": _("Phone and internet"),
    "security": _("Safety"),
    "rumours": _("Rumours and false claims"),
}


def topic(name: str) -> str:
    """A topic in words; one that only its author knows stays as it is."""
    return str(TOPICS.get(name, name))


def choices(words: Words, nothing: str = "") -> list[tuple[str, str]]:
    """Words as the choices of a field; with `nothing`, that comes first."""
    empty = [("", nothing)] if nothing else []
    return [*empty, *((key, str(word)) for key, word in words.items())]


def topic_choices(known: Iterable[str]) -> list[tuple[str, str]]:
    """The usual topics, then others that were used."""
    others = sorted(set(known) - set(TOPICS))
    return [*choices(TOPICS), *((one, one) for one in others)]
