"""How far needs are covered."""

from accord.supplies.needs import NeedView, needs
from accord.supplies.things import Things
from tests.stores import Stores


def covered(shop: Stores) -> dict[str, tuple[int, int, int, str]]:
    """Need -> (there, coming, lacking, state)."""
    return {one.id: _figures(one) for one in needs(Things("en"))}


def _figures(one: NeedView) -> tuple[int, int, int, str]:
    return (one.there, one.coming, one.lacking, one.state)


def test_nothing_is_there(shop: Stores) -> None:
    need = shop.need(shop.sites["charlie"], 100)
    assert covered(shop) == {need: (0, 0, 100, "unmet")}


def test_what_is_there_whose_ever_it_is(shop: Stores) -> None:
    need = shop.need(shop.sites["charlie"], 100)
    shop.receive("charlie", 30)
    shop.receive("charlie", 20, owner="bravo")
    assert covered(shop) == {need: (50, 0, 50, "unmet")}


def test_what_is_on_its_way_and_then_there(shop: Stores, lot: str, sent: str) -> None:
    need = shop.need(shop.sites["charlie"], 100)
    assert covered(shop)[need] == (0, 100, 0, "coming")
    shop.handover(sent, "alfa", "bravo", {0: (98, 2, 0, 0)})
    assert covered(shop)[need] == (0, 98, 2, "unmet")
    shop.handover(sent, "bravo", "charlie", {0: (98, 2, 0, 0)}, store=True)
    assert covered(shop)[need] == (98, 0, 2, "unmet")


def test_what_was_given_out_still_counts(shop: Stores) -> None:
    lot = shop.receive("charlie", 150)
    need = shop.need(shop.sites["charlie"], 100)
    used = shop.use("charlie", {lot: 120})
    assert covered(shop)[need] == (100, 0, 0, "met")
    shop.reverse(used, "charlie/supplies")
    assert covered(shop)[need] == (100, 0, 0, "met")


def test_what_was_given_out_before_does_not(shop: Stores) -> None:
    lot = shop.receive("charlie", 150)
    shop.use("charlie", {lot: 120})
    need = shop.need(shop.sites["charlie"], 100)
    assert covered(shop)[need] == (30, 0, 70, "unmet")


def test_the_more_urgent_is_served_first(shop: Stores) -> None:
    shop.receive("charlie", 150)
    later = shop.need(shop.sites["charlie"], 100, priority=4)
    first = shop.need(shop.sites["charlie"], 100, priority=1)
    assert covered(shop) == {
        first: (100, 0, 0, "met"),
        later: (50, 0, 50, "unmet"),
    }


def test_a_need_undone_is_gone(shop: Stores) -> None:
    need = shop.need(shop.sites["charlie"], 100)
    shop.reverse(need, "charlie/supplies")
    assert covered(shop) == {}


def test_another_item_is_another_need(shop: Stores) -> None:
    shop.receive("charlie", 150)
    need = shop.need(shop.sites["charlie"], 100, item=shop.items["filter"])
    assert covered(shop)[need] == (0, 0, 100, "unmet")


def test_the_bar_is_in_hundredths(shop: Stores, sent: str) -> None:
    shop.receive("charlie", 50)
    shop.need(shop.sites["charlie"], 300)
    (one,) = needs(Things("en"))
    assert one.bar == (16, 34)
