"""What a device may do, in words."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Every role that the log knows (acts/charter.py), in the order of the desk.
ROLES: dict[str, str | Promise] = {
    "voice": _("Statements"),
    "actions": _("Actions"),
    "reports": _("Reports"),
    "supplies": _("Supplies"),
    "people": _("People and devices"),
}
MEANING: dict[str, str | Promise] = {
    "voice": _("Statements: write them, and sign them for the organisation"),
    "actions": _("Actions: plan them, take part, look after tasks"),
    "reports": _("Reports: write them, and watch outside sources"),
    "supplies": _("Supplies: stores, needs, and signing for goods"),
    "people": _("People and devices: invite, revoke, admit members"),
}


def role_names(roles: Iterable[str]) -> list[str]:
    """Roles in words, in the order of the table."""
    given = set(roles)
    return [str(name) for role, name in ROLES.items() if role in given]
