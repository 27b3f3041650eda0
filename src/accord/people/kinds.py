"""What each kind of act is called, and the rule of its decision, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accord.ledger.board import Board

NAMES: dict[str, str | Promise] = {
    "charter.found": gettext_lazy("Founding"),
    "charter.roster": gettext_lazy("Change of members"),
    "charter.amend": gettext_lazy("Change of the declaration"),
    "charter.lead": gettext_lazy("Who leads the coalition"),
    "charter.close": gettext_lazy("End of the coalition"),
    "charter.hub": gettext_lazy("Choice of another host"),
    "charter.invite": gettext_lazy("Invitation"),
    "charter.enrol": gettext_lazy("New device"),
    "charter.revoke": gettext_lazy("Device revoked"),
    "charter.profile": gettext_lazy("Profile"),
    "charter.reader": gettext_lazy("Reading key"),
    "decide.abstain": gettext_lazy("Abstention"),
    "decide.erase": gettext_lazy("Erasing of contents"),
    "decide.object": gettext_lazy("Objection"),
    "decide.withdraw": gettext_lazy("Signature taken back"),
    "voice.statement": gettext_lazy("Joint statement"),
    "voice.own": gettext_lazy("Own statement"),
    "voice.hold": gettext_lazy("Release stopped"),
    "voice.retraction": gettext_lazy("Withdrawal of a statement"),
    "voice.translation": gettext_lazy("Translation of a statement"),
    "voice.position": gettext_lazy("Agreed position"),
    "supplies.item": gettext_lazy("Item"),
    "supplies.site": gettext_lazy("Site"),
    "supplies.need": gettext_lazy("Need"),
    "supplies.receive": gettext_lazy("Goods received"),
    "supplies.count": gettext_lazy("Stock count"),
    "supplies.consign": gettext_lazy("Consignment"),
    "supplies.handover": gettext_lazy("Handover"),
    "supplies.use": gettext_lazy("Goods given out"),
    "supplies.reverse": gettext_lazy("Reversal"),
    "supplies.transfer": gettext_lazy("Goods given to another owner"),
    "supplies.move": gettext_lazy("Goods moved inside of a store"),
    "supplies.recall": gettext_lazy("Recall of goods"),
    "supplies.settle": gettext_lazy("Difference settled"),
    "supplies.claim": gettext_lazy("Claim after a handover"),
    "supplies.close": gettext_lazy("Need, offer or plan closed"),
    "supplies.vehicle": gettext_lazy("Vehicle"),
    "supplies.kit": gettext_lazy("Kit"),
    "supplies.offer": gettext_lazy("Offer"),
    "supplies.policy": gettext_lazy("What a holder may do without asking"),
    "supplies.plan": gettext_lazy("Part of a plan"),
    "actions.plan": gettext_lazy("Action"),
    "actions.join": gettext_lazy("Taking part in an action"),
    "actions.quit": gettext_lazy("No longer taking part"),
    "actions.change": gettext_lazy("Action changed"),
    "actions.cancel": gettext_lazy("Action cancelled"),
    "actions.finish": gettext_lazy("What came of an action"),
    "actions.task": gettext_lazy("Task"),
    "actions.done": gettext_lazy("Task done"),
    "reports.report": gettext_lazy("Report"),
    "reports.comment": gettext_lazy("Comment on a report"),
    "reports.supersede": gettext_lazy("Newer report"),
}

# Decisions of several: these can be objected to, taken back and closed.
JOINT = (
    "charter.roster",
    "charter.amend",
    "charter.lead",
    "charter.close",
    "voice.statement",
    "voice.retraction",
    "voice.translation",
    "voice.position",
    "supplies.receive",
    "supplies.consign",
    "supplies.handover",
    "supplies.use",
    "supplies.reverse",
    "supplies.transfer",
    "supplies.move",
    "supplies.settle",
)


def name(kind: str) -> str:
    """What people read for a kind of act."""
    return str(NAMES[kind])


def rule(board: Board) -> str:
    """When the decision takes effect, and what an objection does."""
    if any(seat.side for seat in board.seats):
        return _(
            "It takes effect when the giver and the receiver, two persons, have signed "
            "the same record."
        )
    if board.need >= board.members:
        return _("It takes effect when everybody named here has signed.")
    said = ngettext(
        "It takes effect when {need} of the {members} members has signed it.",
        "It takes effect when {need} of the {members} members have signed it.",
        board.need,
    ).format(need=board.need, members=board.members)
    if board.veto:
        return f"{said} {_('An objection blocks it while it stands.')}"
    return f"{said} {_('An objection is recorded; here it does not block.')}"
