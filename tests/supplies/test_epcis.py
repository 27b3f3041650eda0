"""Movements as EPCIS 2.0 events, by the schema of the standard."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from accord.supplies.epcis import uri
from tests.stores import Stores
from tests.supplies.conftest import Desk

SCHEMA = Path(__file__).parents[1] / "vectors/third_party/epcis"


@cache
def validator() -> Draft7Validator:
    """What GS1 asks of a document."""
    schema = json.loads((SCHEMA / "EPCISDocument.schema.json").read_text())
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


def events(desk: Desk) -> list[dict[str, Any]]:
    """The events of the export, which fits the schema."""
    answer = desk.client.get("/uk/desk/supplies/export/events.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    document = json.loads(answer.getvalue())
    wrong = [one.message for one in validator().iter_errors(document)]
    assert wrong == []
    found = document["epcisBody"]["eventList"]
    for one in found:
        alone = {"@context": document["@context"]} | one
        assert [e.message for e in validator().iter_errors(alone)] == []
    return list(found)


def test_a_story_of_goods(shop: Stores, lot: str, sent: str, keeper: Desk) -> None:
    shop.handover(sent, "alfa", "bravo", {0: (98, 0, 2, 0)})
    stored = shop.handover(sent, "bravo", "charlie", {0: (95, 3, 0, 0)}, store=True)
    shop.claim(stored, {0: (1, 4)}, "charlie")
    shop.transfer({lot: 20}, "alfa", "charlie", "alfa")
    shop.move("alfa", {lot: 5}, "good", "damaged")
    shop.move("alfa", {lot: 5}, "damaged", "disposed", condition="damaged")
    shop.use("alfa", {lot: 10})
    shop.count("alfa", [{"lot": lot, "counted": 60}])
    told = [(one["type"], one["action"], one["bizStep"]) for one in events(keeper)]
    assert told[:2] == [
        ("ObjectEvent", "ADD", "receiving"),
        ("AggregationEvent", "ADD", "packing"),
    ]
    assert ("ObjectEvent", "OBSERVE", "accepting") in told
    assert ("AggregationEvent", "DELETE", "unpacking") in told
    assert ("ObjectEvent", "DELETE", "dispensing") in told
    assert told[-1] == ("ObjectEvent", "DELETE", "stock_taking")


def test_who_and_where(shop: Stores, lot: str, sent: str, keeper: Desk) -> None:
    first, packed = events(keeper)
    assert first["ilmd"]["accord:donor"] == "kind-hearts"
    assert first["quantityList"][0]["quantity"] == 200
    kinds = [one["type"] for one in packed["sourceList"]]
    assert kinds == ["owning_party", "possessing_party", "location"]
    assert packed["disposition"] == "in_transit"
    (line,) = packed["childQuantityList"]
    assert line["epcClass"] == first["quantityList"][0]["epcClass"]
    assert packed["readPoint"]["id"].startswith("ni:///sha-256;")


def test_a_document_without_events(shop: Stores, keeper: Desk) -> None:
    assert events(keeper) == []
    keeper.client.cookies.clear()
    path = "/en/desk/supplies/export/events.jsonld"
    assert keeper.client.get(path).status_code == 302


def test_what_a_gift_is_for_goes_along(shop: Stores, keeper: Desk) -> None:
    shop.receive("alfa", earmark=shop.sites["charlie"])
    shop.receive("alfa")
    given, free = events(keeper)
    assert given["ilmd"]["accord:earmark"] == uri(shop.sites["charlie"])
    assert "accord:earmark" not in free["ilmd"]
