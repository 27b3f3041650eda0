"""What one person's phone has to know to work without a network.

All consignments on their way, one's own first; what lies in the stores of one's
member; who may sign for goods; and the ids of the records that put these into words,
first those that are needed first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from accord.core.acts import times
from accord.ledger import clock, queries
from accord.ledger.cache import reading
from accord.people import names
from accord.people.reader import Reader
from accord.supplies import troubles
from accord.supplies.donors import donors
from accord.supplies.kinds import MOVEMENTS
from accord.supplies.models import (
    Balance,
    Conflict,
    Consignment,
    ConsignmentLine,
    Item,
    Lot,
    Recall,
    Reserved,
    Site,
)
from accord.supplies.needs import UNDER_WAY
from accord.supplies.said import said
from accord.supplies.things import Things

MOST_CONSIGNMENTS = 400
MOST_LOTS = 4000
MOST_RECORDS = 40


def working_set(reader: Reader, language: str) -> dict[str, object]:
    """The whole of it, as JSON."""
    sent = _consignments(reader.member)
    stock = _stock(reader.member)
    lines = _lines([one.act for one in sent])
    on_the_way = [lot for one in lines.values() for lot in _lots_of(one)]
    lots = {*on_the_way, *(str(one["lot"]) for one in stock)}
    return {
        "v": "accord/field@1",
        "time": clock.text(),
        "member": reader.member,
        "person": reader.person,
        "key": reader.key,
        "roles": sorted(reader.roles),
        "name": reader.name,
        "members": _members(language),
        "people": _people(),
        "sites": list(Site.objects.order_by("index").values("act", "by")),
        "items": list(Item.objects.order_by("index").values_list("act", flat=True)),
        "consignments": [_consignment(one, lines.get(one.act, [])) for one in sent],
        "stock": stock,
        "lots": _lots(lots),
        "recalled": dict(Recall.objects.values_list("lot_id", "member")),
        "donors": donors(),
        "records": _records(reader.member, Things(language)),
        "acts": _acts(reader.member, sent, stock, on_the_way),
    }


def _consignments(member: str) -> list[Consignment]:
    """All that is on its way, first what this member gives or gets."""
    rows = Consignment.objects.filter(state__in=UNDER_WAY).order_by("-index")
    mine = set(Site.objects.filter(by=member).values_list("act", flat=True))
    found = sorted(
        rows,
        key=lambda one: (
            member not in (one.holder, one.receiver, one.by)
            and one.destination not in mine
        ),
    )
    return found[:MOST_CONSIGNMENTS]


def _lines(acts: list[str]) -> dict[str, list[dict[str, object]]]:
    """Consignment -> its lines, with what is on the way of each now."""
    amounts: dict[tuple[str, str, str], int] = {}
    places = [f"transit:{act}" for act in acts]
    for one in Balance.objects.filter(place__in=places):
        at = (one.place.removeprefix("transit:"), one.lot_id, one.condition)
        amounts[at] = amounts.get(at, 0) + one.quantity
    found: dict[str, list[dict[str, object]]] = {}
    rows = ConsignmentLine.objects.filter(consignment__in=acts).order_by("number")
    for row in rows:
        line = {
            "number": row.number,
            "lot": row.lot_id,
            "sent": row.sent,
            "good": amounts.get((row.consignment, row.lot_id, "good"), 0),
            "damaged": amounts.get((row.consignment, row.lot_id, "damaged"), 0),
        }
        found.setdefault(row.consignment, []).append(line)
    return found


def _lots_of(lines: Iterable[dict[str, object]]) -> Iterator[str]:
    return (str(one["lot"]) for one in lines)


def _consignment(row: Consignment, lines: list[dict[str, object]]) -> dict[str, object]:
    return {
        "id": row.act,
        "by": row.by,
        "owner": row.owner,
        "holder": row.holder,
        "receiver": row.receiver,
        "site": row.site,
        "destination": row.destination,
        "lines": lines,
    }


def _stock(member: str) -> list[dict[str, object]]:
    """What this member holds in its stores, good: site, owner, lot, quantity.

    `promised`: how much of it agreed plans hold back, where they do.
    """
    held: dict[tuple[str, str, str], int] = defaultdict(int)
    for one in Reserved.objects.filter(holder=member):
        held[one.place, one.owner, one.lot_id] += one.quantity
    rows = Balance.objects.filter(
        holder=member, place__startswith="site:", condition="good", quantity__gt=0
    )
    return [
        {
            "site": one.place.removeprefix("site:"),
            "owner": one.owner,
            "lot": one.lot_id,
            "good": one.quantity,
        }
        | _held(held[one.place, one.owner, one.lot_id])
        for one in rows.order_by("place", "owner", "lot_id")[:MOST_LOTS]
    ]


def _held(promised: int) -> dict[str, object]:
    return {"promised": promised} if promised else {}


def _lots(wanted: Iterable[str]) -> dict[str, dict[str, str]]:
    """Lot -> item, batch, expiry, and the one place that it was given for, if any.

    Others' too while there is room.
    """
    first = set(wanted)
    rows = {one.lot: one for one in Lot.objects.filter(lot__in=first)}
    there = Balance.objects.filter(place__startswith="site:", quantity__gt=0)
    more = Lot.objects.filter(lot__in=there.values("lot_id")).order_by("-lot")
    for one in more[: max(0, MOST_LOTS - len(rows))]:
        rows.setdefault(one.lot, one)
    return {
        one.lot: {
            "item": one.item,
            "batch": one.batch,
            "expiry": one.expiry,
            **({"earmark": one.earmark} if one.earmark else {}),
        }
        for one in rows.values()
    }


def _members(language: str) -> dict[str, dict[str, str]]:
    with reading() as state:
        handles = list(state.in_force().members)
    found = {handle: names.who(handle, language) for handle in handles}
    return {
        handle: {"name": one.name, "mark": one.mark} for handle, one in found.items()
    }


def _people() -> list[dict[str, str]]:
    """Every device that may sign for goods now, and whose it is."""
    now = clock.text()
    with reading() as state:
        live = [
            (key.keyid, key.key, key.member, key.person or "")
            for key in state.keys.values()
            if key.purpose == "desk"
            and "supplies" in key.roles
            and state.why_dead(key, max(now, state.time)) is None
        ]
    return [
        {
            "keyid": keyid,
            "key": key,
            "member": member,
            "person": person,
            "name": names.person_name(member, person),
        }
        for keyid, key, member, person in live
    ]


def _records(member: str, things: Things) -> list[dict[str, object]]:
    """This member's newest records about goods, and what became of them."""
    rows = queries.acts(MOVEMENTS, limit=400)
    mine = [row for row in rows if member in _sides(row)][:MOST_RECORDS]
    reasons = {
        one.act: troubles.reason(one)
        for one in Conflict.objects.filter(act__in=[row.id for row in mine])
    }
    return [
        {
            "id": row.id,
            "kind": row.kind,
            "says": said(row, things).what,
            "by": row.by,
            "at": times.write(row.opened),
            "state": "conflict" if row.id in reasons else row.state,
            "reason": reasons.get(row.id, ""),
        }
        for row in mine
    ]


def _sides(row: queries.ActRow) -> set[str]:
    body = row.parsed.body
    named = (getattr(body, name, None) for name in ("giver", "receiver", "owner"))
    return {row.by, *(one for one in named if isinstance(one, str))}


def _acts(
    member: str,
    sent: list[Consignment],
    stock: list[dict[str, object]],
    on_the_way: list[str],
) -> list[str]:
    """Ids of records, each once: for words, first what is nearest to this person."""
    ours = [one for one in sent if member in (one.holder, one.receiver, one.by)]
    lots = [*on_the_way, *(str(one["lot"]) for one in stock)]
    items = Lot.objects.filter(lot__in=lots).values_list("item", flat=True)
    needed = [
        *(one.act for one in ours),
        *Site.objects.order_by("index").values_list("act", flat=True),
        *items.distinct(),
        *(lot.partition(".")[0] for lot in lots),
        *(one.act for one in sent),
        *Item.objects.order_by("index").values_list("act", flat=True),
    ]
    return list(dict.fromkeys(needed))
