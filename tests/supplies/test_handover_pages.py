"""Counting on the phone, comparing, and the second signature."""

import pytest

from tests.stores import Stores
from tests.supplies.conftest import Case, Desk, Desks, body_of

SOME = {0: (97, 0, 3, 0)}


@pytest.fixture
def phone(desk: Desks) -> Desk:
    """charlie's driver, who receives."""
    return desk("charlie/driver")


def counted(**changes: object) -> dict[str, object]:
    """A count of line 0, as the form sends it."""
    return {"how-0": "other", "good-0": "97", "rest-0": "missing"} | changes


def test_the_page_asks_for_a_count(shop: Stores, sent: str, phone: Desk) -> None:
    page = phone.see(f"/handover/{sent}")
    assert "Count what you receive" in page
    assert "gives alfa" in page
    assert "receives, you charlie" in page
    assert "All 100 are here and good" in page
    assert "Until alfa signs too, alfa answers for the goods." in page
    assert "Sign for what I counted" in page


def test_the_code_on_the_consignment_leads_there(
    shop: Stores, sent: str, phone: Desk
) -> None:
    address = f"/desk/supplies/handover/{sent[:12]}"
    assert address in phone.see(f"/consignments/{sent}")
    answer = phone.client.get(address, HTTP_ACCEPT_LANGUAGE="uk")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/uk/desk/supplies/handover/")
    assert phone.client.get(f"/en{address}").status_code == 200
    assert (
        phone.client.get("/en/desk/supplies/handover/123456abcdef").status_code == 404
    )


def test_one_tap_when_all_are_there(shop: Stores, sent: str, phone: Desk) -> None:
    act = phone.does(f"/handover/{sent}/prepare", **{"how-0": "all"})
    (line,) = body_of(shop, act).lines
    assert (line.good, line.damaged, line.missing, line.excess) == (100, 0, 0, 0)


COUNTS: list[tuple[dict[str, object], tuple[int, int, int, int]]] = [
    (counted(), (97, 0, 3, 0)),
    (counted(**{"rest-0": "damaged"}), (97, 3, 0, 0)),
    (counted(**{"rest-0": "both", "damaged-0": "1"}), (97, 1, 2, 0)),
    (counted(**{"rest-0": "both", "damaged-0": "9"}), (97, 9, 0, 6)),
    (counted(**{"good-0": "104"}), (104, 0, 0, 4)),
    (counted(**{"good-0": "104", "rest-0": "damaged"}), (104, 0, 0, 4)),
    (counted(**{"good-0": "0"}), (0, 0, 100, 0)),
    (counted(**{"good-0": "100"}), (100, 0, 0, 0)),
]


def test_a_count_always_adds_up(shop: Stores, sent: str, phone: Desk) -> None:
    for fields, figures in COUNTS:
        act = phone.does(f"/handover/{sent}/prepare", **fields, again="on")
        body = body_of(shop, act)
        (one,) = body.lines
        assert (one.good, one.damaged, one.missing, one.excess) == figures, fields
        assert (body.giver, body.receiver, body.field) == ("alfa", "charlie", True)


WRONG: list[Case] = [
    ({"how-0": ""}, "how-0", "Count this line, or say that all 100 are here"),
    ({"how-0": "some"}, "how-0", "valid choice"),
    ({"good-0": ""}, "good-0", "How many?"),
    ({"good-0": "-3"}, "good-0", "whole number"),
    ({"good-0": "all"}, "good-0", "whole number"),
    ({"good-0": "1" * 30}, "good-0", "At most"),
    ({"rest-0": "both"}, "damaged-0", "How many are damaged?"),
    ({"rest-0": "both", "damaged-0": "x"}, "damaged-0", "whole number"),
    ({"site": "0" * 64}, "site", "valid choice"),
]


def test_what_is_no_count(shop: Stores, sent: str, phone: Desk) -> None:
    phone.refuses(f"/handover/{sent}/prepare", counted(), WRONG)


def test_goods_go_into_a_store_of_the_receiver(
    shop: Stores, sent: str, phone: Desk
) -> None:
    here = shop.sites["charlie"]
    assert f'value="{here}" selected' in phone.get(f"/handover/{sent}")
    act = phone.does(f"/handover/{sent}/prepare", **counted(site=here))
    assert body_of(shop, act).site == here
    other = counted(site=shop.sites["alfa"])
    assert "site" in phone.wrong(f"/handover/{sent}/prepare", **other)


def test_the_giver_sees_it_compares_and_signs(
    shop: Stores, lot: str, sent: str, phone: Desk, keeper: Desk
) -> None:
    fields = counted(site=shop.sites["charlie"])
    act = phone.does(f"/handover/{sent}/prepare", **fields)
    # Signed by one side only: visible, and custody unchanged.
    assert shop.on_the_way("alfa", lot) == 100
    assert "One signature only" in phone.see(f"/handovers/{act}")
    assert "Until alfa signs too, alfa answers for all 100." in phone.see(
        f"/handovers/{act}"
    )
    assert "Agree with this count and sign" not in phone.see(f"/handovers/{act}")

    waiting = keeper.see("/en/desk/")
    assert "charlie counted 97 of your 100: blanket" in waiting
    assert "3 missing" in waiting
    assert "Until you sign, your organisation answers for all 100." in waiting
    page = keeper.see(f"/handovers/{act}")
    assert "charlie counted 97 of your 100: blanket" in page
    assert "blanket 100 pcs 97 0 3 0" in page
    assert "your organisation for what is missing: 3" in page
    assert "Agree with this count and sign" in page
    assert f'data-sign="{act}"' in keeper.get(f"/handovers/{act}")

    shop.coalition.sign(shop.state.acts[act].act.payload, "alfa/supplies")
    page = keeper.see(f"/handovers/{act}")
    assert "Both signed" in page
    assert "charlie answers for what was counted, alfa for what is missing: 3" in page
    page = keeper.see(f"/consignments/{sent}")
    assert "Lies in store charlie-store hall" in page
    assert "Put in store" in page
    assert "Nothing waits for you" in keeper.see("/en/desk/")


def test_two_persons_of_one_member(
    shop: Stores, sent: str, keeper: Desk, desk: Desks
) -> None:
    driver = desk("alfa/driver")
    page = driver.see(f"/handover/{sent}")
    assert "A second person of yours signs for the giving side." in page
    act = driver.does(f"/handover/{sent}/prepare", **{"how-0": "all"})
    assert "Agree with this count" not in driver.see(f"/handovers/{act}")
    assert "Nothing waits for you" in driver.see("/en/desk/")
    assert "Agree with this count" in keeper.see(f"/handovers/{act}")
    assert "alfa counted 100 of your 100: blanket" in keeper.see("/en/desk/")


def test_a_second_count_of_ones_own_is_signed_only_on_purpose(
    shop: Stores, sent: str, phone: Desk, desk: Desks
) -> None:
    """A page that was opened before the first count knows nothing of it."""
    again = "I have looked at the first one"
    assert again not in phone.see(f"/handover/{sent}")
    phone.does(f"/handover/{sent}/prepare", **counted())
    assert again in phone.see(f"/handover/{sent}")
    assert again not in desk("bravo/driver").see(f"/handover/{sent}")
    status, answer = phone.prepare(f"/handover/{sent}/prepare", **{"how-0": "all"})
    assert status == 400
    assert "alfa can sign that count" in answer["fields"]["again"]
    phone.does(f"/handover/{sent}/prepare", **{"how-0": "all", "again": "on"})


def test_a_count_that_waits_is_seen_by_the_next_who_counts(
    shop: Stores, sent: str, phone: Desk, desk: Desks
) -> None:
    phone.does(f"/handover/{sent}/prepare", **counted())
    page = desk("bravo/driver").see(f"/handover/{sent}")
    assert "charlie has counted these goods already and waits for alfa." in page
    page = desk("bravo/driver").see(f"/consignments/{sent}")
    assert "charlie counted, alfa has not signed yet" in page


def test_a_second_claim_is_a_conflict_that_all_see(
    shop: Stores, sent: str, keeper: Desk
) -> None:
    shop.handover(sent, "alfa", "bravo", {0: (100, 0, 0, 0)})
    twice = shop.handover(sent, "alfa", "charlie", SOME, store=True)
    page = keeper.see(f"/handovers/{twice}")
    assert "In conflict" in page
    assert "The books say that bravo answers for these goods, not alfa." in page
    assert "In conflict" in keeper.see(f"/consignments/{sent}")


def test_one_that_came_too_early_is_kept(shop: Stores, keeper: Desk) -> None:
    act = shop.handover("1" * 64, "alfa", "bravo", {0: (1, 0, 0, 0)})
    page = keeper.see(f"/handovers/{act}")
    assert "This consignment is not in the books yet." in page
    assert "There is no such consignment." in page
    assert "There is no such consignment." in keeper.see()


def test_what_is_not_on_its_way_is_not_counted(
    shop: Stores, sent: str, phone: Desk
) -> None:
    shop.handover(sent, "alfa", "charlie", SOME, store=True)
    answer = phone.client.get(f"/en/desk/supplies/handover/{sent}")
    assert answer["Location"].endswith(f"/consignments/{sent}")


def test_damaged_goods_are_counted_again(shop: Stores, sent: str, phone: Desk) -> None:
    shop.handover(sent, "alfa", "bravo", {0: (90, 10, 0, 0)})
    page = phone.see(f"/handover/{sent}")
    assert "10 of them were damaged before" in page
    fields = counted(**{"good-0": "90", "rest-0": "damaged"})
    act = phone.does(f"/handover/{sent}/prepare", **fields)
    (line,) = body_of(shop, act).lines
    assert (line.good, line.damaged, line.missing) == (90, 10, 0)


def test_several_lines(shop: Stores, lot: str, phone: Desk, keeper: Desk) -> None:
    other = shop.receive("alfa", 12)
    sent = shop.consign({lot: 100, other: 12})
    fields = counted(**{"how-1": "all"})
    act = phone.does(f"/handover/{sent}/prepare", **fields)
    assert [one.good for one in body_of(shop, act).lines] == [97, 12]
    assert "charlie counted your goods, and not all is as it was" in keeper.see(
        "/en/desk/"
    )
    assert "answers for all 112" in keeper.see("/en/desk/")


def test_only_supplies_counts(shop: Stores, sent: str, desk: Desks) -> None:
    reader = desk("charlie/voice").client
    path = f"/en/desk/supplies/handover/{sent}"
    to = reader.get(path)["Location"]
    assert to == f"/en/desk/supplies/consignments/{sent}"  # as it stands, to look at
    assert reader.post(f"{path}/prepare").status_code == 403
    assert reader.get(f"/en/desk/supplies/consignments/{sent}").status_code == 200


def test_one_of_a_thing_is_here_and_good(shop: Stores, lot: str, desk: Desks) -> None:
    sent = shop.consign({lot: 1})
    receiver = desk("charlie/supplies")
    page = receiver.see(f"/handover/{sent}")
    assert "It is here and good" in page
    assert "All 1" not in page
    wrong = receiver.wrong(f"/handover/{sent}/prepare")
    assert wrong == {"how-0": "Count this line, or say that it is here and good."}
