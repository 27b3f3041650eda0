"""Claims: what the receiver finds after a handover into its store."""

from collections.abc import Callable

import pytest

from accord.core.acts.errors import Refused
from accord.core.rules.changes import Differed
from tests.stores import Stores, check_books, stores

Deed = Callable[[Stores, str], object]


@pytest.fixture
def shop() -> Stores:
    return stores()


@pytest.fixture
def lot(shop: Stores) -> str:
    return shop.receive("alfa", 100)


@pytest.fixture
def stored(shop: Stores, lot: str) -> str:
    """48 blankets that bravo counted and put in store."""
    return put_in_store(shop, lot)


def test_a_claim_takes_goods_off_the_shelf_and_waits(
    shop: Stores, lot: str, stored: str
) -> None:
    claim = shop.claim(stored, {0: (3, 5)})
    assert shop.at("bravo", lot) == 40
    assert shop.at("bravo", lot, "damaged") == 3
    assert shop.on_the_way("bravo", lot, "missing") == 5
    assert shop.on_the_way("alfa", lot, "missing") == 0
    consignment = shop.state.stock.differences[claim, 0].consignment
    assert Differed(claim, consignment, 0, 3, 5, 0) in shop.changes
    check_books(shop.state)


def test_both_sides_settle_it(shop: Stores, lot: str, stored: str) -> None:
    claim = shop.claim(stored, {0: (0, 5)})
    settled = shop.settle(claim, {0: (1, 4)})
    assert shop.on_the_way("bravo", lot, "missing") == 0
    assert shop.at("alfa", lot) == 56
    assert not shop.stock.differences
    with pytest.raises(Refused, match="was settled; that comes first"):
        shop.reverse(claim, "bravo/supplies")
    shop.reverse(settled, "bravo/driver", "alfa/supplies")
    shop.reverse(claim, "bravo/supplies")
    assert shop.at("bravo", lot) == 48
    assert not shop.stock.claimed
    assert not shop.stock.differences
    check_books(shop.state)


def test_a_claimed_handover_is_not_reversed_first(
    shop: Stores, lot: str, stored: str
) -> None:
    # More of the lot in the same store must not hide that the claim stands.
    other = shop.consign({lot: 30}, receiver="bravo")
    shop.handover(other, "alfa", "bravo", {0: (30, 0, 0, 0)}, store=True)
    claim = shop.claim(stored, {0: (0, 5)})
    with pytest.raises(Refused, match="A claim about this handover stands"):
        shop.reverse(stored, "bravo/driver", "alfa/supplies")
    shop.reverse(claim, "bravo/supplies")
    shop.reverse(stored, "bravo/driver", "alfa/supplies")
    check_books(shop.state)


def test_it_is_made_within_seven_days(shop: Stores, stored: str) -> None:
    shop.coalition.wait(days=7)
    shop.claim(stored, {0: (1, 0)})
    shop.coalition.wait(seconds=1)
    with pytest.raises(Refused, match="within 7 days"):
        shop.claim(stored, {0: (1, 0)})


def test_an_effect_on_plans(shop: Stores, lot: str, stored: str) -> None:
    need = shop.need(shop.sites["charlie"], 60)
    shop.plan("alfa", (lot, "bravo", need, 48))
    shop.claim(stored, {0: (0, 8)})
    assert sum(shop.stock.held.values()) == 40
    check_books(shop.state)


def put_in_store(shop: Stores, lot: str) -> str:
    """Alfa sends 48; bravo counts them all and puts them in store."""
    sent = shop.consign({lot: 48}, receiver="bravo")
    return shop.handover(sent, "alfa", "bravo", {0: (48, 0, 0, 0)}, store=True)


def twice(shop: Stores, lot: str) -> object:
    stored = put_in_store(shop, lot)
    shop.claim(stored, {0: (20, 20)})
    return shop.claim(stored, {0: (4, 5)})


def used(shop: Stores, lot: str) -> object:
    stored = put_in_store(shop, lot)
    shop.move("bravo", {lot: 40}, "good", "damaged", owner="alfa")
    return shop.claim(stored, {0: (0, 9)})


def moving(shop: Stores, lot: str) -> object:
    sent = shop.consign({lot: 10}, receiver="bravo")
    step = shop.handover(sent, "alfa", "bravo", {0: (10, 0, 0, 0)})
    return shop.claim(step, {0: (0, 1)})


def undone(shop: Stores, lot: str) -> object:
    stored = put_in_store(shop, lot)
    shop.reverse(stored, "bravo/driver", "alfa/supplies")
    return shop.claim(stored, {0: (0, 1)})


def late(shop: Stores, lot: str) -> object:
    stored = put_in_store(shop, lot)
    shop.coalition.wait(days=7, seconds=1)
    return shop.claim(stored, {0: (1, 0)})


def reversed_first(shop: Stores, lot: str) -> object:
    # More of the lot in the same store must not hide that the claim stands.
    other = shop.consign({lot: 30}, receiver="bravo")
    shop.handover(other, "alfa", "bravo", {0: (30, 0, 0, 0)}, store=True)
    stored = put_in_store(shop, lot)
    shop.claim(stored, {0: (0, 5)})
    return shop.reverse(stored, "bravo/driver", "alfa/supplies")


def of(*lines: tuple[int, int, int], by: str = "bravo") -> Deed:
    """A claim of (line, damaged, missing) about a handover of 48."""
    claimed = {line: (damaged, missing) for line, damaged, missing in lines}
    return lambda s, lot: s.claim(put_in_store(s, lot), claimed, by)


REFUSED: list[tuple[str, Deed, str]] = [
    ("a claim by another member", of((0, 1, 0), by="alfa"), "made by bravo"),
    (
        "a claim about no handover",
        lambda s, lot: s.claim("0" * 64, {0: (1, 0)}),
        "no such handover",
    ),
    ("a claim about a line that is not", of((7, 1, 0)), "Line 8: 0 were"),
    ("a claim of more than was good", of((0, 40, 9)), "48 were counted"),
    ("a claim of more than is left", twice, "8 were counted as good, not 9"),
    ("a claim of goods that are gone", used, "show 8 of this lot"),
    ("a claim of goods on the way", moving, "next handover counts them"),
    ("a claim about what was undone", undone, "was undone"),
    ("a claim after a week", late, "within 7 days"),
    ("undoing a claimed handover", reversed_first, "A claim about this handover"),
]


@pytest.mark.parametrize(
    ("deed", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_is_refused(shop: Stores, lot: str, deed: Deed, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        deed(shop, lot)
    check_books(shop.state)
