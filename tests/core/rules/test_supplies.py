"""The catalogue, needs, receiving, counting and giving out, case by case."""

from collections.abc import Callable

import pytest

from accord.core.acts.errors import Malformed, Refused
from accord.core.rules.changes import Conflicted, LotMade, Undone
from tests.stores import Stores, check_books, stores

Deed = Callable[[Stores, str], object]


@pytest.fixture
def shop() -> Stores:
    """Three stores; alfa's holds 100 of its own blankets."""
    return stores()


@pytest.fixture
def lot(shop: Stores) -> str:
    """The lot in alfa's store."""
    return shop.receive("alfa", 100)


def test_received_goods_lie_in_the_holders_store(shop: Stores, lot: str) -> None:
    assert shop.at("alfa", lot) == 100
    (made,) = [one for one in shop.changes if isinstance(one, LotMade)]
    assert (made.lot, made.item, made.donor) == (
        lot,
        shop.items["blanket"],
        "kind-hearts",
    )


def test_goods_of_another_owner_wait_for_that_owner(shop: Stores) -> None:
    body = {
        "site": shop.sites["alfa"],
        "owner": "bravo",
        "donor": "kind-hearts",
        "field": False,
        "lines": [{"item": shop.items["blanket"], "quantity": 40}],
    }
    payload = shop.coalition.act("supplies.receive", "alfa", body)
    act = shop.coalition.sign(payload, "alfa/supplies")
    assert not shop.books()
    shop.coalition.sign(payload, "bravo/supplies")
    assert shop.at("alfa", f"{act}.0") == 40
    ((account, _),) = [one for one in shop.books() if one[0].holder]
    assert (account.holder, account.owner) == ("alfa", "bravo")


def test_a_count_moves_only_the_difference(shop: Stores, lot: str) -> None:
    shop.count("alfa", [{"lot": lot, "counted": 97}])
    assert shop.at("alfa", lot) == 97
    shop.count("alfa", [{"lot": lot, "counted": 97}])
    assert shop.at("alfa", lot) == 97
    shop.count("alfa", [{"lot": lot, "counted": 101}])
    assert shop.at("alfa", lot) == 101
    check_books(shop.state)


def test_a_count_brings_opening_stock_into_the_books(shop: Stores) -> None:
    item = shop.items["filter"]
    act = shop.count(
        "alfa", [{"item": item, "counted": 12, "expiry": "2027-01-31", "batch": "b-7"}]
    )
    assert shop.at("alfa", f"{act}.0") == 12
    assert shop.stock.lots[f"{act}.0"].expiry == "2027-01-31"


def test_goods_given_out_leave_the_store(shop: Stores, lot: str) -> None:
    shop.use("alfa", {lot: 30})
    assert shop.at("alfa", lot) == 70
    check_books(shop.state)


# What is refused: (name, what is done, part of the sentence)
REFUSED: list[tuple[str, Deed, str]] = [
    ("a code used twice", lambda s, _: s.item("blanket"), "already uses the code"),
    ("an unknown site", lambda s, _: s.need("0" * 64), "no such site"),
    (
        "giving out what a donor gave for another site",
        lambda s, _: s.use(
            "alfa", {s.receive("alfa", 5, earmark=s.sites["charlie"]): 1}
        ),
        "its donor gave this lot for another site",
    ),
    (
        "an unknown item",
        lambda s, _: s.need(s.sites["charlie"], item="0" * 64),
        "no such item",
    ),
    (
        "an item that is a site",
        lambda s, _: s.need(s.sites["charlie"], item=s.sites["alfa"]),
        "no such item",
    ),
    (
        "receiving at another's site",
        lambda s, _: s.receive("alfa", site=s.sites["bravo"]),
        "run by bravo",
    ),
    (
        "counting at another's site",
        lambda s, lot: s.count(
            "bravo", [{"lot": lot, "counted": 1}], site=s.sites["alfa"]
        ),
        "run by alfa",
    ),
    (
        "an owner who is no member",
        lambda s, _: s.count("alfa", _opening(s), owner="zulu"),
        "zulu is not a member",
    ),
    ("more than there is", lambda s, lot: s.use("alfa", {lot: 101}), "show 100"),
    ("goods that lie elsewhere", lambda s, lot: s.use("bravo", {lot: 1}), "show 0"),
    (
        "a lot that never came",
        lambda s, _: s.use("alfa", {f"{'0' * 64}.0": 1}),
        "no such lot",
    ),
    (
        "a line that the lot's act does not have",
        lambda s, lot: s.use("alfa", {lot.replace(".0", ".1"): 1}),
        "no such lot",
    ),
    (
        "counting an unknown lot",
        lambda s, _: s.count("alfa", [{"lot": f"{'0' * 64}.0", "counted": 1}]),
        "no such lot",
    ),
    (
        "counting the lot of one owner for another",
        lambda s, lot: s.count("alfa", [{"lot": lot, "counted": 1}], owner="bravo"),
        "belongs to alfa",
    ),
    (
        "consigning more than there is",
        lambda s, lot: s.consign({lot: 101}),
        "show 100",
    ),
    (
        "consigning to an unknown site",
        lambda s, lot: s.consign({lot: 1}, destination="0" * 64),
        "no such site",
    ),
    (
        "consigning to no member",
        lambda s, lot: s.consign({lot: 1}, receiver="zulu"),
        "zulu is not a member",
    ),
    (
        "reversing what is no record of goods",
        lambda s, _: s.reverse(s.items["blanket"], "alfa/supplies"),
        "no such record",
    ),
    (
        "reversing an unknown record",
        lambda s, _: s.reverse("0" * 64, "alfa/supplies"),
        "no such record",
    ),
]


def _opening(shop: Stores) -> list[dict[str, object]]:
    return [{"item": shop.items["blanket"], "counted": 5}]


@pytest.mark.parametrize(
    ("deed", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_refused(shop: Stores, lot: str, deed: Deed, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        deed(shop, lot)
    check_books(shop.state)


@pytest.mark.parametrize("quantity", [0, -1, 10**12 + 1, 2**53, 1.5, "3", True, None])
def test_a_quantity_is_a_whole_number_of_units(
    shop: Stores, lot: str, quantity: object
) -> None:
    with pytest.raises(Malformed):
        shop.use("alfa", {lot: quantity})  # type: ignore[dict-item]


def test_a_refused_act_leaves_the_books_as_they_were(shop: Stores, lot: str) -> None:
    before = shop.books()
    with pytest.raises(Refused):
        shop.use("alfa", {lot: 101})
    assert shop.books() == before


# From the field: recorded, flagged, and nothing moves

FIELD: list[tuple[str, Deed]] = [
    ("use", lambda s, lot: s.use("alfa", {lot: 101}, field=True)),
    ("consign", lambda s, lot: s.consign({lot: 101}, field=True)),
    (
        "count",
        lambda s, _: s.count(
            "alfa", [{"lot": f"{'0' * 64}.0", "counted": 1}], field=True
        ),
    ),
    (
        "count for another owner",
        lambda s, lot: s.count(
            "alfa", [{"lot": lot, "counted": 1}], owner="bravo", field=True
        ),
    ),
]


@pytest.mark.parametrize("deed", [row[1] for row in FIELD], ids=[r[0] for r in FIELD])
def test_from_the_field_a_contradiction_is_kept_for_people(
    shop: Stores, lot: str, deed: Deed
) -> None:
    before = shop.books()
    act = deed(shop, lot)
    assert act in shop.stock.conflicts
    assert shop.books() == before
    (flag,) = [one for one in shop.changes if isinstance(one, Conflicted)]
    assert flag.act_id == act
    assert flag.template.format(**dict(flag.values)) == flag.sentence


def test_a_conflict_is_settled_as_void_by_reversing_it(shop: Stores, lot: str) -> None:
    before = shop.books()
    act = shop.use("alfa", {lot: 101}, field=True)
    shop.reverse(act, "alfa/supplies")
    assert act not in shop.stock.conflicts
    assert shop.books() == before


def test_a_consignment_in_conflict_is_settled_as_cancelled(
    shop: Stores, lot: str
) -> None:
    act = shop.consign({lot: 101}, field=True)
    shop.reverse(act, "alfa/supplies")
    assert shop.consignment(act).state == "cancelled"


# Reversals


UNDONE: list[tuple[str, Callable[[Stores, str], str]]] = [
    ("use", lambda s, lot: s.use("alfa", {lot: 30})),
    ("count less", lambda s, lot: s.count("alfa", [{"lot": lot, "counted": 3}])),
    ("count more", lambda s, lot: s.count("alfa", [{"lot": lot, "counted": 103}])),
    ("opening stock", lambda s, _: s.count("alfa", _opening(s))),
    ("consign", lambda s, lot: s.consign({lot: 50})),
]


@pytest.mark.parametrize("deed", [row[1] for row in UNDONE], ids=[r[0] for r in UNDONE])
def test_a_reversal_undoes_exactly(
    shop: Stores, lot: str, deed: Callable[[Stores, str], str]
) -> None:
    before = shop.books()
    act = deed(shop, lot)
    assert shop.books() != before
    shop.reverse(act, "alfa/supplies")
    assert shop.books() == before
    check_books(shop.state)


def test_a_reversal_undoes_receiving(shop: Stores) -> None:
    lot = shop.receive("alfa", 10)
    shop.reverse(lot.partition(".")[0], "alfa/supplies")
    assert shop.books() == {}


def test_a_reversal_needs_all_who_signed_the_first(shop: Stores) -> None:
    lot = shop.receive("alfa", 10, owner="bravo")
    act = lot.partition(".")[0]
    with pytest.raises(Refused, match="no part"):
        shop.reverse(act, "charlie/supplies")
    payload = shop.coalition.act("supplies.reverse", "bravo", {"act": act})
    shop.coalition.sign(payload, "bravo/supplies")
    assert shop.at("alfa", lot) == 10
    shop.coalition.sign(payload, "alfa/supplies")
    assert shop.at("alfa", lot) == 0


def test_goods_that_have_moved_on_cannot_be_taken_back(shop: Stores, lot: str) -> None:
    shop.use("alfa", {lot: 30})
    with pytest.raises(Refused, match="moved on"):
        shop.reverse(lot.partition(".")[0], "alfa/supplies")


def test_nothing_is_reversed_twice(shop: Stores, lot: str) -> None:
    act = shop.use("alfa", {lot: 30})
    shop.reverse(act, "alfa/supplies")
    with pytest.raises(Refused, match="already reversed"):
        shop.reverse(act, "alfa/supplies")


def test_a_reversal_is_not_reversed(shop: Stores, lot: str) -> None:
    act = shop.reverse(shop.use("alfa", {lot: 30}), "alfa/supplies")
    with pytest.raises(Refused, match="no such record"):
        shop.reverse(act, "alfa/supplies")


def test_a_need_that_was_a_mistake_is_reversed(shop: Stores) -> None:
    act = shop.need(shop.sites["charlie"])
    by = shop.reverse(act, "charlie/supplies")
    assert shop.changes[-1] == Undone(act, by)
