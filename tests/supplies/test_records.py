"""Consignments and records: who answers, each step, and what can be undone."""

from tests.stores import Stores
from tests.supplies.conftest import Desk, Desks

SOME = {0: (97, 0, 3, 0)}
ALL = {0: (100, 0, 0, 0)}


def test_each_step_of_a_consignment(shop: Stores, sent: str, keeper: Desk) -> None:
    shop.handover(sent, "alfa", "bravo", ALL)
    page = keeper.see(f"/consignments/{sent}")
    assert "Who answers for these goods now bravo" in page
    assert "Packed at alfa-store hall supplies, alfa" in page
    assert "alfa → to bravo Both signed driver, bravo" in page
    shop.handover(sent, "bravo", "charlie", SOME, store=True)
    page = keeper.see(f"/consignments/{sent}")
    assert "bravo → to charlie , charlie-store hall Both signed 3 missing" in page
    assert "Lies in store" in page
    assert "100 pcs 97 0 3" in page


def test_the_code_is_drawn_without_style(sent: str, keeper: Desk) -> None:
    page = keeper.get(f"/consignments/{sent}")
    assert '<svg viewBox="' in page
    assert "style=" not in page


def test_the_owner_stays(shop: Stores, keeper: Desk) -> None:
    lot = shop.receive("alfa", 50, owner="bravo")
    sent = shop.consign({lot: 50}, owner="bravo")
    page = keeper.see(f"/consignments/{sent}")
    assert "Goods of bravo, for charlie" in page
    assert "Owner bravo" in page


def test_all_missing(shop: Stores, sent: str, keeper: Desk) -> None:
    shop.handover(sent, "alfa", "charlie", {0: (0, 0, 100, 0)}, store=True)
    assert "Nothing of it arrived." in keeper.see(f"/consignments/{sent}")


def test_a_consignment_is_undone_by_its_holder(
    shop: Stores, lot: str, sent: str, keeper: Desk, desk: Desks
) -> None:
    assert "Undo this record" in keeper.see(f"/records/{sent}")
    assert "Undo this record" not in desk("bravo/supplies").see(f"/records/{sent}")
    act = keeper.does(f"/records/{sent}/reverse")
    assert shop.at("alfa", lot) == 200
    assert "Undone" in keeper.see(f"/records/{sent}")
    assert "Undo this record" not in keeper.see(f"/records/{sent}")
    assert "It was undone before it was handed over." in keeper.see(
        f"/consignments/{sent}"
    )
    page = keeper.see(f"/records/{act}")
    assert "Undoes Consignment" in page
    assert sent[:4] in page
    assert "100 pcs" in page
    assert "To charlie-store hall" in page


def test_why_it_cannot_be_undone_now(shop: Stores, sent: str, keeper: Desk) -> None:
    shop.handover(sent, "alfa", "bravo", ALL)
    page = keeper.see(f"/records/{sent}")
    assert "These goods have moved on; what came after comes first." in page
    status, answer = keeper.prepare(f"/records/{sent}/reverse")
    assert status == 409
    assert answer["detail"].startswith("These goods have moved on")


def test_a_handover_is_undone_by_both(
    shop: Stores, lot: str, sent: str, keeper: Desk, desk: Desks
) -> None:
    act = shop.handover(sent, "alfa", "charlie", SOME, store=True)
    undo = keeper.does(f"/records/{act}/reverse")
    assert shop.at("charlie", lot) == 97
    other = desk("charlie/supplies")
    assert "alfa asks to undo: Handover" in other.see("/en/desk/")
    assert "undoes every movement" in other.see(f"/records/{undo}")
    shop.coalition.sign(shop.state.acts[undo].act.payload, "charlie/supplies")
    assert shop.on_the_way("alfa", lot) == 100
    assert "Does not add up" not in keeper.see()
    assert "Undone" in keeper.see(f"/handovers/{act}")


def test_a_conflict_is_settled_by_undoing_it(
    shop: Stores, lot: str, keeper: Desk
) -> None:
    act = shop.use("alfa", {lot: 500}, field=True)
    assert "In conflict" in keeper.see()
    keeper.does(f"/records/{act}/reverse")
    assert "To settle between people" not in keeper.see()


def test_use_of_anothers_goods_waits_for_the_owner(
    shop: Stores, keeper: Desk, desk: Desks
) -> None:
    lot = shop.receive("alfa", 50, owner="bravo")
    fields = {"site": shop.sites["alfa"], "owner": "bravo", "people": "5"}
    act = keeper.does("/use/prepare", **fields, **{"lot-0": "50"})
    assert shop.at("alfa", lot) == 50
    owner = desk("bravo/supplies")
    assert "alfa asks to give out your goods at alfa-store hall" in owner.see(
        "/en/desk/"
    )
    assert "Until you sign" in owner.see(f"/records/{act}")


def test_an_objection_is_said_on_the_same_page(
    shop: Stores, sent: str, keeper: Desk
) -> None:
    payload = shop.handover_act(sent, "alfa", "charlie", SOME)
    act = shop.coalition.sign(payload, "charlie/driver")
    assert "Object, with a reason" in keeper.see(f"/handovers/{act}")
    board = keeper.see(f"/records/{act}/board")
    assert "1 still needed" in board
    assert "two persons" in board


def test_short_addresses_lead_to_these_pages(
    shop: Stores, sent: str, keeper: Desk
) -> None:
    act = shop.handover(sent, "alfa", "charlie", SOME, store=True)
    answer = keeper.client.get(f"/d/{act[:12]}", follow=True)
    assert "The two counts" in answer.content.decode()


def test_records_of_other_jobs_are_not_here(shop: Stores, keeper: Desk) -> None:
    for act in ("0" * 64, shop.items["blanket"]):
        for path in ("records", "handovers"):
            answer = keeper.client.get(f"/en/desk/supplies/{path}/{act}")
            assert answer.status_code == 404
        assert keeper.prepare(f"/records/{act}/reverse")[0] == 409


def test_nothing_waits_for_who_does_not_look_after_goods(
    shop: Stores, sent: str, desk: Desks
) -> None:
    payload = shop.handover_act(sent, "alfa", "charlie", SOME)
    shop.coalition.sign(payload, "charlie/driver")
    assert "Nothing waits for you" in desk("alfa/voice").see("/en/desk/")


def test_a_record_says_from_whom_and_for_how_many(
    shop: Stores, lot: str, keeper: Desk
) -> None:
    act = shop.use("alfa", {lot: 8}, people=44)
    assert "People 44" in keeper.see(f"/records/{act}")
    received = lot.partition(".")[0]
    assert "Donor kind-hearts" in keeper.see(f"/records/{received}")
    counted = shop.count("alfa", [{"lot": lot, "counted": 190}])
    page = keeper.see(f"/records/{counted}")
    assert "Item Counted Batch" in page
    assert "People" not in page
