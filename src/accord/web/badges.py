"""Every state that a page can show: a sign, a word and a colour."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

YES, NO, WAIT, MUTE = "yes", "no", "wait", ""

# the colour, the sign and the word of every state
STATES: dict[str, tuple[str, str, str | Promise]] = {
    # what a member did
    "signed": (YES, "✓", _("Signed")),
    "silent": (MUTE, "…", _("Silent")),
    "abstains": (MUTE, "–", _("Abstains")),
    "objects": (NO, "×", _("Objects")),
    # a decision
    "open": (WAIT, "…", _("Open")),
    "agreed": (YES, "✓", _("Agreed")),
    "closed": (MUTE, "–", _("Closed")),
    "lapsed": (MUTE, "–", _("Lapsed")),
    "conflict": (NO, "!", _("In conflict")),
    # a statement
    "in-force": (YES, "✓", _("In force")),
    "scheduled": (WAIT, "…", _("Not public yet")),
    "held": (WAIT, "!", _("Stopped")),
    "corrected": (WAIT, "↻", _("Corrected")),
    "withdrawn": (NO, "×", _("Withdrawn")),
    "alone": (MUTE, "1", _("One member alone")),
    "language": (MUTE, "A", _("Another language")),
    # how safe a record is
    "host": (WAIT, "!", _("Saved by the host")),
    "confirmed": (YES, "✓", _("Confirmed")),
    # goods
    "there": (YES, "✓", _("There")),
    "on-the-way": (WAIT, "…", _("On the way")),
    "missing": (WAIT, "!", _("Missing")),
    "differs": (WAIT, "!", _("Does not add up")),
    # people and devices
    "this-device": (YES, "✓", _("This device")),
    "invited": (WAIT, "…", _("Invited")),
    "revoked": (MUTE, "×", _("Revoked")),
    # any other word, with `text`
    "yes": (YES, "✓", ""),
    "no": (NO, "×", ""),
    "wait": (WAIT, "!", ""),
    "mute": (MUTE, "–", ""),
}


def html(state: str, text: str = "") -> SafeString:
    """The badge of a state; `text` stands in for its word."""
    colour, sign, word = STATES[state]
    return format_html(
        '<span class="{}" data-sign="{}">{}</span>',
        f"badge {colour}".strip(),
        sign,
        text or word,
    )
