"""One act in words: what it is, its facts, its contents."""

from collections.abc import Callable, Mapping
from typing import Any

from accord.cli.words import (
    actions,
    charter,
    decide,
    keeping,
    planning,
    reports,
    supplies,
    voice,
)
from accord.cli.words.contents import contents
from accord.cli.words.line import Facts, layout, short
from accord.core.acts.act import Act

# Each row's function takes that kind's own body.
KINDS: dict[str, tuple[str, Callable[[Any], Facts]]] = {
    "charter.found": ("Found a coalition", charter.found),
    "charter.roster": ("Set a new list of members", charter.roster),
    "charter.amend": ("Change the declaration", charter.amend),
    "charter.lead": ("Choose who leads the coalition", charter.lead),
    "charter.close": ("End the coalition", charter.close),
    "charter.hub": ("Choose another host, by members' copies", charter.takeover),
    "charter.invite": ("Invite a person", charter.invite),
    "charter.enrol": ("Take up an invitation", charter.enrol),
    "charter.revoke": ("Revoke devices or invitations", charter.revoke),
    "charter.profile": ("Say who we are", charter.profile),
    "charter.reader": ("Set a member's reading key", charter.reader),
    "decide.abstain": ("Abstain from a decision", decide.abstain),
    "decide.erase": ("Erase contents for good", decide.erase),
    "decide.object": ("Object to a decision", decide.object_),
    "decide.withdraw": ("Take back a signature or a proposal", decide.withdraw),
    "voice.statement": ("Make a joint statement", voice.words),
    "voice.own": ("Say something in one's own name", voice.words),
    "voice.hold": ("Stop a statement before it is public", voice.hold),
    "voice.retraction": ("Withdraw a statement", voice.retraction),
    "voice.translation": ("Add a language to a statement", voice.translation),
    "voice.position": ("Agree on an answer", voice.position),
    "supplies.item": ("Register an item", supplies.item),
    "supplies.site": ("Register a site", supplies.site),
    "supplies.need": ("Say what is needed", supplies.need),
    "supplies.receive": ("Receive goods from a donor", supplies.receive),
    "supplies.count": ("Count stock", supplies.count),
    "supplies.consign": ("Send goods on their way", supplies.consign),
    "supplies.handover": ("Hand goods over", supplies.handover),
    "supplies.use": ("Give goods out", supplies.use),
    "supplies.reverse": ("Reverse a record", supplies.reverse),
    "supplies.transfer": ("Give goods to another owner", keeping.transfer),
    "supplies.move": ("Move goods inside of a store", keeping.move),
    "supplies.recall": ("Recall lots, or free them", keeping.recall),
    "supplies.settle": ("Settle a difference", keeping.settle),
    "supplies.claim": ("Say what was found after a handover", keeping.claim),
    "supplies.vehicle": ("Register a vehicle", planning.vehicle),
    "supplies.kit": ("Register a kit of items", planning.kit),
    "supplies.offer": ("Offer goods or a vehicle", planning.offer),
    "supplies.policy": ("Let a holder send goods without asking", planning.policy),
    "supplies.plan": ("Agree to one's part of a plan", planning.plan),
    "actions.plan": ("Plan an action", actions.plan),
    "actions.join": ("Take part in an action", actions.join),
    "actions.quit": ("Take part in an action no longer", actions.about),
    "actions.change": ("Move or change an action", actions.change),
    "actions.cancel": ("Cancel an action", actions.about),
    "actions.finish": ("Say what came of an action", actions.finish),
    "actions.task": ("Give a task", actions.task),
    "actions.done": ("Say that a task is done", actions.done),
    "reports.report": ("Report", reports.report),
    "reports.comment": ("Comment on a report", reports.comment),
    "reports.supersede": ("Put a report in place of another", reports.supersede),
    "supplies.close": ("Close a need, an offer or a plan", keeping.close),
}


def describe(act: Act, blobs: Mapping[str, bytes]) -> list[str]:
    """The act in lines of plain English; `blobs` are the contents that are at hand."""
    title, facts = KINDS[act.kind]
    return [
        f"{title} ({act.kind})",
        *layout(_header(act) + facts(act.body)),
        *contents(act, blobs),
    ]


def _header(act: Act) -> Facts:
    coalition = act.coalition or "a new one: this act's id becomes its id"
    facts = [
        ("id", act.id),
        ("coalition", coalition),
        ("proposed by", act.by),
        ("made at", act.at),
    ]
    if act.after is not None:
        facts.append(("upon", f"{act.after.size} records, {short(act.after.root)}"))
    if act.roster is not None:
        facts.append(("members as in", act.roster))
    if act.closes is not None:
        facts.append(("lapses", act.closes))
    return facts
