"""A phone that is lost, with records that nobody has sent.

Its key does not sign any more; the bytes are as good as before: a colleague signs them.
"""

import pytest

from accord.core.acts.errors import Refused
from tests.coalition import public
from tests.stores import Stores, check_books, stores

COUNTED = {0: (97, 0, 3, 0)}


@pytest.fixture
def shop() -> Stores:
    """Three stores; alfa's holds 100 of its own blankets."""
    return stores()


@pytest.fixture
def lot(shop: Stores) -> str:
    """The lot in alfa's store."""
    return shop.receive("alfa", 100)


def switched_off(shop: Stores, name: str) -> None:
    """The key of a lost phone is revoked."""
    member = name.partition("/")[0]
    body = {"keys": [public(name)], "invites": []}
    shop.coalition.does("charter.revoke", f"{member}/people", body)


def given_out(shop: Stores, lot: str) -> bytes:
    """30 of alfa's blankets, given out without a network."""
    body = {
        "site": shop.sites["alfa"],
        "owner": "alfa",
        "people": 12,
        "field": True,
        "lines": [{"lot": lot, "quantity": 30}],
    }
    return shop.coalition.act("supplies.use", "alfa", body)


def test_a_colleague_signs_what_the_lost_phone_had(shop: Stores, lot: str) -> None:
    payload = given_out(shop, lot)
    switched_off(shop, "alfa/driver")
    with pytest.raises(Refused, match="revoked"):
        shop.coalition.sign(payload, "alfa/driver")
    assert shop.at("alfa", lot) == 100
    shop.coalition.sign(payload, "alfa/supplies")
    assert shop.at("alfa", lot) == 70
    check_books(shop.state)


def test_a_handover_of_a_lost_phone_is_signed_by_a_colleague(
    shop: Stores, lot: str
) -> None:
    """The other phone has the bytes too; the lost one's signature counts no more."""
    sent = shop.consign({lot: 100}, receiver="bravo")
    payload = shop.handover_act(sent, "alfa", "bravo", COUNTED, store=True, field=True)
    switched_off(shop, "bravo/driver")
    with pytest.raises(Refused, match="revoked"):
        shop.coalition.sign(payload, "bravo/driver")
    shop.coalition.sign(payload, "bravo/supplies", "alfa/supplies")
    assert shop.at("bravo", lot) == 97
    check_books(shop.state)


def test_what_was_sent_before_the_loss_stays(shop: Stores, lot: str) -> None:
    payload = given_out(shop, lot)
    shop.coalition.sign(payload, "alfa/driver")
    switched_off(shop, "alfa/driver")
    assert shop.at("alfa", lot) == 70
    with pytest.raises(Refused):
        shop.coalition.sign(payload, "alfa/driver")
    assert shop.at("alfa", lot) == 70
