"""Consignments on pages: what is in them, who answers, and each step so far."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from accord.core.acts import times
from accord.core.acts.supplies import Handover as HandoverBody
from accord.ledger import clock, queries
from accord.ledger.queries import SignatureRow
from accord.people.names import Who, person_name
from accord.supplies.models import Balance, Consignment, ConsignmentLine, Handover
from accord.supplies.needs import UNDER_WAY
from accord.supplies.stock import day, is_over, recalled
from accord.supplies.things import ItemView, SiteView, Things


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a consignment: what was sent, and what its holder has of it now.

    `only`: the one place that its donor gave it for; `over`: its last day is past.
    """

    number: int
    item: ItemView
    batch: str
    expiry: date | None
    sent: int
    good: int
    damaged: int
    missing: int
    recalled: bool = False
    only: str = ""
    over: bool = False

    @property
    def carried(self) -> int:
        """What the next handover has to account for."""
        return self.good + self.damaged


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed a step, for whom, and when."""

    who: Who
    person: str
    time: datetime


@dataclass(frozen=True, slots=True)
class CountView:
    """One line of a handover: what there was, and what the receiver counted."""

    number: int
    item: ItemView
    had: int
    good: int
    damaged: int
    missing: int
    excess: int

    @property
    def differs(self) -> bool:
        """Whether it is not what there was."""
        return bool(self.damaged or self.missing or self.excess)


@dataclass(frozen=True, slots=True)
class StepView:
    """A handover on a page. State: open, lapsed, effect, conflict, closed, undone."""

    id: str
    giver: Who
    receiver: Who
    state: str
    stored: SiteView | None
    signers: list[Signer]
    counts: list[CountView]
    closes: datetime

    @property
    def had(self) -> int:
        """Units on the way before it, over all lines."""
        return sum(one.had for one in self.counts)

    @property
    def good(self) -> int:
        """Units counted as good, over all lines."""
        return sum(one.good for one in self.counts)

    @property
    def missing(self) -> int:
        """Units missing, over all lines."""
        return sum(one.missing for one in self.counts)

    @property
    def differs(self) -> bool:
        """Whether any line does."""
        return any(one.differs for one in self.counts)


@dataclass(frozen=True, slots=True)
class ConsignmentView:
    """A consignment on a page."""

    id: str
    state: str
    source: SiteView
    destination: SiteView
    by: Who
    owner: Who
    holder: Who
    receiver: Who
    stored: SiteView | None
    since: datetime
    lines: list[LineView]

    @property
    def under_way(self) -> bool:
        """Whether it can be handed over."""
        return self.state in UNDER_WAY


def consignment(act_id: str, things: Things) -> ConsignmentView | None:
    """One consignment that took effect."""
    row = Consignment.objects.filter(act=act_id).first()
    return views([row], things)[0] if row is not None else None


def with_prefix(prefix: str) -> str:
    """The consignment whose id begins so; "" when there is none, or more than one."""
    rows = Consignment.objects.filter(act__startswith=prefix)
    found = list(rows.values_list("act", flat=True)[:2])
    return found[0] if len(found) == 1 else ""


def under_way(things: Things, most: int | None = None) -> list[ConsignmentView]:
    """All that is on its way, oldest first; with `most`, only so many have lines."""
    return views(rows_under_way(), things, most)


def rows_under_way() -> list[Consignment]:
    """All that is on its way, oldest first, without its lines."""
    return list(Consignment.objects.filter(state__in=UNDER_WAY).order_by("index"))


def at_site(site: str, things: Things) -> list[ConsignmentView]:
    """What is on its way to a site, oldest first."""
    rows = Consignment.objects.filter(state__in=UNDER_WAY, destination=site)
    return views(list(rows.order_by("index")), things)


def views(
    rows: list[Consignment], things: Things, most: int | None = None
) -> list[ConsignmentView]:
    """Consignments on a page; with `most`, only so many have their lines."""
    lines = _lines([row.act for row in rows[:most]], things)
    return [
        ConsignmentView(
            id=row.act,
            state=row.state,
            source=things.sites[row.site],
            destination=things.sites[row.destination],
            by=things.member(row.by),
            owner=things.member(row.owner),
            holder=things.member(row.holder),
            receiver=things.member(row.receiver),
            stored=things.sites.get(row.stored),
            since=times.parse(row.time),
            lines=lines.get(row.act, []),
        )
        for row in rows
    ]


def _lines(acts: list[str], things: Things) -> dict[str, list[LineView]]:
    """The lines of consignments, with what is still on the way of each."""
    amounts: dict[tuple[str, str, str], int] = {}
    places = [f"transit:{act}" for act in acts]
    carried = Balance.objects.filter(place__in=places)
    for place, lot, condition, units in carried.values_list(
        "place", "lot_id", "condition", "quantity"
    ):
        at = (place.removeprefix("transit:"), lot, condition)
        amounts[at] = amounts.get(at, 0) + units
    found: dict[str, list[LineView]] = {}
    rows = ConsignmentLine.objects.filter(consignment__in=acts).select_related("lot")
    frozen = recalled(row.lot_id for row in rows)
    today = clock.text()[:10]
    for row in rows.order_by("number"):
        good, damaged, missing = (
            amounts.get((row.consignment, row.lot_id, one), 0)
            for one in ("good", "damaged", "missing")
        )
        line = LineView(
            number=row.number,
            item=things.items[row.lot.item],
            batch=row.lot.batch,
            expiry=day(row.lot.expiry),
            sent=row.sent,
            good=good,
            damaged=damaged,
            missing=missing,
            recalled=row.lot_id in frozen,
            only=things.named_site(row.lot.earmark),
            over=is_over(row.lot.expiry, today),
        )
        found.setdefault(row.consignment, []).append(line)
    return found


# Handovers


def steps(consignment_id: str, things: Things) -> list[StepView]:
    """Every handover of a consignment, also those open or in conflict, in order."""
    rows = Handover.objects.filter(consignment=consignment_id).order_by("index")
    return [view for row in rows if (view := step(row, things)) is not None]


def open_steps(things: Things) -> list[StepView]:
    """Handovers that lack a signature, oldest first."""
    rows = Handover.objects.filter(state="open").order_by("index")
    views = [view for row in rows if (view := step(row, things)) is not None]
    return [one for one in views if one.state == "open"]


def arrived(found: ConsignmentView, done: list[StepView]) -> list[LineView]:
    """The lines of a consignment: what is on the way, or else what was put in store."""
    last = [one for one in done if one.state == "effect"][-1:]
    if found.state != "delivered" or not last:
        return found.lines
    counts = {one.number: one for one in last[0].counts}
    return [
        replace(
            line, good=counts[line.number].good, damaged=counts[line.number].damaged
        )
        if line.number in counts
        else line
        for line in found.lines
    ]


def step(row: Handover, things: Things) -> StepView | None:
    """A handover with its count and its signatures."""
    act = queries.act(row.act)
    body = act.parsed.body if act is not None else None
    if act is None or not isinstance(body, HandoverBody):
        return None
    signed = [one for one in queries.signatures(row.act) if not one.also]
    return StepView(
        id=row.act,
        giver=things.member(row.giver),
        receiver=things.member(row.receiver),
        state="lapsed" if act.state == "lapsed" else row.state,
        stored=things.sites.get(body.site or ""),
        signers=[signer(one, things) for one in signed],
        counts=_counts(body, things),
        closes=act.closes,
    )


def signer(row: SignatureRow, things: Things) -> Signer:
    """Who signed, by name."""
    name = person_name(row.member, row.person) or row.person
    return Signer(things.member(row.member), name, row.time)


def _counts(body: HandoverBody, things: Things) -> list[CountView]:
    lines = ConsignmentLine.objects.filter(consignment=body.consignment)
    items = {row.number: row.lot.item for row in lines.select_related("lot")}
    return [
        CountView(
            number=one.line,
            item=things.items[items[one.line]],
            had=one.good + one.damaged + one.missing - one.excess,
            good=one.good,
            damaged=one.damaged,
            missing=one.missing,
            excess=one.excess,
        )
        for one in body.lines
        if one.line in items
    ]
