"""What things are found as, and which kinds of act are found at all."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GROUPS: dict[str, str | Promise] = {
    "statement": _("Statements"),
    "position": _("Positions"),
    "action": _("Actions"),
    "task": _("Tasks"),
    "report": _("Reports"),
    "comment": _("Comments"),
    "need": _("Needs"),
    "offer": _("Offers"),
    "consignment": _("Consignments"),
    "supplies": _("Supplies"),
    "member": _("Members"),
}

# Not found: signatures' reasons, which their decision's page shows, and persons' names.
_KINDS = {
    "voice.statement": "statement",
    "voice.own": "statement",
    "voice.translation": "statement",
    "voice.retraction": "statement",
    "voice.position": "position",
    "actions.plan": "action",
    "actions.join": "action",
    "actions.quit": "action",
    "actions.change": "action",
    "actions.cancel": "action",
    "actions.finish": "action",
    "actions.task": "task",
    "actions.done": "task",
    "reports.report": "report",
    "reports.supersede": "report",
    "reports.comment": "comment",
    "supplies.need": "need",
    "supplies.offer": "offer",
    "supplies.consign": "consignment",
    "charter.found": "member",
    "charter.amend": "member",
    "charter.lead": "member",
    "charter.profile": "member",
}


def group(kind: str) -> str:
    """What an act of a kind is found as; "" for one that is not found."""
    other = "supplies" if kind.startswith("supplies.") else ""
    return _KINDS.get(kind, other)
