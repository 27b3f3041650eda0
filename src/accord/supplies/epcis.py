"""Movements as EPCIS 2.0 events in JSON-LD (GS1, ISO/IEC 19987).

Everything is named by the hash that names it in the log, as an RFC 6920 URI, so that a
name holds on whatever server the coalition is: `ni:///sha-256;<base64url>`.

    out of a store into a consignment   AggregationEvent ADD
    out of a consignment into a store   AggregationEvent DELETE
    into the books                      ObjectEvent ADD
    out of the books                    ObjectEvent DELETE
    anything else                       ObjectEvent OBSERVE
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from itertools import groupby

from accord.core.acts import times
from accord.ledger import clock, queries
from accord.ledger.coalition import current
from accord.supplies.models import Item, Lot, Movement

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
CHUNK = 2000
# The business step of a record; of one that undoes another, and of settlements: other.
STEPS = {
    "supplies.receive": "receiving",
    "supplies.count": "stock_taking",
    "supplies.consign": "packing",
    "supplies.handover": "accepting",
    "supplies.use": "dispensing",
    "supplies.claim": "inspecting",
    "supplies.move": "storing",
}
MEASURES = {"kg": "KGM", "litre": "LTR", "metre": "MTR"}  # UN/ECE Recommendation 20
Event = dict[str, object]


def lines() -> Iterator[str]:
    """The whole document, written while the movements are read."""
    head = {
        "@context": [CONTEXT, {"accord": "urn:accord:"}],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": times.write(clock.now()),
    }
    begun = json.dumps(head, ensure_ascii=False)[:-1]
    yield begun + ', "epcisBody": {"eventList": [\n'
    between = ""
    for event in events():
        yield between + json.dumps(event, ensure_ascii=False)
        between = ",\n"
    yield "\n]}}\n"


def events() -> Iterator[Event]:
    """An event for each way that goods of a record went, in the order of the log."""
    here = current()
    coalition = here.id if here is not None else ""
    units = dict(Item.objects.values_list("act", "unit"))
    found = Movement.objects.select_related("lot").order_by("position")
    for act, moves in groupby(found.iterator(CHUNK), key=lambda one: one.act):
        row = queries.act(act)
        kind = row.kind if row is not None else ""
        for number, (_way, same) in enumerate(groupby(moves, key=_way_of)):
            yield _event(kind, number, list(same), units, coalition)


def _way_of(move: Movement) -> tuple[str, ...]:
    return (
        move.owner,
        move.source_holder,
        move.source_place,
        move.source_condition,
        move.target_owner,
        move.target_holder,
        move.target_place,
        move.target_condition,
    )


def _event(
    kind: str,
    number: int,
    moves: list[Movement],
    units: dict[str, str],
    coalition: str,
) -> Event:
    first = moves[0]
    goods = [_quantity(one, units) for one in moves]
    event: Event = {
        "eventID": f"{uri(first.act)}?event={number}",
        "eventTime": first.time,
        "recordTime": first.time,
        "eventTimeZoneOffset": "+00:00",
    } | _what(first, goods)
    event["bizStep"] = _step(kind, first)
    disposition = _disposition(first)
    if disposition:
        event["disposition"] = disposition
    for name, place in (
        ("readPoint", first.source_place),
        ("bizLocation", _there(first)),
    ):
        if place.startswith("site:"):
            event[name] = {"id": uri(place.removeprefix("site:"))}
    event |= _parties(first, coalition)
    if event.get("action") == "ADD" and event["type"] == "ObjectEvent":
        made = _about(first.lot)
        if made and len(moves) == 1:
            event["ilmd"] = made
    return event


def _what(first: Movement, goods: list[Event]) -> Event:
    """What kind of event it is, and the goods."""
    for place, other, action in (
        (first.target_place, first.source_place, "ADD"),
        (first.source_place, first.target_place, "DELETE"),
    ):
        if place.startswith("transit:") and other.startswith("site:"):
            return {
                "type": "AggregationEvent",
                "action": action,
                "parentID": uri(place.removeprefix("transit:")),
                "childQuantityList": goods,
            }
    action = "OBSERVE"
    if not first.source_holder:
        action = "ADD"
    elif not first.target_holder:
        action = "DELETE"
    return {"type": "ObjectEvent", "action": action, "quantityList": goods}


def _step(kind: str, move: Movement) -> str:
    if move.target_place == "disposal":
        return "destroying"
    if kind == "supplies.handover" and move.target_place.startswith("site:"):
        return "unpacking"
    if move.source_condition != move.target_condition and kind == "supplies.move":
        return "inspecting"
    return STEPS.get(kind, "other")


def _disposition(move: Movement) -> str:
    if move.target_place == "disposal":
        return "destroyed"
    if move.target_place == "recipient":
        return "dispensed"
    if move.target_condition == "damaged":
        return "damaged"
    if move.target_place.startswith("transit:") and move.target_condition == "good":
        return "in_transit"
    return ""


def _there(move: Movement) -> str:
    """Where the goods are after the event."""
    return move.target_place if move.target_holder else ""


def _parties(move: Movement, coalition: str) -> Event:
    """Who owned and had the goods before, and who does after, where that changes."""
    found: Event = {}
    for name, key, owner, holder, place in (
        ("sourceList", "source", move.owner, move.source_holder, move.source_place),
        (
            "destinationList",
            "destination",
            move.target_owner,
            move.target_holder,
            move.target_place,
        ),
    ):
        ways = [{"type": "owning_party", key: party(owner, coalition)}]
        if holder:
            ways.append({"type": "possessing_party", key: party(holder, coalition)})
        if place.startswith("site:"):
            site = uri(place.removeprefix("site:"))
            ways.append({"type": "location", key: site})
        found[name] = ways
    return found


def _quantity(move: Movement, units: dict[str, str]) -> Event:
    made: Event = {"epcClass": lot_uri(move.lot_id), "quantity": move.quantity}
    measure = MEASURES.get(units.get(move.lot.item, ""))
    return made | ({"uom": measure} if measure else {})


def _about(lot: Lot) -> Event:
    """Batch, date, donor and earmark of goods that come into the books."""
    said = {
        "cbvmda:lotNumber": lot.batch,
        "cbvmda:itemExpirationDate": lot.expiry,
        "accord:donor": lot.donor,
        "accord:earmark": uri(lot.earmark) if lot.earmark else "",
    }
    return {name: value for name, value in said.items() if value}


def uri(act: str) -> str:
    """What a record made, named by the record's hash."""
    digest = urlsafe_b64encode(bytes.fromhex(act)).rstrip(b"=").decode()
    return f"ni:///sha-256;{digest}"


def lot_uri(lot: str) -> str:
    """A lot: the record that brought it in, and its line there."""
    act, _dot, line = lot.partition(".")
    return f"{uri(act)}?line={line}"


def party(member: str, coalition: str) -> str:
    """A member, by its handle in the coalition."""
    return f"{uri(coalition)}?member={member}"
