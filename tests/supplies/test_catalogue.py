"""Items, sites and needs: lists and forms."""

import pytest

from accord.supplies import views_items
from accord.supplies.models import Item, Need, Site
from tests.stores import Stores
from tests.supplies.conftest import Case, Desk, Desks, body_of

ITEM: dict[str, object] = {
    "name_en": "Jerrycan, 10 l",
    "name_ro": "Canistră, 10 l",
    "code": "jerrycan-10",
    "unit": "piece",
    "grams": "450",
    "millilitres": "11 000",
    "pack_0": "carton",
    "units_0": "20",
}
SITE: dict[str, object] = {
    "name": "Reni, school",
    "address": "School Street 2",
    "lat": "45,4570",
    "lon": "28.2700",
    "code": "reni-school",
}
DUE = "2026-11-24T18:00"


def test_an_item_in_two_languages(shop: Stores, keeper: Desk) -> None:
    keeper.does("/new/item/prepare", **ITEM)
    assert "Jerrycan, 10 l" in keeper.see("/items")
    assert "carton of 20" in keeper.see("/items")
    assert "11,000 ml" in keeper.see("/items")
    romanian = keeper.client.get("/ro/desk/supplies/items").content.decode()
    assert "Canistră, 10 l" in romanian
    russian = keeper.client.get("/ru/desk/supplies/items").content.decode()
    assert "Jerrycan, 10 l" in russian


def test_the_catalogue_is_sought_in_every_language(shop: Stores, keeper: Desk) -> None:
    keeper.does("/new/item/prepare", **ITEM)
    for query in ("canistra", "jerry", "jerrycan-10 canistre", "CANISTRĂ"):
        seen = keeper.see(f"/items?q={query}")
        assert "Jerrycan, 10 l" in seen, query
        assert "filter" not in seen, query
    assert "Nothing found" in keeper.see("/items?q=jerrycan+filter")
    assert "filter" in keeper.see("/items?q=")


def test_the_catalogue_begins_with_some_items(
    shop: Stores, keeper: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views_items, "SHOWN", 1)
    keeper.does("/new/item/prepare", **ITEM)
    assert "Jerrycan, 10 l" not in keeper.see("/items")
    assert "The first 1 are shown." in keeper.see("/items")
    assert "Jerrycan, 10 l" in keeper.see("/items?q=&all=1")


WRONG_ITEMS: list[Case] = [
    ({"code": ""}, "code", "required"),
    ({"code": "jerry can"}, "code", "Small Latin letters"),
    ({"code": "каністра"}, "code", "Small Latin letters"),
    ({"code": "x" * 65}, "code", "at most 64"),
    ({"grams": ""}, "grams", "required"),
    ({"grams": "heavy"}, "grams", "whole number"),
    ({"grams": "-1"}, "grams", "whole number"),
    ({"grams": "1.5"}, "grams", "whole number"),
    ({"grams": "٣"}, "grams", "whole number"),
    ({"grams": "9" * 400}, "grams", "At most 1,000,000,000."),
    ({"unit": "furlong"}, "unit", "valid choice"),
    ({"name_en": "x" * 121}, "name_en", "at most 120"),
    ({"units_0": ""}, "units_0", "a name and a number"),
    ({"units_0": "1"}, "units_0", "At least 2"),
    ({"pack_0": ""}, "pack_0", "a name and a number"),
]


def test_what_an_item_cannot_be(shop: Stores, keeper: Desk) -> None:
    keeper.refuses("/new/item/prepare", ITEM, WRONG_ITEMS)


def test_an_item_has_a_name(shop: Stores, keeper: Desk) -> None:
    wrong = keeper.wrong("/new/item/prepare", **(ITEM | {"name_en": "", "name_ro": ""}))
    assert wrong == {"name_en": "Give at least one name."}


def test_a_pack_stands_once(shop: Stores, keeper: Desk) -> None:
    twice = ITEM | {"pack_1": "carton", "units_1": "40"}
    assert "already" in keeper.wrong("/new/item/prepare", **twice)["pack_1"]


def test_a_code_is_used_once(shop: Stores, keeper: Desk) -> None:
    status, answer = keeper.prepare("/new/item/prepare", **(ITEM | {"code": "blanket"}))
    assert status == 409
    assert "already uses the code blanket" in answer["detail"]


def test_a_site_with_its_place(shop: Stores, keeper: Desk) -> None:
    act = keeper.does("/new/site/prepare", **SITE)
    assert body_of(shop, act).code == "reni-school"
    page = keeper.see(f"/sites/{act}")
    assert "Reni, school" in page
    assert "45.4570, 28.2700" in page
    assert "Reni, school" in keeper.see("/sites")


def test_a_site_may_have_no_coordinates(shop: Stores, keeper: Desk) -> None:
    keeper.does("/new/site/prepare", **(SITE | {"lat": "", "lon": ""}))
    assert Site.objects.filter(code="reni-school").exists()


WRONG_SITES: list[Case] = [
    ({"name": ""}, "name", "required"),
    ({"lat": "91"}, "lat", "from -90 to 90"),
    ({"lat": "north"}, "lat", "from -90 to 90"),
    ({"lat": "1e1"}, "lat", "from -90 to 90"),
    ({"lon": ""}, "lon", "both coordinates"),
    ({"code": ""}, "code", "required"),
]


def test_what_a_site_cannot_be(shop: Stores, keeper: Desk) -> None:
    keeper.refuses("/new/site/prepare", SITE, WRONG_SITES)


def need_fields(shop: Stores, **changes: object) -> dict[str, object]:
    """A need as a form sends it."""
    return {
        "site": shop.sites["charlie"],
        "item": shop.items["blanket"],
        "number": "300",
        "due": DUE,
        "priority": "2",
        "people": "160",
        "note": "",
    } | changes


def test_a_need_is_in_units(shop: Stores, keeper: Desk) -> None:
    note = "The upper floor is not heated."
    act = keeper.does("/new/need/prepare", **need_fields(shop, note=note))
    body = body_of(shop, act)
    assert (body.quantity, body.priority, body.people) == (300, 2, 160)
    assert body.due == "2026-11-24T16:00:00Z"  # 18:00 in Kyiv
    assert note in keeper.see()


def test_a_need_in_packs(shop: Stores, keeper: Desk) -> None:
    item = keeper.does("/new/item/prepare", **ITEM)
    page = keeper.get("/new/need")
    assert f'value="{item}/carton:20"' in page
    assert 'data-units="20"' in page
    packs = need_fields(shop, item=f"{item}/carton:20", number="12")
    act = keeper.does("/new/need/prepare", **packs)
    assert body_of(shop, act).quantity == 240


WRONG_NEEDS: list[Case] = [
    ({"number": "0"}, "number", "At least 1"),
    ({"number": ""}, "number", "required"),
    ({"number": "many"}, "number", "whole number"),
    ({"number": str(10**13)}, "number", "At most 1,000,000,000,000."),
    ({"item": "0" * 64}, "item", "valid choice"),
    ({"item": ""}, "item", "required"),
    ({"site": "0" * 64}, "site", "valid choice"),
    ({"due": ""}, "due", "required"),
    ({"due": "tomorrow"}, "due", "a day and a time"),
    ({"due": "2026-11-24T18:00+02:00"}, "due", "a day and a time"),
    ({"due": "0001-01-01T00:00"}, "due", "a day and a time"),
    ({"due": "2020-01-01T10:00"}, "due", "This time is over"),
    ({"priority": "6"}, "priority", "valid choice"),
    ({"people": "x"}, "people", "whole number"),
]


def test_what_a_need_cannot_be(shop: Stores, keeper: Desk) -> None:
    keeper.refuses("/new/need/prepare", need_fields(shop), WRONG_NEEDS)


def test_too_many_packs_are_too_many_units(shop: Stores, keeper: Desk) -> None:
    item = keeper.does("/new/item/prepare", **ITEM)
    packs = need_fields(shop, item=f"{item}/carton:20", number=str(10**12))
    assert "At most" in keeper.wrong("/new/need/prepare", **packs)["number"]


def test_only_supplies_registers(shop: Stores, desk: Desks) -> None:
    reader = desk("alfa/voice").client
    for what in ("item", "site", "need"):
        path = f"/en/desk/supplies/new/{what}"
        assert reader.get(path).status_code == 403
        assert reader.post(f"{path}/prepare").status_code == 403


def test_nothing_is_stored_before_it_is_signed(shop: Stores, keeper: Desk) -> None:
    size = shop.state.size
    assert keeper.prepare("/new/item/prepare", **ITEM)[0] == 200
    assert shop.state.size == size
    assert Item.objects.count() == 2
    assert not Need.objects.exists()


def test_the_form_of_a_need_begins_where_the_reader_is(
    shop: Stores, keeper: Desk
) -> None:
    page = keeper.get(f"/new/need?site={shop.sites['bravo']}")
    assert f'<option value="{shop.sites["bravo"]}" selected>' in page


def test_a_site_shows_what_is_there(shop: Stores, sent: str, keeper: Desk) -> None:
    shop.need(shop.sites["charlie"], 50)
    page = keeper.see(f"/sites/{shop.sites['charlie']}")
    assert "0 there, 50 on the way, of 50 pcs" in page
    assert "100 pcs blanket" in page
    assert "Nothing lies here." in page
    assert "100 pcs" in keeper.see(f"/sites/{shop.sites['alfa']}")


def test_an_unknown_site_is_not_there(shop: Stores, keeper: Desk) -> None:
    assert keeper.client.get(f"/en/desk/supplies/sites/{'0' * 64}").status_code == 404
