"""Claims on pages: what a receiver found after a handover, told as a step."""

from dataclasses import replace
from datetime import timedelta

from accord.core.acts.claiming import Claim
from accord.core.rules.claim import DAYS
from accord.ledger import clock, queries
from accord.people.reader import Reader
from accord.supplies.models import Handover
from accord.supplies.things import Things
from accord.supplies.transit import StepView, signer, step


def claim_step(act_id: str, things: Things) -> StepView | None:
    """A claim, told like the handover it is about: what was good, and what is of it."""
    act = queries.act(act_id)
    body = act.parsed.body if act is not None else None
    if act is None or not isinstance(body, Claim):
        return None
    row = Handover.objects.filter(act=body.handover).first()
    first = step(row, things) if row is not None else None
    if first is None:
        return None
    counted = {one.number: one for one in first.counts}
    counts = [
        replace(
            counted[one.line],
            had=counted[one.line].good,
            good=counted[one.line].good - one.damaged - one.missing,
            damaged=one.damaged,
            missing=one.missing,
            excess=0,
        )
        for one in body.lines
        if one.line in counted
    ]
    signed = [one for one in queries.signatures(act_id) if not one.also]
    signers = [signer(one, things) for one in signed]
    return replace(first, id=act_id, signers=signers, counts=counts, closes=act.closes)


def about(act_id: str) -> str:
    """The handover that a claim is about, or ""."""
    act = queries.act(act_id)
    body = act.parsed.body if act is not None else None
    return body.handover if isinstance(body, Claim) else ""


def may_claim(view: StepView, reader: Reader) -> bool:
    """Whether the reader can still claim something about a handover."""
    if view.state != "effect" or view.stored is None or not view.signers:
        return False
    if not reader.has("supplies") or reader.member != view.receiver.handle:
        return False
    last = max(one.time for one in view.signers)
    return clock.now() <= last + timedelta(days=DAYS)
