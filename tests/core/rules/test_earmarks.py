"""What a donor gave for one site is planned and given out there alone."""

import pytest

from accord.core.acts.errors import Refused
from accord.core.rules.changes import Conflicted
from tests.stores import Stores, stores

ELSEWHERE = "Line 1: its donor gave this lot for another site."


@pytest.fixture
def shop() -> Stores:
    """A coalition with stores."""
    return stores()


def test_it_is_given_out_at_its_site_alone(shop: Stores) -> None:
    lot = shop.receive("alfa", 50, earmark=shop.sites["charlie"])
    with pytest.raises(Refused, match=ELSEWHERE):
        shop.use("alfa", {lot: 5})
    here = shop.receive("alfa", 50, earmark=shop.sites["alfa"])
    shop.use("alfa", {here: 5})


def test_in_the_field_it_has_happened_and_is_a_conflict(shop: Stores) -> None:
    lot = shop.receive("alfa", 50, earmark=shop.sites["charlie"])
    used = shop.use("alfa", {lot: 5}, field=True)
    assert [one.sentence for one in shop.changes if isinstance(one, Conflicted)] == [
        ELSEWHERE
    ]
    assert used in shop.stock.conflicts


def test_it_is_planned_for_needs_at_its_site_alone(shop: Stores) -> None:
    lot = shop.receive("alfa", 50, earmark=shop.sites["charlie"])
    there, other = shop.need(shop.sites["charlie"]), shop.need(shop.sites["bravo"])
    with pytest.raises(Refused, match=ELSEWHERE):
        shop.plan("alfa", (lot, "alfa", other, 10))
    shop.plan("alfa", (lot, "alfa", there, 10))


def test_it_travels_by_any_store_and_its_new_owner_is_bound(shop: Stores) -> None:
    lot = shop.receive("alfa", 50, earmark=shop.sites["charlie"])
    sent = shop.consign({lot: 20}, receiver="bravo")
    shop.handover(sent, "alfa", "bravo", {0: (20, 0, 0, 0)}, store=True)
    shop.transfer({lot: 30}, "alfa", "bravo")
    with pytest.raises(Refused, match=ELSEWHERE):
        shop.use("alfa", {lot: 1}, owner="bravo")


def test_the_site_has_to_be_there(shop: Stores) -> None:
    with pytest.raises(Refused, match="There is no such site"):
        shop.receive("alfa", 50, earmark="ab" * 32)
