"""What each kind of record about goods is called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, str | Promise] = {
    "supplies.item": _("Item"),
    "supplies.site": _("Site"),
    "supplies.need": _("Need"),
    "supplies.receive": _("Goods received"),
    "supplies.count": _("Stock count"),
    "supplies.consign": _("Consignment"),
    "supplies.handover": _("Handover"),
    "supplies.use": _("Goods given out"),
    "supplies.reverse": _("Reversal"),
}
MOVEMENTS = (
    "supplies.receive",
    "supplies.count",
    "supplies.consign",
    "supplies.handover",
    "supplies.use",
    "supplies.reverse",
)


def kind_name(kind: str) -> str:
    """What people read for a kind."""
    return str(KINDS[kind])
