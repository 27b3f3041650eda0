"""Receiving, counting, sending and giving out at a desk."""

import pytest

from accord.people import names
from tests.stores import Stores
from tests.supplies.conftest import Case, Desk, Desks, body_of


def received(shop: Stores, **changes: object) -> dict[str, object]:
    """Goods that came in, as the form sends them."""
    return {
        "site": shop.sites["alfa"],
        "owner": "alfa",
        "donor": "kind-hearts",
        "item-0": shop.items["blanket"],
        "number-0": "120",
    } | changes


def at_alfa(shop: Stores, **more: object) -> dict[str, object]:
    """alfa's goods at alfa's store, and more."""
    return {"site": shop.sites["alfa"], "owner": "alfa"} | more


# Receiving


def test_goods_received_lie_in_the_store(shop: Stores, keeper: Desk) -> None:
    more = {"batch-0": "B-7", "expiry-0": "2027-05-31", "item-19": ""}
    act = keeper.does("/receive/prepare", **received(shop, **more))
    assert shop.at("alfa", f"{act}.0") == 120
    (line,) = body_of(shop, act).lines
    assert (line.batch, line.expiry) == ("b-7", "2027-05-31")
    assert "120 pcs" in keeper.see()
    assert "31 May 2027" in keeper.see()


def test_goods_for_another_owner_wait_for_its_signature(
    shop: Stores, keeper: Desk, desk: Desks
) -> None:
    act = keeper.does("/receive/prepare", **received(shop, owner="bravo"))
    assert not shop.books()
    page = keeper.see(f"/records/{act}")
    assert "1 still needed" in page
    assert "It takes effect when everybody named here has signed." in page
    owner = desk("bravo/supplies")
    page = owner.see(f"/records/{act}")
    assert "Your signature puts these goods into the books as yours." in page
    assert "alfa received goods for you at alfa-store hall" in owner.see("/en/desk/")
    shop.coalition.sign(shop.state.acts[act].act.payload, "bravo/supplies")
    assert "Agreed" in owner.see(f"/records/{act}")
    assert shop.at("alfa", f"{act}.0") == 120


def test_what_goods_are_for_is_read_with_the_record(
    shop: Stores, keeper: Desk, desk: Desks
) -> None:
    act = keeper.does("/receive/prepare", **received(shop, note="For the clinic"))
    assert "For the clinic" in desk("bravo/supplies").see(f"/records/{act}")


WRONG: list[Case] = [
    ({"item-0": "", "number-0": ""}, "item-0", "at least one line"),
    ({"item-0": ""}, "item-0", "Choose an item"),
    ({"number-0": ""}, "number-0", "How many"),
    ({"number-0": "0"}, "number-0", "At least 1"),
    ({"number-0": "12,5"}, "number-0", "whole number"),
    ({"number-0": "1" * 14}, "number-0", "At most"),
    ({"item-0": "0" * 64}, "item-0", "valid choice"),
    ({"expiry-0": "31.05.2027"}, "expiry-0", "valid date"),
    ({"batch-0": "B 7"}, "batch-0", "Small Latin letters"),
    ({"donor": ""}, "donor", "required"),
    ({"donor": "Kind Hearts"}, "donor", "Small Latin letters"),
    ({"owner": "zulu"}, "owner", "valid choice"),
    ({"site": "0" * 64}, "site", "valid choice"),
    ({"batch-3": "b-7"}, "item-3", "Choose an item"),
]


def test_what_cannot_be_received(shop: Stores, keeper: Desk) -> None:
    keeper.refuses("/receive/prepare", received(shop), WRONG)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Red Cross", "red-cross"),
        ("Красный Крест", "krasnyi-krest"),
        ("Дім “Під’їзд”", "dim-pidizd"),
        ("Țara Mării", "tara-marii"),
        ("!", "kind-hearts"),
    ],
)
def test_a_donor_that_is_no_code_is_answered_with_one(
    shop: Stores, keeper: Desk, name: str, code: str
) -> None:
    answer = keeper.wrong("/receive/prepare", **received(shop, donor=name))
    assert answer["donor"].endswith(f"like {code}.")


def test_donors_that_are_known_are_offered(shop: Stores, keeper: Desk) -> None:
    keeper.does("/receive/prepare", **received(shop, donor="red-cross"))
    page = keeper.get("/receive")
    assert '<option value="red-cross">' in page
    assert 'list="known-donor"' in page


def test_another_members_store_is_not_offered(shop: Stores, keeper: Desk) -> None:
    fields = received(shop, site=shop.sites["bravo"])
    assert "valid choice" in keeper.wrong("/receive/prepare", **fields)["site"]


# What lies in a store


def test_the_store_is_chosen_first(shop: Stores, lot: str, keeper: Desk) -> None:
    for deed in ("consign", "use", "count"):
        page = keeper.see(f"/{deed}")
        assert "alfa-store hall : goods of alfa" in page
        assert "1 kind of goods" in page


def test_empty_stores_say_what_to_do(shop: Stores, keeper: Desk) -> None:
    assert "Your stores are empty" in keeper.see("/consign")
    assert "Begin to count" in keeper.see("/count")


def test_the_form_shows_the_books(shop: Stores, lot: str, keeper: Desk) -> None:
    for deed in ("count", "consign", "use"):
        query = f"site={shop.sites['alfa']}&owner=alfa"
        assert "200 pcs" in keeper.see(f"/{deed}?{query}")


def test_another_members_store_is_not_ours_to_open(shop: Stores, keeper: Desk) -> None:
    here, there = shop.sites["alfa"], shop.sites["bravo"]
    for site, owner in ((there, "alfa"), (here, "zulu"), ("0" * 64, "alfa")):
        path = f"/en/desk/supplies/use?site={site}&owner={owner}"
        assert keeper.client.get(path).status_code == 404


def test_a_count_in_packs_and_new_goods(shop: Stores, lot: str, keeper: Desk) -> None:
    more = {"lot-0": "197", "item-0": shop.items["filter"], "number-0": "12"}
    act = keeper.does("/count/prepare", **at_alfa(shop, **more))
    assert shop.at("alfa", lot) == 197
    assert shop.at("alfa", f"{act}.1") == 12
    assert "12 pcs" in keeper.see(f"/records/{act}")


def test_a_count_is_signed_beside_the_books(
    shop: Stores, lot: str, keeper: Desk
) -> None:
    fields = at_alfa(shop, **{"lot-0": "99999999"})
    status, answer = keeper.prepare("/count/prepare", **fields)
    assert status == 200
    assert answer["labels"]["books"] == {lot: shop.at("alfa", lot)}


def test_a_count_of_none(shop: Stores, lot: str, keeper: Desk) -> None:
    keeper.does("/count/prepare", **at_alfa(shop, **{"lot-0": "0"}))
    assert shop.at("alfa", lot) == 0


def test_a_count_counts_something(shop: Stores, lot: str, keeper: Desk) -> None:
    status, answer = keeper.prepare("/count/prepare", **at_alfa(shop))
    assert status == 400
    assert answer["detail"] == "Count at least one of the goods."


def test_goods_are_sent(shop: Stores, lot: str, keeper: Desk) -> None:
    fields = at_alfa(shop, destination=shop.sites["charlie"], **{"lot-0": "40"})
    act = keeper.does("/consign/prepare", **fields)
    body = body_of(shop, act)
    assert (body.receiver, body.field) == ("charlie", False)
    assert shop.on_the_way("alfa", lot) == 40
    page = keeper.see(f"/consignments/{act}")
    assert "alfa-store hall → to charlie-store hall" in page


def test_packs_become_units(shop: Stores, keeper: Desk) -> None:
    soap = keeper.does(
        "/new/item/prepare",
        name_en="Soap",
        code="soap",
        unit="piece",
        grams="100",
        millilitres="90",
        pack_0="box",
        units_0="24",
    )
    packs = {"item-0": f"{soap}/box:24", "number-0": "12"}
    act = keeper.does("/receive/prepare", **received(shop, **packs))
    assert shop.at("alfa", f"{act}.0") == 288
    fields = at_alfa(shop, people="0", **{"lot-0": "2", "pack-0": "24"})
    keeper.does("/use/prepare", **fields)
    assert shop.at("alfa", f"{act}.0") == 240
    too_many = at_alfa(shop, people="0", **{"lot-0": "11", "pack-0": "24"})
    assert "not 264" in keeper.wrong("/use/prepare", **too_many)["lot-0"]
    other = at_alfa(shop, people="0", **{"lot-0": "1", "pack-0": "7"})
    assert "valid choice" in keeper.wrong("/use/prepare", **other)["pack-0"]


def test_another_receiver_may_be_named(shop: Stores, lot: str, keeper: Desk) -> None:
    fields = at_alfa(
        shop, destination=shop.sites["charlie"], receiver="bravo", **{"lot-0": "40"}
    )
    assert body_of(shop, keeper.does("/consign/prepare", **fields)).receiver == "bravo"


def test_the_sign_dialog_has_the_name_of_every_member_in_a_record(
    shop: Stores, lot: str, keeper: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "member_name", lambda handle, language: handle.upper())
    fields = at_alfa(
        shop, destination=shop.sites["charlie"], receiver="bravo", **{"lot-0": "40"}
    )
    status, answer = keeper.prepare("/consign/prepare", **fields)
    assert status == 200
    assert answer["labels"]["members"] == {"alfa": "ALFA", "bravo": "BRAVO"}


def test_goods_of_another_owner_wait_to_be_sent(
    shop: Stores, keeper: Desk, desk: Desks
) -> None:
    lot = shop.receive("alfa", 100, owner="bravo")
    place = {"site": shop.sites["alfa"], "owner": "bravo"}
    page = keeper.see(f"/consign?site={place['site']}&owner=bravo")
    assert "bravo has to sign as well. Until then the goods stay here." in page
    fields = place | {"destination": shop.sites["charlie"], "lot-0": "100"}
    status, answer = keeper.prepare("/consign/prepare", **fields)
    assert (status, answer["tally"]["needed"]) == (200, 2)
    act = keeper.does("/consign/prepare", **fields)
    assert shop.at("alfa", lot) == 100
    owner = desk("bravo/supplies")
    title = "alfa asks to send your goods from alfa-store hall to charlie-store hall"
    assert title in owner.see("/en/desk/")
    assert "Until you sign, the goods stay at alfa-store hall." in owner.see(
        f"/records/{act}"
    )


TOO_MUCH: list[Case] = [
    ({"lot-0": "201"}, "lot-0", "The books show 200 here, not 201."),
    ({"lot-0": "0"}, "lot-0", "At least 1."),
    ({"lot-0": "-5"}, "lot-0", "Write a whole number, like 120."),
    ({"lot-0": "lots"}, "lot-0", "Write a whole number, like 120."),
    ({"lot-0": "9" * 99}, "lot-0", "At most 1,000,000,000,000."),
]


def test_no_more_goes_out_than_there_is(shop: Stores, lot: str, keeper: Desk) -> None:
    fields = at_alfa(shop, destination=shop.sites["charlie"], people="9")
    for deed in ("consign", "use"):
        keeper.refuses(f"/{deed}/prepare", fields, TOO_MUCH)


def test_nothing_at_all_is_not_sent(shop: Stores, lot: str, keeper: Desk) -> None:
    fields = at_alfa(shop, destination=shop.sites["charlie"])
    status, answer = keeper.prepare("/consign/prepare", **fields)
    assert status == 400
    assert answer["detail"] == "Enter a number for at least one of the goods."


def test_goods_go_somewhere_else(shop: Stores, lot: str, keeper: Desk) -> None:
    fields = at_alfa(shop, destination=shop.sites["alfa"], **{"lot-0": "1"})
    assert "destination" in keeper.wrong("/consign/prepare", **fields)


def test_goods_given_out(shop: Stores, lot: str, keeper: Desk) -> None:
    fields = at_alfa(shop, people="30", **{"lot-0": "60"})
    assert body_of(shop, keeper.does("/use/prepare", **fields)).people == 30
    assert shop.at("alfa", lot) == 140


def test_what_has_happened_is_recorded_whatever_the_books_say(
    shop: Stores, lot: str, keeper: Desk
) -> None:
    fields = at_alfa(shop, people="30", happened="on", **{"lot-0": "260"})
    act = keeper.does("/use/prepare", **fields)
    assert act in shop.stock.conflicts
    assert shop.at("alfa", lot) == 200
    page = keeper.see(f"/records/{act}")
    assert "The books say something else." in page
    assert "Line 1: the books show 200 of this lot here, not 260." in page
    assert "Undo this record" in page


def test_only_supplies_moves_goods(shop: Stores, desk: Desks) -> None:
    reader = desk("alfa/voice").client
    for deed in ("receive", "count", "consign", "use"):
        path = f"/en/desk/supplies/{deed}"
        assert reader.get(path).status_code == 403
        assert reader.post(f"{path}/prepare").status_code == 403


# Goods whose day is over, or that their owner froze


def old(shop: Stores, owner: str = "alfa") -> str:
    """50 blankets of alfa's whose last day is long past."""
    line = {"item": shop.items["blanket"], "quantity": 50, "expiry": "2020-05-31"}
    return shop.receive("alfa", owner=owner, lines=[line])


ONWARD: list[tuple[str, dict[str, object]]] = [
    ("consign", {"destination": ""}),
    ("use", {"people": "3"}),
    ("give", {"to": "bravo"}),
]


@pytest.mark.parametrize(("deed", "more"), ONWARD)
def test_goods_whose_date_is_over_go_on_only_if_somebody_says_so(
    shop: Stores, keeper: Desk, deed: str, more: dict[str, object]
) -> None:
    old(shop)
    if "destination" in more:
        more = {"destination": shop.sites["charlie"]}
    place = at_alfa(shop)
    page = keeper.see(f"/{deed}?site={place['site']}&owner=alfa")
    assert "Date over" in page
    assert "I know, and they are to go all the same." in page
    fields = at_alfa(shop, **more, **{"lot-0": "5"})
    wrong = keeper.wrong(f"/{deed}/prepare", **fields)
    assert wrong == {"lot-0": "Its date is over. Say below that it goes all the same."}
    # That it has happened already is another matter: the books do not contradict it.
    if deed != "give":
        assert "lot-0" in keeper.wrong(f"/{deed}/prepare", **fields, happened="on")
    act = keeper.does(f"/{deed}/prepare", **fields, over="on")
    assert [line.quantity for line in body_of(shop, act).lines] == [5]


def test_goods_whose_date_is_over_are_counted_and_thrown_away(
    shop: Stores, keeper: Desk
) -> None:
    lot = old(shop)
    for deed in ("count", "move"):
        page = keeper.see(f"/{deed}?site={shop.sites['alfa']}&owner=alfa")
        assert "go all the same" not in page
    keeper.does("/count/prepare", **at_alfa(shop, **{"lot-0": "48"}))
    gone = at_alfa(shop, **{"lot-0": "48"}, to="disposed", condition="good")
    keeper.does("/move/prepare", **gone)
    assert shop.at("alfa", lot) == 0


def test_goods_that_keep_ask_for_nothing(shop: Stores, lot: str, keeper: Desk) -> None:
    query = f"site={shop.sites['alfa']}&owner=alfa"
    for deed in ("consign", "use", "give"):
        page = keeper.see(f"/{deed}?{query}")
        assert "Date over" not in page
        assert "go all the same" not in page


@pytest.mark.parametrize(("deed", "more"), ONWARD)
def test_recalled_goods_stay(
    shop: Stores, lot: str, keeper: Desk, deed: str, more: dict[str, object]
) -> None:
    shop.recall("alfa", lot)
    if "destination" in more:
        more = {"destination": shop.sites["charlie"]}
    assert "Recalled" in keeper.see(f"/{deed}?site={shop.sites['alfa']}&owner=alfa")
    wrong = keeper.wrong(f"/{deed}/prepare", **at_alfa(shop, **more, **{"lot-0": "5"}))
    assert "has recalled this lot: it stays where it is" in wrong["lot-0"]


def test_a_consignment_names_what_is_over_and_given_for_one_place(
    shop: Stores, keeper: Desk
) -> None:
    line = {"item": shop.items["blanket"], "quantity": 50, "expiry": "2020-05-31"}
    lot = shop.receive("alfa", lines=[line], earmark=shop.sites["charlie"])
    sent = shop.consign({lot: 5})
    page = keeper.see(f"/consignments/{sent}")
    assert "Date over only for charlie-store hall" in page
    assert "only for charlie-store hall" in keeper.see(f"/records/{sent}")
