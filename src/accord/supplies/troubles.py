"""What people have to settle: counts that differ, records that contradict the books."""

import json
from dataclasses import dataclass
from datetime import datetime

from accord.core.acts import times
from accord.core.acts.errors import Refused
from accord.ledger import queries
from accord.ledger.problems import sentence
from accord.people import kinds
from accord.supplies.models import Conflict, Consignment, Difference, Handover
from accord.supplies.things import SiteView, Things, Who
from accord.supplies.transit import CountView, step


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A line that was counted otherwise than it was sent."""

    handover: str
    consignment: str
    source: SiteView
    destination: SiteView
    giver: Who
    receiver: Who
    count: CountView


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
    handovers = Handover.objects.filter(act__in={row.act for row in rows})
    steps = {one.act: step(one, things) for one in handovers.order_by("-index")}
    sent = Consignment.objects.in_bulk({row.consignment for row in rows})
    lines = {(row.act, row.line) for row in rows}
    return [
        DifferenceView(
            handover=view.id,
            consignment=consignment.act,
            source=things.sites[consignment.site],
            destination=things.sites[consignment.destination],
            giver=view.giver,
            receiver=view.receiver,
            count=count,
        )
        for one in handovers.order_by("-index")
        if (view := steps[one.act]) is not None
        and (consignment := sent.get(one.consignment)) is not None
        for count in view.counts
        if (one.act, count.number) in lines
    ]


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
