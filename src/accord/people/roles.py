"""What a device may do, in words."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Those for which there are pages; the log knows more (acts/charter.py).
ROLES: dict[str, str | Promise] = {
    "voice": _("Statements"),
    "supplies": _("Supplies"),
    "people": _("People and devices"),
}
MEANING: dict[str, str | Promise] = {
    "voice": _("Statements: write them, and sign them for the organisation"),
    "supplies": _("Supplies: stores, needs, and signing for goods"),
    "people": _("People and devices: invite, revoke, admit members"),
}


def role_names(roles: Iterable[str]) -> list[str]:
    """Roles in words, in the order of the table; unknown ones as they are."""
    given = set(roles)
    known = [str(name) for role, name in ROLES.items() if role in given]
    return known + sorted(given - ROLES.keys())
