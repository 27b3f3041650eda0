"""Stock as it was: any store at any past moment."""

from datetime import datetime

from accord.core.acts import times
from accord.core.rules.changes import Account
from accord.supplies import then
from accord.supplies.models import Balance
from tests.stores import Stores
from tests.supplies.conftest import Desk


def books(place: str) -> dict[tuple[Account, str], int]:
    """The balances of a place now."""
    return {
        (Account(row.holder, row.place, row.owner, row.condition), row.lot_id): (
            row.quantity
        )
        for row in Balance.objects.filter(place=place)
    }


def test_every_moment_of_a_history(shop: Stores) -> None:
    place = f"site:{shop.sites['alfa']}"
    assert then.position_at(times.parse(shop.coalition.time)) == -1
    moments: list[tuple[datetime, dict[tuple[Account, str], int]]] = []

    def note() -> None:
        moments.append((times.parse(shop.coalition.time), books(place)))
        shop.coalition.wait(hours=5)

    lot = shop.receive("alfa", 200)
    note()
    shop.receive("alfa", 30, owner="bravo")
    note()
    shop.move("alfa", {lot: 30}, "good", "damaged")
    note()
    sent = shop.consign({lot: 100})
    note()
    shop.handover(sent, "alfa", "charlie", {0: (97, 0, 3, 0)}, store=True)
    shop.use("alfa", {lot: 20})
    note()
    shop.reverse(shop.use("alfa", {lot: 1}), "alfa/supplies")
    note()
    for moment, kept in moments:
        assert then.balances(place, then.position_at(moment)) == kept
    here = Account("alfa", place, "alfa", "damaged")
    assert then.account(here, moments[2][0]) == {lot: 30}
    assert then.account(here, moments[1][0]) == {}


def test_the_page(shop: Stores, keeper: Desk) -> None:
    lot = shop.receive("alfa", 200)
    shop.coalition.wait(days=2)
    shop.use("alfa", {lot: 60})
    path = f"/sites/{shop.sites['alfa']}/then"
    said = keeper.see(f"{path}?at=2026-11-02T12:00")
    assert "200 pcs" in said
    assert "140 pcs" not in said
    assert "nothing here at that moment" in keeper.see(f"{path}?at=2020-01-01T00:00")
    assert "Write a time like" in keeper.see(f"{path}?at=soon")
    assert "Write a time like" in keeper.see(f"{path}?at=0001-01-01T00:00")
    none = keeper.client.get(f"/en/desk/supplies/sites/{'0' * 64}/then")
    assert none.status_code == 404


def test_a_gift_for_one_place_was_one_then_too(shop: Stores, keeper: Desk) -> None:
    shop.receive("alfa", 50, earmark=shop.sites["charlie"])
    shop.coalition.wait(days=2)
    page = keeper.see(f"/sites/{shop.sites['alfa']}/then?at=2026-11-02T12:00")
    assert "only for charlie-store hall" in page
