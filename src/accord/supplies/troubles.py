"""What people have to settle: counts that differ, records that contradict the books."""

import json
from dataclasses import dataclass
from datetime import datetime

from accord.core.acts import times
from accord.core.acts.errors import Refused
from accord.core.acts.keeping import Settle
from accord.ledger import queries
from accord.ledger.problems import sentence
from accord.people import kinds
from accord.people.names import Who
from accord.people.reader import Reader
from accord.supplies.claims import about, claim_step
from accord.supplies.models import Conflict, Consignment, Difference, Handover
from accord.supplies.things import SiteView, Things
from accord.supplies.transit import CountView, StepView, step


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A line that was counted otherwise than it was sent.

    `waits`: the proposal to settle it that lacks a signature, or "". `claimed`: the
    receiver found it after the handover.
    """

    handover: str
    consignment: str
    source: SiteView
    destination: SiteView
    giver: Who
    receiver: Who
    count: CountView
    waits: str
    claimed: bool


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A record from the field that moved nothing, and why."""

    id: str
    kind: str
    by: Who
    reason: str
    time: datetime


def differences(things: Things) -> list[DifferenceView]:
    """All lines of handovers that do not add up to what was sent, newest first."""
    rows = list(Difference.objects.filter(agreed=""))
    steps = _steps({row.act for row in rows}, things)
    sent = Consignment.objects.in_bulk({row.consignment for row in rows})
    lines = {(row.act, row.line) for row in rows}
    waits = settlements() if rows else {}
    return [
        DifferenceView(
            handover=view.id,
            consignment=consignment.act,
            source=things.sites[consignment.site],
            destination=things.sites[consignment.destination],
            giver=view.giver,
            receiver=view.receiver,
            count=count,
            waits=waits.get(view.id, ""),
            claimed=len(view.signers) == 1,
        )
        for view, of in steps
        if (consignment := sent.get(of)) is not None
        for count in view.counts
        if (view.id, count.number) in lines
    ]


def _steps(acts: set[str], things: Things) -> list[tuple[StepView, str]]:
    """Claims, then handovers, newest first, each with its consignment."""
    handovers = list(Handover.objects.filter(act__in=acts).order_by("-index"))
    claimed = sorted(acts - {one.act for one in handovers})
    of = dict(Handover.objects.values_list("act", "consignment")) if claimed else {}
    found = [(claim_step(one, things), of.get(about(one), "")) for one in claimed]
    found += [(step(one, things), one.consignment) for one in handovers]
    return [(view, consignment) for view, consignment in found if view is not None]


def standing(view: StepView) -> list[CountView]:
    """The lines of a handover whose difference nobody has settled."""
    rows = Difference.objects.filter(act=view.id, agreed="")
    lines = set(rows.values_list("line", flat=True))
    return [one for one in view.counts if one.number in lines]


def settlements() -> dict[str, str]:
    """Handover -> the proposal to settle its differences that lacks a signature."""
    bodies = (
        (row.id, row.parsed.body) for row in queries.acts([Settle.KIND], state="open")
    )
    return {body.handover: act for act, body in bodies if isinstance(body, Settle)}


def may_settle(view: StepView, reader: Reader) -> bool:
    """Whether the reader can sign for one of the two sides."""
    sides = (view.giver.handle, view.receiver.handle)
    return reader.has("supplies") and reader.member in sides


def conflicts(things: Things) -> list[ConflictView]:
    """All records in conflict, newest first."""
    return [
        ConflictView(
            id=row.act,
            kind=kinds.name(act.kind),
            by=things.member(act.by),
            reason=reason(row),
            time=times.parse(row.time),
        )
        for row in Conflict.objects.order_by("-index")
        if (act := queries.act(row.act)) is not None
    ]


def reason(row: Conflict) -> str:
    """Why, in the reader's language."""
    return sentence(Refused(row.template, **json.loads(row.values)))


def reason_of(act_id: str) -> str:
    """Why a record is in conflict, or "" when it is not."""
    row = Conflict.objects.filter(act=act_id).first()
    return reason(row) if row is not None else ""
