"""The page of supplies: needs first, then what is on its way, troubles, stock."""

import pytest
from django.test import Client

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
