"""Closing needs, recalling, moving and giving goods on, as pages do it."""

import pytest

from tests.stores import Stores
from tests.supplies.conftest import Case, Desk, Desks, body_of

# Needs that are over


def test_who_registered_a_need_closes_it(shop: Stores, desk: Desks) -> None:
    need = shop.need(shop.sites["alfa"], 20)
    owner, other = desk("charlie/supplies"), desk("alfa/supplies")
    assert "Close it" in owner.see(f"/records/{need}")
    assert "Close it" not in other.see(f"/records/{need}")
    assert "Close it" not in desk("charlie/voice").see(f"/records/{need}")
    assert other.prepare(f"/records/{need}/close")[0] == 409
    owner.does(f"/records/{need}/close", reason="The school has moved.")
    page = owner.see(f"/records/{need}")
    assert "Closed" in page
    assert "Close it" not in page
    assert "Undo this record" in page
    assert "20 pcs" not in owner.see()
    status, answer = owner.prepare(f"/records/{need}/close")
    assert (status, answer["detail"]) == (409, "This is closed already.")


def test_the_record_of_the_end_says_what_and_why(shop: Stores, desk: Desks) -> None:
    need = shop.need(shop.sites["alfa"], 20)
    owner = desk("charlie/supplies")
    act = owner.does(f"/records/{need}/close", reason="The school has moved.")
    page = owner.see(f"/records/{act}")
    assert "Closes Need" in page
    assert "The school has moved." in page
    assert owner.prepare(f"/records/{need}/close", reason="x" * 2001)[0] == 400


# Recalls


def test_a_lot_is_recalled_wherever_it_is(
    shop: Stores, lot: str, keeper: Desk, desk: Desks
) -> None:
    shop.need(shop.sites["charlie"], 100)
    sent = shop.consign({lot: 60})
    page = keeper.see("/recall")
    assert "blanket" in page
    assert "alfa-store hall · on the way" in page
    act = keeper.does("/recall/freeze/prepare", lots=[lot], reason="Mould.")
    assert shop.stock.recalled == {lot: "alfa"}
    page = keeper.see(f"/records/{act}")
    assert "recalled" in page
    assert "Mould." in page
    # Everybody sees it, wherever the goods are.
    other = desk("charlie/supplies")
    assert "140 recalled" in other.see()
    assert "140 recalled" in other.see(f"/sites/{shop.sites['alfa']}")
    assert "blanket Recalled" in other.see(f"/consignments/{sent}")
    assert "This lot is recalled" in other.see(f"/handover/{sent}")
    # What nobody may give out covers no need.
    assert "0 there, 0 on the way, of 100 pcs" in other.see()


def test_recalled_goods_stay_where_they_are(
    shop: Stores, lot: str, keeper: Desk
) -> None:
    shop.recall("alfa", lot)
    fields = {"site": shop.sites["alfa"], "owner": "alfa", "people": "5"}
    assert "Recalled" in keeper.see(f"/use?site={shop.sites['alfa']}&owner=alfa")
    wrong = keeper.wrong("/use/prepare", **fields, **{"lot-0": "5"})
    assert wrong == {"lot-0": "alfa has recalled this lot: it stays where it is."}
    # What has happened already is recorded, and settled between people.
    happened = fields | {"happened": "on", "lot-0": "5"}
    keeper.does("/use/prepare", **happened)
    assert "In conflict" in keeper.see()


def test_a_lot_is_freed_by_who_froze_it(shop: Stores, lot: str, desk: Desks) -> None:
    shop.transfer({lot: 50}, "alfa", "bravo")
    shop.recall("alfa", lot)
    first, second = desk("alfa/supplies"), desk("bravo/supplies")
    assert "recalled by alfa" in second.see("/recall")
    wrong = second.wrong("/recall/free/prepare", lots=[lot])
    assert "valid choice" in wrong["lots"]
    first.does("/recall/free/prepare", lots=[lot])
    assert shop.stock.recalled == {}
    second.does("/recall/freeze/prepare", lots=[lot])
    assert shop.stock.recalled == {lot: "bravo"}


def test_what_is_no_recall(shop: Stores, lot: str, keeper: Desk, desk: Desks) -> None:
    cases: list[Case] = [
        ({"lots": []}, "lots", "Choose at least one lot."),
        ({"lots": [f"{'0' * 64}.0"]}, "lots", "valid choice"),
        ({"lots": [f"{lot}'"]}, "lots", "valid choice"),
    ]
    keeper.refuses("/recall/freeze/prepare", {"lots": [lot]}, cases)
    stranger = desk("charlie/supplies")
    assert "owns no lot" in stranger.see("/recall")
    assert "valid" in stranger.wrong("/recall/freeze/prepare", lots=[lot])["lots"]
    assert desk("alfa/voice").client.get("/en/desk/supplies/recall").status_code == 403


def test_lots_are_found_by_item(shop: Stores, lot: str, keeper: Desk) -> None:
    item = shop.items
    assert lot in keeper.get(f"/recall?item={item['blanket']}")
    assert lot not in keeper.get(f"/recall?item={item['filter']}")
    assert lot not in keeper.get("/recall?item=nothing")


# Moving


@pytest.fixture
def moving(shop: Stores, lot: str) -> dict[str, object]:
    """40 of the 200 blankets turn out to be damaged."""
    here = {"site": shop.sites["alfa"], "owner": "alfa", "condition": "good"}
    return here | {"to": "damaged", "lot-0": "40"}


def test_goods_are_damaged_and_thrown_away(
    shop: Stores, lot: str, keeper: Desk, moving: dict[str, object]
) -> None:
    act = keeper.does("/move/prepare", **moving)
    assert shop.at("alfa", lot, "damaged") == 40
    assert "Condition good → damaged" in keeper.see(f"/records/{act}")
    query = f"site={shop.sites['alfa']}&owner=alfa&condition=damaged"
    assert "40 pcs" in keeper.see(f"/move?{query}")
    gone = moving | {"condition": "damaged", "to": "disposed", "lot-0": "30"}
    keeper.does("/move/prepare", **gone)
    assert shop.at("alfa", lot, "damaged") == 10
    keeper.does("/move/prepare", **gone | {"to": "good", "lot-0": "10"})
    assert shop.at("alfa", lot) == 170


@pytest.fixture
def promised(shop: Stores, lot: str) -> str:
    """180 of alfa's 200 blankets are promised in an agreed plan."""
    need = shop.need(shop.sites["charlie"], 180)
    return shop.plan("alfa", (lot, "alfa", need, 180))


def test_what_is_promised_is_said_where_goods_are_taken(
    shop: Stores, promised: str, keeper: Desk
) -> None:
    here = {"site": shop.sites["alfa"], "owner": "alfa"}
    fields: dict[str, object] = here | {"destination": shop.sites["charlie"]}
    says = "Agreed plans hold 180 pcs back: {} are free."
    for deed, free in [("consign", 20), ("use", 10)]:
        page = keeper.see(f"/{deed}?site={shop.sites['alfa']}&owner=alfa")
        assert f"{180 + free} pcs 180 promised" in page
        assert "is packed from the newest plan" in page
        taken = fields | {"people": "3", "lot-0": "21"}
        wrong = keeper.wrong(f"/{deed}/prepare", **taken)
        assert wrong == {"lot-0": says.format(free)}
        keeper.does(f"/{deed}/prepare", **taken | {"lot-0": "10"})
    damaged = f"/move?site={shop.sites['alfa']}&owner=alfa&condition=damaged"
    assert "promised" not in keeper.see(damaged)


def test_promised_goods_that_are_spoilt_are_put_aside(
    shop: Stores, lot: str, promised: str, keeper: Desk, moving: dict[str, object]
) -> None:
    annex = shop.site("alfa", "annex")
    wrong = keeper.wrong("/move/prepare", **moving | {"to": annex})
    assert wrong == {"lot-0": "Agreed plans hold 180 pcs back: 20 are free."}
    keeper.does("/move/prepare", **moving)
    assert shop.at("alfa", lot, "damaged") == 40
    page = keeper.see(f"/consign?site={shop.sites['alfa']}&owner=alfa")
    assert "160 pcs 160 promised" in page


def test_goods_go_to_another_store_of_the_holder(
    shop: Stores, lot: str, keeper: Desk, moving: dict[str, object]
) -> None:
    other = shop.site("alfa", "second")
    act = keeper.does("/move/prepare", **moving | {"to": other})
    assert "goods of alfa" in keeper.see("/move")
    assert body_of(shop, act).target == other
    assert "40 pcs" in keeper.see(f"/sites/{other}")


def test_an_owner_signs_before_its_goods_are_thrown_away(
    shop: Stores, keeper: Desk, moving: dict[str, object], desk: Desks
) -> None:
    lot = shop.receive("alfa", 50, owner="bravo")
    fields = moving | {"owner": "bravo", "to": "disposed"}
    act = keeper.does("/move/prepare", **fields)
    owner = desk("bravo/supplies")
    assert "alfa asks to throw away your goods at alfa-store hall" in owner.see(
        "/en/desk/"
    )
    assert "Until you sign" in owner.see(f"/records/{act}")
    shop.coalition.sign(shop.state.acts[act].act.payload, "bravo/supplies")
    assert shop.at("alfa", lot) == 10


def test_a_recalled_lot_is_put_aside_but_not_moved(
    shop: Stores, lot: str, keeper: Desk, moving: dict[str, object]
) -> None:
    other = shop.site("alfa", "second")
    shop.recall("alfa", lot)
    wrong = keeper.wrong("/move/prepare", **moving | {"to": other})
    assert "recalled" in wrong["lot-0"]
    keeper.does("/move/prepare", **moving)
    assert shop.at("alfa", lot, "damaged") == 40


def test_what_is_no_move(
    shop: Stores, keeper: Desk, moving: dict[str, object], desk: Desks
) -> None:
    cases: list[Case] = [
        ({"to": ""}, "to", "required"),
        ({"to": "good"}, "to", "valid choice"),
        ({"to": shop.sites["alfa"]}, "to", "valid choice"),
        ({"to": shop.sites["bravo"]}, "to", "valid choice"),
        ({"lot-0": "201"}, "lot-0", "The books show 200"),
        ({"lot-0": "-1"}, "lot-0", "whole number"),
    ]
    keeper.refuses("/move/prepare", moving, cases)
    assert keeper.prepare("/move/prepare", **moving | {"lot-0": ""})[0] == 400
    client = keeper.client
    for change in (
        {"site": shop.sites["bravo"]},
        {"site": "x"},
        {"owner": "nobody"},
        {"condition": "missing"},
    ):
        answer = client.post("/en/desk/supplies/move/prepare", moving | change)
        assert answer.status_code == 404, change


# Another owner


def test_goods_are_given_to_another_owner(
    shop: Stores, lot: str, keeper: Desk, desk: Desks
) -> None:
    there = shop.receive("charlie", 30, owner="alfa")
    page = keeper.see("/give")
    assert "alfa-store hall" in page
    assert "charlie-store hall" in page
    fields = {"site": shop.sites["charlie"], "to": "bravo", "lot-0": "20"}
    assert "30 pcs" in keeper.see(f"/give?site={shop.sites['charlie']}")
    act = keeper.does("/give/prepare", **fields)
    new = desk("bravo/supplies")
    assert "alfa gives you goods that lie at charlie-store hall" in new.see("/en/desk/")
    page = new.see(f"/records/{act}")
    assert "New owner bravo" in page
    assert "Your signature makes these goods yours" in page
    shop.coalition.sign(shop.state.acts[act].act.payload, "bravo/supplies")
    assert body_of(shop, act).lines[0].lot == there
    assert "20 pcs" in new.see(f"/give?site={shop.sites['charlie']}")


def test_what_is_no_gift(shop: Stores, lot: str, keeper: Desk) -> None:
    fields = {"site": shop.sites["alfa"], "to": "bravo", "lot-0": "20"}
    cases: list[Case] = [
        ({"to": ""}, "to", "required"),
        ({"to": "alfa"}, "to", "valid choice"),
        ({"to": "nobody"}, "to", "valid choice"),
        ({"lot-0": "201"}, "lot-0", "The books show 200"),
    ]
    keeper.refuses("/give/prepare", fields, cases)
    answer = keeper.client.get("/en/desk/supplies/give?site=nowhere")
    assert answer.status_code == 404
