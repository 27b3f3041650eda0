"""Consignments and handovers, case by case."""

import pytest

from accord.core.acts.envelope import act_id
from accord.core.acts.errors import Malformed, Refused
from accord.core.rules.changes import Conflicted, Differed, Settled
from tests.stores import Counted, Stores, check_books, stores

ALL = {0: (100, 0, 0, 0)}
SOME = {0: (97, 0, 3, 0)}


@pytest.fixture
def shop() -> Stores:
    """Three stores; alfa's holds 200 of its own blankets."""
    return stores()


@pytest.fixture
def lot(shop: Stores) -> str:
    """The lot in alfa's store."""
    return shop.receive("alfa", 200)


@pytest.fixture
def sent(shop: Stores, lot: str) -> str:
    """100 blankets, packed at alfa's store for charlie."""
    return shop.consign({lot: 100})


def test_consigned_goods_leave_the_store_and_the_holder_answers(
    shop: Stores, lot: str, sent: str
) -> None:
    assert (shop.at("alfa", lot), shop.on_the_way("alfa", lot)) == (100, 100)
    assert shop.consignment(sent).state == "packed"


def test_store_keeper_to_driver_to_receiver(shop: Stores, lot: str, sent: str) -> None:
    shop.handover(sent, "alfa", "bravo", ALL)
    assert shop.on_the_way("bravo", lot) == 100
    assert shop.consignment(sent).state == "moving"
    shop.handover(sent, "bravo", "charlie", SOME, store=True)
    assert shop.at("charlie", lot) == 97
    assert shop.on_the_way("bravo", lot, "missing") == 3
    assert shop.consignment(sent).state == "delivered"
    assert shop.changes[-2] == Differed(
        shop.consignment(sent).before[-1].act_id, sent, 0, 0, 3, 0
    )
    check_books(shop.state)


def test_until_the_giver_signs_custody_does_not_change(
    shop: Stores, lot: str, sent: str
) -> None:
    payload = shop.handover_act(sent, "alfa", "bravo", SOME)
    act = shop.coalition.sign(payload, "bravo/supplies")
    assert shop.state.acts[act].open
    assert shop.consignment(sent).holder == "alfa"
    assert shop.on_the_way("alfa", lot) == 100
    shop.coalition.sign(payload, "alfa/supplies")
    assert shop.consignment(sent).holder == "bravo"
    assert shop.on_the_way("bravo", lot) == 97


def test_goods_of_another_owner_stay_that_owners(shop: Stores) -> None:
    lot = shop.receive("alfa", 50, owner="bravo")
    sent = shop.consign({lot: 50}, owner="bravo")
    shop.handover(sent, "alfa", "charlie", {0: (50, 0, 0, 0)}, store=True)
    (account,) = [one for one, _ in shop.books() if one.holder]
    assert (account.holder, account.owner) == ("charlie", "bravo")


def test_consigning_anothers_goods_needs_its_signature(shop: Stores) -> None:
    lot = shop.receive("alfa", 50, owner="bravo")
    body = {
        "site": shop.sites["alfa"],
        "owner": "bravo",
        "receiver": "charlie",
        "destination": shop.sites["charlie"],
        "field": False,
        "lines": [{"lot": lot, "quantity": 50}],
    }
    act = shop.coalition.does("supplies.consign", "alfa/supplies", body)
    assert shop.state.acts[act].open
    assert shop.at("alfa", lot) == 50


def test_two_persons_of_one_member(shop: Stores, lot: str, sent: str) -> None:
    payload = shop.handover_act(sent, "alfa", "alfa", ALL)
    shop.coalition.sign(payload, "alfa/driver")
    with pytest.raises(Refused, match="already recorded"):
        shop.coalition.sign(payload, "alfa/driver")
    shop.coalition.sign(payload, "alfa/supplies")
    assert shop.consignment(sent).state == "moving"
    assert shop.on_the_way("alfa", lot) == 100
    check_books(shop.state)


def test_one_person_cannot_be_both_sides(shop: Stores, sent: str) -> None:
    shop.coalition.enrol("alfa/tablet", "supplies", person="driver")
    payload = shop.handover_act(sent, "alfa", "alfa", ALL)
    shop.coalition.sign(payload, "alfa/driver")
    with pytest.raises(Refused, match="two persons"):
        shop.coalition.sign(payload, "alfa/tablet")
    assert shop.consignment(sent).before == []


def test_only_the_receiver_writes_the_handover(shop: Stores, sent: str) -> None:
    body = {
        "consignment": sent,
        "giver": "alfa",
        "receiver": "bravo",
        "field": True,
        "lines": [{"line": 0, "good": 100, "damaged": 0, "missing": 0, "excess": 0}],
    }
    payload = shop.coalition.act("supplies.handover", "alfa", body)
    with pytest.raises(Refused, match="receiver's count"):
        shop.coalition.sign(payload, "alfa/supplies")


def test_a_bystander_cannot_sign(shop: Stores, sent: str) -> None:
    payload = shop.handover_act(sent, "alfa", "bravo", ALL)
    shop.coalition.sign(payload, "bravo/supplies")
    with pytest.raises(Refused, match="no part"):
        shop.coalition.sign(payload, "charlie/supplies")


COUNTS = [
    ("all good", (100, 0, 0, 0), 100, 0, 0),
    ("some missing", (97, 0, 3, 0), 97, 0, 3),
    ("some damaged", (90, 10, 0, 0), 90, 10, 0),
    ("damaged and missing", (80, 15, 5, 0), 80, 15, 5),
    ("too many", (104, 0, 0, 4), 104, 0, 0),
    ("too many, and some of them damaged", (95, 9, 0, 4), 95, 9, 0),
]


@pytest.mark.parametrize(
    ("counted", "good", "damaged", "missing"),
    [row[1:] for row in COUNTS],
    ids=[row[0] for row in COUNTS],
)
def test_what_was_counted_is_where_it_was_counted(
    shop: Stores,
    lot: str,
    sent: str,
    counted: tuple[int, int, int, int],
    good: int,
    damaged: int,
    missing: int,
) -> None:
    shop.handover(sent, "alfa", "charlie", {0: counted}, store=True)
    assert shop.at("charlie", lot) == good
    assert shop.at("charlie", lot, "damaged") == damaged
    assert shop.on_the_way("alfa", lot, "missing") == missing
    check_books(shop.state)


def test_damage_is_a_difference_once(shop: Stores, sent: str) -> None:
    shop.handover(sent, "alfa", "bravo", {0: (90, 10, 0, 0)})
    shop.handover(sent, "bravo", "charlie", {0: (90, 10, 0, 0)}, store=True)
    assert [one.damaged for one in shop.changes if isinstance(one, Differed)] == [10]


def test_when_nothing_arrives_the_giver_answers_for_all(
    shop: Stores, lot: str, sent: str
) -> None:
    shop.handover(sent, "alfa", "charlie", {0: (0, 0, 100, 0)}, store=True)
    assert shop.consignment(sent).state == "lost"
    assert shop.on_the_way("alfa", lot, "missing") == 100
    check_books(shop.state)


# At a desk: refused with the reason. From the field: a conflict that moves nothing.

WRONG: list[tuple[str, str, str, Counted, str]] = [
    ("too few", "alfa", "bravo", {0: (97, 0, 0, 0)}, "does not add up"),
    ("too many", "alfa", "bravo", {0: (101, 0, 0, 0)}, "does not add up"),
    ("a line too many", "alfa", "bravo", ALL | {1: (1, 0, 0, 0)}, "counts every line"),
    ("another line", "alfa", "bravo", {1: (100, 0, 0, 0)}, "counts every line"),
    ("not the holder", "charlie", "bravo", ALL, "alfa answers"),
]


@pytest.mark.parametrize("row", WRONG, ids=[row[0] for row in WRONG])
def test_at_a_desk_it_is_refused(
    shop: Stores, sent: str, row: tuple[str, str, str, Counted, str]
) -> None:
    _, giver, receiver, counted, sentence = row
    with pytest.raises(Refused, match=sentence):
        shop.handover(sent, giver, receiver, counted, field=False)


@pytest.mark.parametrize("row", WRONG, ids=[row[0] for row in WRONG])
def test_from_the_field_it_is_a_conflict(
    shop: Stores, sent: str, row: tuple[str, str, str, Counted, str]
) -> None:
    _, giver, receiver, counted, _ = row
    before = shop.books()
    act = shop.handover(sent, giver, receiver, counted)
    assert act in shop.stock.conflicts
    assert shop.books() == before


@pytest.mark.parametrize(
    "line",
    [
        {"line": 0, "good": 97, "damaged": 0, "missing": 3, "excess": 3},
        {"line": 0, "good": -1, "damaged": 0, "missing": 0, "excess": 0},
        {"line": 200, "good": 1, "damaged": 0, "missing": 0, "excess": 0},
        {"line": 0, "good": 1, "damaged": 0, "missing": 0},
    ],
)
def test_a_count_has_one_form(shop: Stores, line: dict[str, int]) -> None:
    with pytest.raises(Malformed):
        shop.handover("0" * 64, "alfa", "bravo", {}, lines=[line])


def test_a_handover_at_a_desk_needs_a_consignment(shop: Stores) -> None:
    with pytest.raises(Refused, match="no such consignment"):
        shop.handover("0" * 64, "alfa", "bravo", ALL, field=False)


def test_a_giver_is_a_member(shop: Stores, sent: str) -> None:
    payload = shop.handover_act(sent, "zulu", "bravo", ALL)
    with pytest.raises(Refused, match="zulu is not a member"):
        shop.coalition.sign(payload, "bravo/supplies")


def test_goods_are_put_into_a_store_of_the_receiver_alone(
    shop: Stores, sent: str
) -> None:
    with pytest.raises(Refused, match="run by alfa"):
        shop.handover(sent, "alfa", "bravo", ALL, site=shop.sites["alfa"])


@pytest.mark.parametrize("end", ["delivered", "cancelled"])
def test_what_is_not_on_its_way_is_not_handed_over(
    shop: Stores, sent: str, end: str
) -> None:
    if end == "delivered":
        shop.handover(sent, "alfa", "bravo", ALL, store=True)
    else:
        shop.reverse(sent, "alfa/supplies")
    with pytest.raises(Refused, match="not on its way"):
        shop.handover(sent, "bravo", "charlie", ALL, field=False)


# Handovers made without a network, delivered in any order


def test_the_second_claim_on_the_same_goods_is_a_conflict(
    shop: Stores, lot: str, sent: str
) -> None:
    shop.handover(sent, "alfa", "bravo", ALL)
    second = shop.handover(sent, "alfa", "charlie", ALL, store=True)
    assert second in shop.stock.conflicts
    assert shop.on_the_way("bravo", lot) == 100
    # It stays one, even when the goods come back to who gave them twice.
    shop.handover(sent, "bravo", "alfa", ALL)
    assert second in shop.stock.conflicts
    assert shop.consignment(sent).holder == "alfa"
    check_books(shop.state)


def test_a_handover_that_came_too_early_waits_for_the_one_before(
    shop: Stores, lot: str, sent: str
) -> None:
    first = shop.handover_act(sent, "alfa", "bravo", SOME)
    second = shop.handover(sent, "bravo", "charlie", {0: (97, 0, 0, 0)}, store=True)
    assert second in shop.stock.conflicts
    assert shop.on_the_way("alfa", lot) == 100
    shop.coalition.sign(first, "bravo/supplies", "alfa/supplies")
    assert not shop.stock.conflicts
    assert shop.at("charlie", lot) == 97
    assert shop.on_the_way("alfa", lot, "missing") == 3
    assert [one.act_id for one in shop.changes if isinstance(one, Settled)] == [second]
    check_books(shop.state)


def test_a_handover_waits_for_its_consignment(shop: Stores, lot: str) -> None:
    body = {
        "site": shop.sites["alfa"],
        "owner": "alfa",
        "receiver": "charlie",
        "destination": shop.sites["charlie"],
        "field": True,
        "lines": [{"lot": lot, "quantity": 100}],
    }
    packed = shop.coalition.act("supplies.consign", "alfa", body)
    sent = act_id(packed)
    act = shop.handover(sent, "alfa", "charlie", ALL, store=True)
    assert act in shop.stock.conflicts
    shop.coalition.sign(packed, "alfa/supplies")
    assert shop.at("charlie", lot) == 100
    assert not shop.stock.conflicts


def test_of_two_that_came_too_early_the_second_stays_a_conflict(
    shop: Stores, lot: str, sent: str
) -> None:
    one = shop.handover(sent, "bravo", "charlie", ALL, store=True)
    other = shop.handover(sent, "bravo", "alfa", ALL)
    shop.handover(sent, "alfa", "bravo", ALL)
    assert shop.stock.conflicts == {other}
    assert shop.at("charlie", lot) == 100
    last = [one for one in shop.changes if isinstance(one, Conflicted)][-1]
    assert (last.act_id, "not on its way" in last.sentence) == (other, True)
    assert one != other


def test_one_that_waits_can_be_settled_as_void(
    shop: Stores, lot: str, sent: str
) -> None:
    early = shop.handover(sent, "bravo", "charlie", ALL, store=True)
    shop.reverse(early, "charlie/driver", "bravo/supplies")
    shop.handover(sent, "alfa", "bravo", ALL)
    assert shop.consignment(sent).holder == "bravo"
    assert not shop.stock.conflicts


# Reversals


def test_a_handover_is_reversed_by_both_sides(
    shop: Stores, lot: str, sent: str
) -> None:
    before = shop.books()
    act = shop.handover(sent, "alfa", "charlie", SOME, store=True)
    shop.reverse(act, "alfa/supplies", "charlie/supplies")
    assert shop.books() == before
    assert shop.consignment(sent).state == "packed"
    assert shop.consignment(sent).site is None
    assert shop.consignment(sent).holder == "alfa"


def test_of_several_steps_only_the_last_is_reversed(
    shop: Stores, lot: str, sent: str
) -> None:
    start = shop.books()
    first = shop.handover(sent, "alfa", "bravo", ALL)
    middle = shop.books()
    second = shop.handover(sent, "bravo", "charlie", SOME)
    for act in (sent, first):
        with pytest.raises(Refused, match="moved on"):
            shop.reverse(act, "alfa/supplies")
    shop.reverse(second, "bravo/supplies", "charlie/supplies")
    assert shop.books() == middle
    shop.reverse(first, "alfa/supplies", "bravo/supplies")
    assert shop.books() == start
    shop.reverse(sent, "alfa/supplies")
    assert shop.at("alfa", lot) == 200


def test_goods_given_out_after_a_handover_hold_its_reversal_up(
    shop: Stores, lot: str, sent: str
) -> None:
    act = shop.handover(sent, "alfa", "charlie", ALL, store=True)
    shop.use("charlie", {lot: 1}, owner="charlie", field=True)
    assert shop.at("charlie", lot) == 100  # it is alfa's, so that was a conflict
    body = {
        "site": shop.sites["charlie"],
        "owner": "alfa",
        "people": 1,
        "field": False,
        "lines": [{"lot": lot, "quantity": 1}],
    }
    shop.coalition.does("supplies.use", ["charlie/supplies", "alfa/supplies"], body)
    with pytest.raises(Refused, match="moved on"):
        shop.reverse(act, "alfa/supplies")
