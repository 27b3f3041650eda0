"""The page of supplies: needs first, then what is on its way, troubles, stock."""

from datetime import date

import pytest
from django.test import Client

from accord.supplies import stock
from accord.supplies.needs import needs
from accord.supplies.things import Things
from tests.coalition import FOUNDERS
from tests.hub import Hub
from tests.stores import Stores
from tests.supplies.conftest import HOME, Desk, Desks

SOME = {0: (97, 0, 3, 0)}


def test_strangers_are_sent_to_sign_in(shop: Stores, client: Client) -> None:
    answer = client.get(HOME)
    assert answer.status_code == 302
    assert "/desk/sign-in/" in answer["Location"]


def test_every_member_reads_it(shop: Stores, lot: str, desk: Desks) -> None:
    page = desk("bravo/voice").see()
    assert "200 pcs" in page
    assert "Register a need" not in page


@pytest.mark.parametrize(
    ("role", "action"), [("supplies", "Register a site"), ("voice", None)]
)
def test_an_empty_coalition_is_told_where_to_begin(
    hub: Hub, client: Client, role: str, action: str | None
) -> None:
    page = hub.sign_in(client, f"alfa/{role}").get(HOME).content.decode()
    assert "There is no site yet" in page
    assert (action is not None) == ("Register a site" in page)


def test_needs_come_worst_first(shop: Stores, lot: str, keeper: Desk) -> None:
    shop.need(shop.sites["alfa"], 200, priority=1)
    shop.need(shop.sites["charlie"], 300, priority=4)
    shop.need(shop.sites["bravo"], 50, priority=2)
    shop.consign({lot: 50}, receiver="bravo")
    page = keeper.see()
    assert "2 needs are not covered." in page
    places = ["charlie-store hall: blanket", "bravo-store hall: blanket"]
    assert [page.index(one) for one in places] == sorted(
        page.index(one) for one in places
    )
    assert "150 there, 0 on the way, of 200 pcs" in page
    assert "0 there, 50 on the way, of 50 pcs" in page
    assert "300 not covered" in page


def test_who_answers_for_what_is_on_its_way(
    shop: Stores, sent: str, desk: Desks
) -> None:
    page = desk("bravo/supplies").see()
    assert "alfa-store hall → to charlie-store hall" in page
    assert "100 pcs blanket" in page
    assert "Answers for it alfa" in page
    assert "Receive and count" in page


def test_who_holds_it_is_not_asked_to_receive_it(sent: str, keeper: Desk) -> None:
    assert "Receive and count" not in keeper.see()


def test_one_signature_only_is_seen(shop: Stores, sent: str, keeper: Desk) -> None:
    payload = shop.handover_act(sent, "alfa", "charlie", SOME)
    shop.coalition.sign(payload, "charlie/driver")
    page = keeper.see()
    assert "charlie counted, alfa has not signed yet" in page
    assert "Until alfa signs too, alfa answers for all 100." in page


def test_counts_that_differ_are_seen(shop: Stores, sent: str, keeper: Desk) -> None:
    shop.handover(sent, "alfa", "charlie", SOME, store=True)
    page = keeper.see()
    assert "Does not add up" in page
    assert "alfa had 100 charlie counted as good 97 Missing 3" in page
    assert "alfa answers for what is missing" in page


def test_conflicts_are_said_in_plain_words(
    shop: Stores, lot: str, keeper: Desk
) -> None:
    shop.use("alfa", {lot: 500}, field=True)
    page = keeper.see()
    assert "In conflict" in page
    assert "Line 1: the books show 200 of this lot here, not 500." in page
    assert "It is kept and moved nothing." in page


def test_conflicts_are_said_in_the_readers_language(
    shop: Stores, lot: str, keeper: Desk
) -> None:
    shop.use("alfa", {lot: 500}, field=True)
    page = keeper.client.get("/ru/desk/supplies").content.decode()
    assert "the books show" not in page
    assert "500" in page


def test_stock_in_three_orders(shop: Stores, keeper: Desk) -> None:
    shop.receive("alfa", 10)
    shop.receive("alfa", 20, owner="bravo")
    for by in ("owner", "site", "item", "nonsense"):
        page = keeper.see(f"?by={by}")
        assert "20 pcs" in page
        assert "alfa-store hall , kept by alfa" in page
        assert "alfa-store hall , its own" in page


def test_the_page_names_no_forbidden_thing(
    shop: Stores, sent: str, desk: Desks
) -> None:
    page = desk("bravo/supplies").get()
    assert "style=" not in page
    assert "onclick" not in page


def test_long_lists_are_cut_and_one_link_shows_all(
    shop: Stores, monkeypatch: pytest.MonkeyPatch, keeper: Desk
) -> None:
    monkeypatch.setattr("accord.supplies.views.FIRST", 2)
    lots = [shop.receive("alfa", 100 + n, owner=one) for n, one in enumerate(FOUNDERS)]
    other = {"item": shop.items["filter"], "quantity": 77}
    shop.receive("alfa", lines=[other])
    for n in range(3):
        shop.consign({lots[0]: 1 + n}, receiver="bravo")
    page = keeper.see().rpartition("Latest records")[0]
    assert "Show 1 more consignment" in page
    assert page.count("Receive and count") == 0
    assert ("2 pcs blanket" in page, "3 pcs blanket" in page) == (True, False)
    # Every owner is there, with as many rows as any other.
    assert "Show 1 more row" in page
    assert ("101 pcs" in page, "102 pcs" in page, "77 pcs" in page) == (
        True,
        True,
        False,
    )
    assert "Show 2 more rows" in keeper.see("?by=item")
    assert "3 pcs blanket" in keeper.see("/transit")
    assert "77 pcs" in keeper.see("/stock")


def test_the_first_date_of_what_is_still_there(shop: Stores) -> None:
    def received(date: str | None) -> str:
        line = {"item": shop.items["blanket"], "quantity": 10}
        return shop.receive("alfa", lines=[line | ({"expiry": date} if date else {})])

    def first() -> date | None:
        (row,) = stock.rows(Things("en"))
        return row.expiry

    received(None)
    assert first() is None
    early, late = received("2027-01-31"), received("2027-05-31")
    assert first() == date(2027, 1, 31)
    used = shop.use("alfa", {early: 10})
    assert first() == date(2027, 5, 31)
    shop.reverse(used, "alfa/supplies")
    assert first() == date(2027, 1, 31)
    shop.use("alfa", {early: 10, late: 10})
    assert first() is None


def test_recalled_goods_are_counted_as_such_and_cover_nothing(shop: Stores) -> None:
    lots = [shop.receive("alfa", 30), shop.receive("alfa", 50)]
    shop.need(shop.sites["alfa"], 100)
    shop.recall("alfa", lots[0])
    (row,) = stock.rows(Things("en"))
    assert (row.good, row.recalled) == (80, 30)
    (need,) = needs(Things("en"))
    assert need.there == 50


def test_the_latest_records_say_what_went_where(
    shop: Stores, lot: str, sent: str, keeper: Desk
) -> None:
    shop.handover(sent, "alfa", "charlie", {0: (97, 0, 3, 0)}, store=True)
    shop.use("alfa", {lot: 10})
    line = {"item": shop.items["filter"], "quantity": 1200}
    more = {"item": shop.items["blanket"], "quantity": 5}
    shop.receive("alfa", lines=[line, more])
    shop.count("alfa", [{"lot": lot, "counted": 80}])
    shop.move("alfa", {lot: 5}, "good", "damaged")
    shop.transfer({lot: 20}, "alfa", "charlie", "alfa")
    listed = keeper.see().rpartition("Latest records")[2]
    for words in (
        "20 pcs blanket alfa → to charlie",
        "5 pcs blanket alfa-store hall → to damaged",
        "80 pcs blanket alfa-store hall",
        "1,200 pcs filter and 1 more line kind-hearts → to alfa-store hall",
        "10 pcs blanket",
        "97 pcs blanket alfa → to charlie, charlie-store hall",
        "100 pcs blanket alfa-store hall → to charlie-store hall",
        "200 pcs blanket kind-hearts → to alfa-store hall",
    ):
        assert words in listed, listed
