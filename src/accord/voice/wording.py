"""What the check answers, in words."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.quotes import Change, Verdict
from accord.voice.cleaning import visible


@dataclass(frozen=True)
class Answer:
    """One answer first, its reason next; `look` is yes, no, wait or mute."""

    look: str
    glyph: str
    title: str
    reason: str


def standing(answer: Answer, state: str) -> Answer:
    """A good answer about words that do not stand any more is no good news."""
    if answer.look != "yes":
        return answer
    if state == "retracted":
        title = _("{answer}, but withdrawn").format(answer=answer.title)
        return replace(answer, look="no", glyph="×", title=title)
    if state == "corrected":
        title = _("{answer}, but corrected since").format(answer=answer.title)
        return replace(answer, look="wait", glyph="↻", title=title)
    return answer


def answer(verdict: Verdict, *, position: bool = False) -> Answer:
    """The answer to a text; `position`: what was found is an agreed position."""
    match verdict.kind:
        case "authentic":
            reason = _authentic(verdict, position)
            return Answer("yes", "=", _("Authentic"), reason)
        case "excerpted":
            reason = _("Ours, with parts left out where it is marked. Here they are.")
            return Answer("yes", "…", _("Excerpted"), reason)
        case "altered":
            return Answer("no", "≠", _("Altered"), _altered(verdict))
        case "near":
            return Answer("wait", "≈", _("Very near"), _near(verdict))
        case "too_short":
            reason = _("Four words can stand anywhere. Paste five or more.")
            return Answer("mute", "–", _("Too short"), reason)
        case _:
            reason = _(
                "We did not find these words in our statements. That does not make "
                "them false."
            )
            return Answer("mute", "?", _("Not found"), reason)


def _authentic(verdict: Verdict, position: bool) -> str:
    if position:
        said = _("These words, in this order, stand in one agreed position.")
    else:
        said = _("These words, in this order, stand in one signed statement.")
    if verdict.context:
        more = _("They are part of a longer sentence: read it whole.")
        return f"{said} {more}"
    return said


def _near(verdict: Verdict) -> str:
    if verdict.other_letters:
        return _("It is written in other letters. Please compare for yourself.")
    if not verdict.whole:
        return _("A longer text has a passage of ours in it. Please compare.")
    return _("Only marks differ that look like a scan’s. Please compare for yourself.")


def _altered(verdict: Verdict) -> str:
    gravest = verdict.gravest
    named = _named(gravest) if gravest is not None else ""
    ending = _("We did not say what you pasted.")
    return f"{named} {ending}".strip()


NAMED: dict[str, str | Promise] = {
    "negation": gettext_lazy(
        "It says “{quoted}” where we said “{said}”, and that turns the meaning around."
    ),
    "number": gettext_lazy("A number was changed: “{quoted}” where we said “{said}”."),
    "name": gettext_lazy("A name was changed: “{quoted}” where we said “{said}”."),
    "word": gettext_lazy("A word was changed: “{quoted}” where we said “{said}”."),
}
MISSING: dict[str, str | Promise] = {
    "negation": gettext_lazy(
        "A word is missing, and it turns the meaning around: “{said}”."
    ),
    "number": gettext_lazy("A number is missing: “{said}”."),
    "name": gettext_lazy("A name is missing: “{said}”."),
    "word": gettext_lazy("A word is missing: “{said}”."),
}
ADDED: dict[str, str | Promise] = {
    "negation": gettext_lazy(
        "A word was put in, and it turns the meaning around: “{quoted}”."
    ),
    "number": gettext_lazy("A number was put in: “{quoted}”."),
    "name": gettext_lazy("A name was put in: “{quoted}”."),
    "word": gettext_lazy("A word was put in: “{quoted}”."),
}
OTHER: dict[str, str | Promise] = {
    "splice": gettext_lazy("It is put together from different places."),
    "order": gettext_lazy("The words stand in another order."),
    "omission": gettext_lazy("Words were left out, and nothing says so."),
    "punctuation": gettext_lazy("A sign was changed that can turn the meaning around."),
}
LONGEST = 80


def _named(change: Change) -> str:
    if change.kind == "omission" and change.quoted.strip():
        return _("Words were left out, so that the rest says something else.")
    if change.kind in OTHER or change.said == change.quoted:
        return str(OTHER.get(change.kind, OTHER["order"]))
    said, quoted = _short(change.said), _short(change.quoted)
    table = MISSING if not quoted else ADDED if not said else NAMED
    return str(table[change.kind]).format(said=said, quoted=quoted)


def _short(words: str) -> str:
    """Some words on one line."""
    line = visible(" ".join(words.split()))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
