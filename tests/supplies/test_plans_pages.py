"""Vehicles, kits, offers, and what others may do with a member's goods."""

import pytest

from tests.stores import Stores
from tests.supplies.conftest import Case, Desk, Desks, body_of

VAN: dict[str, object] = {
    "name_en": "Blue van",
    "code": "blue-van",
    "kilograms": "1 500",
    "litres": "9000",
    "pallets": "3",
    "bands": ["cool", "ambient"],
    "home": "",
}


def test_a_vehicle(shop: Stores, keeper: Desk, desk: Desks) -> None:
    assert "There is no vehicle yet" in keeper.see("/vehicles")
    assert "kilograms" in keeper.see("/new/vehicle")
    fields = VAN | {"home": shop.sites["bravo"]}
    act = keeper.does("/new/vehicle/prepare", **fields)
    body = body_of(shop, act)
    assert (body.grams, body.millilitres, body.pallets) == (1_500_000, 9_000_000, 3)
    assert body.bands == ("ambient", "cool")
    page = desk("bravo/voice").see("/vehicles")
    assert "Blue van alfa 1,500 9,000 3 as the weather is, cool bravo-store" in page
    assert "Register a vehicle" not in page
    status, answer = keeper.prepare("/new/vehicle/prepare", **fields)
    assert (status, "blue-van" in answer["detail"]) == (409, True)


WRONG_VAN: list[Case] = [
    ({"name_en": ""}, "name_en", "at least one name"),
    ({"code": "Blue van"}, "code", "Small Latin letters"),
    ({"kilograms": "0"}, "kilograms", "At least 1"),
    ({"kilograms": "1000001"}, "kilograms", "At most"),
    ({"litres": "many"}, "litres", "whole number"),
    ({"pallets": "1001"}, "pallets", "At most"),
    ({"bands": []}, "bands", "required"),
    ({"bands": ["hot"]}, "bands", "valid choice"),
    ({"home": "0" * 64}, "home", "valid choice"),
]


def test_what_is_no_vehicle(keeper: Desk) -> None:
    keeper.refuses("/new/vehicle/prepare", VAN, WRONG_VAN)


@pytest.fixture
def kit(shop: Stores) -> dict[str, object]:
    """Two blankets and a filter."""
    parts = {"item-0": shop.items["blanket"], "number-0": "2"}
    more = {"item-1": shop.items["filter"], "number-1": "1"}
    return {"name_en": "Family kit", "code": "family-kit", **parts, **more}


def test_a_kit(shop: Stores, keeper: Desk, kit: dict[str, object]) -> None:
    assert "There is no kit yet" in keeper.see("/kits")
    assert "What is in it" in keeper.see("/new/kit")
    act = keeper.does("/new/kit/prepare", **kit)
    assert [one.quantity for one in body_of(shop, act).parts] == [2, 1]
    assert "Family kit 2 pcs blanket · 1 pc filter" in keeper.see("/kits")


def test_what_is_no_kit(shop: Stores, keeper: Desk, kit: dict[str, object]) -> None:
    cases: list[Case] = [
        ({"number-0": ""}, "number-0", "How many?"),
        ({"item-0": ""}, "item-0", "Choose an item."),
        ({"item-1": shop.items["blanket"]}, "item-1", "already"),
        ({"number-1": "0"}, "number-1", "At least 1"),
        ({"item-0": "0" * 64}, "item-0", "valid choice"),
    ]
    keeper.refuses("/new/kit/prepare", kit, cases)
    empty = {"name_en": "Nothing", "code": "nothing"}
    assert "item-0" in keeper.wrong("/new/kit/prepare", **empty)


@pytest.fixture
def offer(shop: Stores) -> dict[str, object]:
    """30 blankets in alfa's store, for a month."""
    where = {"site": shop.sites["alfa"], "item": shop.items["blanket"], "number": "30"}
    return {**where, "until": "2026-12-24T18:00", "vehicle": "", "note": "Warm ones."}


def test_goods_are_offered_and_no_longer(
    shop: Stores, keeper: Desk, desk: Desks, offer: dict[str, object]
) -> None:
    assert "Nothing is offered now" in keeper.see("/offers")
    act = keeper.does("/new/offer/prepare", **offer)
    other = desk("bravo/supplies")
    page = other.see("/offers")
    assert "30 pcs blanket Warm ones. alfa alfa-store hall" in page
    page = other.see(f"/records/{act}")
    assert "30 pcs" in page
    assert "Until when" in page
    assert "Close it" not in page
    keeper.does(f"/records/{act}/close", reason="Given away.")
    assert "Nothing is offered now" in other.see("/offers")
    assert "Closed" in other.see(f"/records/{act}")


def test_an_offer_ends_by_itself(
    shop: Stores, keeper: Desk, offer: dict[str, object]
) -> None:
    keeper.does("/new/offer/prepare", **offer)
    shop.coalition.wait(days=90)
    assert "Nothing is offered now" in keeper.see("/offers")


def test_a_vehicle_is_offered(
    shop: Stores, keeper: Desk, offer: dict[str, object]
) -> None:
    van, other = shop.vehicle("alfa"), shop.vehicle("bravo", "truck")
    assert van in keeper.get("/new/offer")
    assert other not in keeper.get("/new/offer")
    fields = offer | {"item": "", "number": "", "vehicle": van}
    act = keeper.does("/new/offer/prepare", **fields)
    assert "Blue van" in keeper.see("/offers")
    assert "Vehicle Blue van" in keeper.see(f"/records/{act}")


def test_what_is_no_offer(shop: Stores, keeper: Desk, offer: dict[str, object]) -> None:
    van = shop.vehicle("alfa")
    cases: list[Case] = [
        ({"vehicle": van}, "item", "one of the two"),
        ({"item": "", "number": ""}, "item", "one of the two"),
        ({"number": ""}, "number", "How many?"),
        ({"item": "", "vehicle": van}, "number", "no number"),
        ({"until": "soon"}, "until", "Give a day and a time."),
        ({"site": ""}, "site", "required"),
    ]
    keeper.refuses("/new/offer/prepare", offer, cases)
    past = offer | {"until": "2020-01-01T10:00"}
    status, answer = keeper.prepare("/new/offer/prepare", **past)
    assert (status, answer["detail"]) == (409, "This offer is over before it begins.")


POLICY: dict[str, object] = {
    "to": "bravo",
    "limit": "50",
    "floor": "10",
    "until": "2026-12-24T18:00",
    "note": "",
}


def test_a_policy_lets_a_holder_act_alone(
    shop: Stores, keeper: Desk, desk: Desks
) -> None:
    assert "Nobody may do anything without asking" in keeper.see("/policies")
    lot = shop.receive("bravo", 100, owner="alfa")
    only = {"items": [shop.items["blanket"]]}
    keeper.does("/new/policy/prepare", **POLICY, **only)
    page = desk("bravo/voice").see("/policies")
    assert "alfa bravo blanket 50 10 –" in page
    holder = desk("bravo/supplies")
    fields = {"site": shop.sites["bravo"], "owner": "alfa", "people": "5"}
    query = f"?site={shop.sites['bravo']}&owner=alfa"
    for deed in ("use", "consign"):
        page = holder.see(f"/{deed}{query}")
        assert "alfa lets you send and give out up to 50 of each item" in page
        assert "alfa has to sign as well" not in page
    holder.does("/use/prepare", **fields, **{"lot-0": "20"})
    assert shop.at("bravo", lot) == 80
    assert "50 10 20 pcs blanket" in keeper.see("/policies")
    # The next one replaces it, and begins anew.
    keeper.does("/new/policy/prepare", **POLICY | {"limit": "7", "floor": "0"})
    page = keeper.see("/policies")
    assert "alfa Yours bravo all items 7 0 –" in page
    assert "50 10" not in page
    shop.coalition.wait(days=90)
    assert "alfa has to sign as well" in holder.see(f"/use{query}")
    assert "Over" in keeper.see("/policies")


def test_what_is_no_policy(keeper: Desk) -> None:
    cases: list[Case] = [
        ({"to": "alfa"}, "to", "valid choice"),
        ({"to": ""}, "to", "required"),
        ({"limit": ""}, "limit", "required"),
        ({"floor": "-1"}, "floor", "whole number"),
        ({"until": ""}, "until", "required"),
        ({"items": ["0" * 64]}, "items", "valid choice"),
    ]
    keeper.refuses("/new/policy/prepare", POLICY, cases)


def test_only_supplies_registers_them(desk: Desks) -> None:
    client = desk("alfa/voice").client
    for what in ("vehicle", "kit", "offer", "policy"):
        path = f"/en/desk/supplies/new/{what}"
        assert client.get(path).status_code == 403
        assert client.post(f"{path}/prepare").status_code == 403
    for page in ("vehicles", "kits", "offers", "policies"):
        assert client.get(f"/en/desk/supplies/{page}").status_code == 200
