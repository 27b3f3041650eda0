"""One record about goods, in words: what it is, its lines, and what may be done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from accord.core.acts import keeping, planning, times
from accord.core.acts import supplies as acts
from accord.core.acts.body import Body
from accord.core.acts.claiming import Claim
from accord.core.acts.errors import AccordError
from accord.core.rules.keeping import CLOSABLE
from accord.core.rules.reverse import REVERSIBLE
from accord.ledger import queries
from accord.ledger.cache import reading
from accord.ledger.prepare import prepare
from accord.ledger.problems import sentence
from accord.ledger.queries import ActRow
from accord.people import kinds
from accord.people.names import Who
from accord.people.reader import Reader
from accord.supplies.models import ConsignmentLine, Lot, Vehicle
from accord.supplies.stock import day
from accord.supplies.things import ItemView, SiteView, Things

OF_GOODS = (
    *REVERSIBLE,
    acts.Reverse.KIND,
    keeping.Recall.KIND,
    keeping.Close.KIND,
    planning.Offer.KIND,
)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A line of a record, in base units; `became`: what a settlement says of it.

    `only`: the one place that its donor gave it for.
    """

    item: ItemView | None
    quantity: int
    batch: str = ""
    expiry: date | None = None
    became: str = ""
    only: str = ""


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record on a page; `undone` by a later one, `people` given something or in need.

    `counted`: its lines say what lies there, not what moved. A reversal shows the lines
    of what it `undoes`. `handover`: whose difference is settled. `more`: further facts,
    each a name and words.
    """

    act: ActRow
    kind: str
    by: Who
    owner: Who | None
    site: SiteView | None
    destination: SiteView | None
    receiver: Who | None
    lines: list[RecordLine]
    undoes: ActRow | None
    undoes_kind: str
    undone: bool
    closed: bool
    donor: str = ""
    only: SiteView | None = None
    people: int | None = None
    counted: bool = False
    handover: str = ""
    note: str = ""
    until: datetime | None = None
    more: tuple[tuple[str, str], ...] = ()


def record(act_id: str, things: Things) -> RecordView | None:
    """A record about goods, or None for another act."""
    row = queries.act(act_id)
    if row is None or row.kind not in OF_GOODS:
        return None
    body = row.parsed.body
    undoes = None
    if isinstance(body, acts.Reverse | keeping.Close):
        undoes = queries.act(body.act)
    if undoes is not None:
        body = undoes.parsed.body
    with reading() as state:
        undone = act_id in state.stock.reversed
        closed = act_id in state.stock.over
    return RecordView(
        act=row,
        kind=kinds.name(row.kind),
        by=things.member(row.by),
        owner=_who(body, "owner", things),
        site=things.sites.get(getattr(body, "site", "") or ""),
        destination=things.sites.get(getattr(body, "destination", "")),
        receiver=_who(body, "receiver", things),
        lines=list(lines(body, things)),
        undoes=undoes,
        undoes_kind=kinds.name(undoes.kind) if undoes else "",
        undone=undone,
        closed=closed,
        donor=str(getattr(body, "donor", "")),
        only=things.sites.get(getattr(body, "earmark", None) or ""),
        people=getattr(body, "people", None),
        counted=isinstance(body, acts.Count),
        handover=body.handover if isinstance(body, keeping.Settle | Claim) else "",
        note=_note(row),
        until=times.parse(body.until) if isinstance(body, planning.Offer) else None,
        more=tuple(_more(body, things)),
    )


def note_of(act_id: str) -> str:
    """The note of an act; "" when it has none, or it was erased."""
    row = queries.act(act_id)
    return _note(row) if row is not None else ""


def _note(row: ActRow) -> str:
    """The note or the reason of a record; "" when it has none, or it was erased."""
    for name in ("note", "reason"):
        if name in row.parsed.blobs:
            return str((queries.content(row, name) or {}).get("text", ""))
    return ""


def _more(body: Body, things: Things) -> Iterator[tuple[str, str]]:
    if isinstance(body, keeping.Transfer):
        yield _("New owner"), things.member(body.to).title
    elif isinstance(body, keeping.Move):
        said = {
            "good": _("good"),
            "damaged": _("damaged"),
            "disposed": _("thrown away"),
        }
        yield _("Condition"), f"{said[body.condition]} → {said[body.to]}"
    elif isinstance(body, planning.Offer) and body.vehicle:
        row = Vehicle.objects.filter(act=body.vehicle).first()
        if row is not None:
            named = queries.documents([row.names]).get(row.names, {})
            yield _("Vehicle"), things.named(named) or row.code


def _who(body: Body, name: str, things: Things) -> Who | None:
    handle = getattr(body, name, "")
    return things.member(handle) if handle else None


def lines(body: Body, things: Things) -> Iterator[RecordLine]:
    """The lines of a record about goods, in the order in which they were written."""
    if isinstance(body, acts.Need | planning.Offer):
        if body.item is not None:
            yield RecordLine(things.items.get(body.item), body.quantity or 0)
    elif isinstance(body, acts.Receive):
        yield from (_new(line, line.quantity, things) for line in body.lines)
    elif isinstance(body, acts.Consign | acts.Use | keeping.Transfer | keeping.Move):
        yield from _known(((one.lot, one.quantity) for one in body.lines), things)
    elif isinstance(body, acts.Count):
        yield from _counted(body, things)
    elif isinstance(body, acts.Handover):
        yield from _handed(body, things)
    else:
        yield from _lines_of_keeping(body, things)


def _lines_of_keeping(body: Body, things: Things) -> Iterator[RecordLine]:
    if isinstance(body, keeping.Settle):
        yield from _settled(body, things)
    elif isinstance(body, Claim):
        yield from _claimed(body, things)
    elif isinstance(body, keeping.Recall):
        said = _("recalled") if body.stands else _("free again")
        known = _known(((one, 0) for one in body.lots), things)
        yield from (replace(line, became=said) for line in known)


def _new(line: acts.NewLot, quantity: int, things: Things) -> RecordLine:
    item = things.items.get(line.item)
    return RecordLine(item, quantity, line.batch or "", day(line.expiry))


def _known(
    quantities: Iterable[tuple[str, int]], things: Things
) -> Iterator[RecordLine]:
    asked = list(quantities)
    lots = Lot.objects.in_bulk([lot for lot, _quantity in asked])
    for lot, quantity in asked:
        row = lots.get(lot)
        if row is None:
            yield RecordLine(None, quantity)
        else:
            item = things.items.get(row.item)
            only = things.named_site(row.earmark)
            yield RecordLine(item, quantity, row.batch, day(row.expiry), only=only)


def _counted(body: acts.Count, things: Things) -> Iterator[RecordLine]:
    known = ((one.lot, one.counted) for one in body.lines if one.lot is not None)
    yield from _known(known, things)
    for one in body.lines:
        if one.opening is not None:
            yield _new(one.opening, one.counted, things)


def _handed(body: acts.Handover, things: Things) -> Iterator[RecordLine]:
    rows = ConsignmentLine.objects.filter(consignment=body.consignment)
    items = {row.number: row.lot.item for row in rows.select_related("lot")}
    for one in body.lines:
        yield RecordLine(things.items.get(items.get(one.line, "")), one.good)


def _lots_of(handover_id: str) -> dict[int, Lot]:
    """The lots of a handover's lines; of a claim's, those of its handover."""
    row = queries.act(handover_id)
    body = row.parsed.body if row is not None else None
    if isinstance(body, Claim):
        return _lots_of(body.handover)
    if not isinstance(body, acts.Handover):
        return {}
    sent = ConsignmentLine.objects.filter(consignment=body.consignment)
    return {one.number: one.lot for one in sent.select_related("lot")}


def _claimed(body: Claim, things: Things) -> Iterator[RecordLine]:
    parts = (
        (
            one.line,
            ((_("{n} damaged"), one.damaged), (_("{n} missing"), one.missing)),
        )
        for one in body.lines
    )
    return _parted(body.handover, parts, "", things)


def _settled(body: keeping.Settle, things: Things) -> Iterator[RecordLine]:
    parts = (
        (one.line, ((_("{n} lost"), one.lost), (_("{n} came back"), one.back)))
        for one in body.lines
    )
    return _parted(body.handover, parts, _("nothing is missing"), things)


def _parted(
    handover_id: str,
    lines: Iterable[tuple[int, Sequence[tuple[str, int]]]],
    nothing: str,
    things: Things,
) -> Iterator[RecordLine]:
    """Lines of a handover: what became of how much of each, in words."""
    lots = _lots_of(handover_id)
    for number, parts in lines:
        lot = lots.get(number)
        if lot is None:
            continue
        said = [words.format(n=units) for words, units in parts if units]
        yield RecordLine(
            things.items.get(lot.item),
            sum(units for _words, units in parts),
            lot.batch,
            day(lot.expiry),
            ", ".join(said) or nothing,
        )


def may_close(reader: Reader, view: RecordView) -> bool:
    """Whether the reader can say that a need is over."""
    return (
        reader.has("supplies")
        and view.act.kind in CLOSABLE
        and view.act.state == "effect"
        and view.by.handle == reader.member
        and not (view.closed or view.undone)
    )


def may_reverse(reader: Reader, act_id: str) -> tuple[bool, str]:
    """Whether the reader has a part in reversing a record; and why not now, or ""."""
    with reading() as state:
        taken = state.in_effect(act_id, *REVERSIBLE)
        key = state.keys.get(reader.keyid)
        needed = taken.requirement if taken is not None else None
        part = needed is not None and key is not None and needed.admits(key)
        if not part or act_id in state.stock.reversed:
            return False, ""
    try:
        body = {"act": act_id}
        prepare(reader.member, acts.Reverse.KIND, body, keyid=reader.keyid)
    except AccordError as error:
        return False, sentence(error)
    return True, ""


def effect_of_signing(view: RecordView, reader: Reader) -> str:
    """What the reader's signature, if it is the last, does; a sentence."""
    body = view.act.parsed.body
    site = view.site.name if view.site else ""
    if isinstance(body, acts.Receive):
        return _("Your signature puts these goods into the books as yours.")
    if isinstance(body, acts.Consign):
        return _("Until you sign, the goods stay at {site}.").format(site=site)
    if isinstance(body, acts.Use):
        return _("Until you sign, the goods stay in the books at {site}.").format(
            site=site
        )
    if isinstance(body, keeping.Settle):
        return _("Your signature closes this difference.")
    if isinstance(body, keeping.Transfer):
        return _("Your signature makes these goods yours; they stay where they are.")
    if isinstance(body, keeping.Move):
        return _("Until you sign, the goods stay in the books at {site}.").format(
            site=site
        )
    if isinstance(body, acts.Reverse):
        return _("Your signature undoes every movement of that record.")
    return ""
