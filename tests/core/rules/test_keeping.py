"""Other owners, conditions, recalls, settled differences and closed needs."""

from collections.abc import Callable

import pytest

from accord.core.acts.errors import Malformed, Refused
from accord.core.rules.changes import Agreed, Over, Recalled
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


def counted_short(shop: Stores, lot: str) -> str:
    """Alfa sends 50 and bravo counts 44 good, 1 damaged, 5 missing."""
    sent = shop.consign({lot: 50}, receiver="bravo")
    return shop.handover(sent, "alfa", "bravo", {0: (44, 1, 5, 0)}, store=True)


def of(shop: Stores, holder: str, owner: str, lot: str) -> int:
    """Good units of one owner in the holder's store."""
    return sum(
        quantity
        for (account, one), quantity in shop.books().items()
        if (account.holder, account.owner, one) == (holder, owner, lot)
    )


def test_both_owners_sign_a_change_of_owner(shop: Stores, lot: str) -> None:
    body = {
        "site": shop.sites["alfa"],
        "owner": "alfa",
        "to": "charlie",
        "lines": [{"lot": lot, "quantity": 30}],
    }
    payload = shop.coalition.act("supplies.transfer", "alfa", body)
    shop.coalition.sign(payload, "alfa/supplies")
    assert of(shop, "alfa", "charlie", lot) == 0
    shop.coalition.sign(payload, "charlie/supplies")
    assert of(shop, "alfa", "charlie", lot) == 30
    assert of(shop, "alfa", "alfa", lot) == 70
    check_books(shop.state)


def test_the_new_owner_can_send_and_recall_what_it_was_given(
    shop: Stores, lot: str
) -> None:
    shop.transfer({lot: 30}, "alfa", "charlie")
    shop.consign({lot: 30}, owner="charlie")
    shop.recall("charlie", lot)
    assert shop.stock.recalled == {lot: "charlie"}
    check_books(shop.state)


def test_a_reversed_change_of_owner_gives_back(shop: Stores, lot: str) -> None:
    act = shop.transfer({lot: 30}, "alfa", "charlie")
    shop.reverse(act, "alfa/supplies", "charlie/supplies")
    assert of(shop, "alfa", "alfa", lot) == 100


def test_goods_are_put_aside_and_put_back(shop: Stores, lot: str) -> None:
    shop.move("alfa", {lot: 5}, "good", "damaged")
    assert shop.at("alfa", lot, "damaged") == 5
    shop.move("alfa", {lot: 2}, "damaged", "good")
    assert (shop.at("alfa", lot), shop.at("alfa", lot, "damaged")) == (97, 3)


def test_goods_go_to_another_site_of_their_holder(shop: Stores, lot: str) -> None:
    annex = shop.site("alfa", "annex")
    shop.move("alfa", {lot: 40}, "good", "good", target=annex)
    assert shop.at("alfa", lot) == 60
    assert of(shop, "alfa", "alfa", lot) == 100


def test_throwing_goods_of_another_away_needs_that_owner(shop: Stores) -> None:
    lot = shop.receive("alfa", 20, owner="bravo")
    body = {
        "site": shop.sites["alfa"],
        "owner": "bravo",
        "condition": "good",
        "target": shop.sites["alfa"],
        "to": "disposed",
        "lines": [{"lot": lot, "quantity": 20}],
    }
    payload = shop.coalition.act("supplies.move", "alfa", body)
    shop.coalition.sign(payload, "alfa/supplies")
    assert shop.at("alfa", lot) == 20
    shop.coalition.sign(payload, "bravo/supplies")
    assert shop.at("alfa", lot) == 0
    check_books(shop.state)


def test_a_recalled_lot_is_frozen_until_it_is_freed(shop: Stores, lot: str) -> None:
    shop.recall("alfa", lot)
    with pytest.raises(Refused, match="alfa has recalled this lot"):
        shop.use("alfa", {lot: 1})
    shop.recall("alfa", lot, stands=False)
    shop.use("alfa", {lot: 1})
    assert [one for one in shop.changes if isinstance(one, Recalled)] == [
        Recalled(lot, "alfa", stands=True),
        Recalled(lot, "alfa", stands=False),
    ]


def test_a_recalled_lot_given_out_in_the_field_is_a_conflict(
    shop: Stores, lot: str
) -> None:
    shop.recall("alfa", lot)
    act = shop.use("alfa", {lot: 1}, field=True)
    assert shop.stock.conflicts == {act}
    assert shop.at("alfa", lot) == 100


def test_a_recalled_lot_can_be_put_aside_and_thrown_away(
    shop: Stores, lot: str
) -> None:
    shop.recall("alfa", lot)
    shop.move("alfa", {lot: 60}, "good", "damaged")
    shop.move("alfa", {lot: 40}, "good", "disposed")
    assert shop.at("alfa", lot) == 0


def test_goods_on_their_way_are_handed_over_also_when_recalled(
    shop: Stores, lot: str
) -> None:
    sent = shop.consign({lot: 50}, receiver="bravo")
    shop.recall("alfa", lot)
    shop.handover(sent, "alfa", "bravo", {0: (50, 0, 0, 0)}, store=True)
    assert shop.at("bravo", lot) == 50


def test_what_was_missing_is_lost_or_came_back(shop: Stores, lot: str) -> None:
    handover = counted_short(shop, lot)
    assert shop.on_the_way("alfa", lot, "missing") == 5
    shop.settle(handover, {0: (2, 3)})
    assert shop.on_the_way("alfa", lot, "missing") == 0
    assert shop.at("alfa", lot) == 53
    assert not shop.stock.differences
    assert Agreed(handover, 0, list(shop.state.acts)[-1], stands=True) in shop.changes
    check_books(shop.state)


def test_a_reversed_settlement_leaves_the_difference_open(
    shop: Stores, lot: str
) -> None:
    handover = counted_short(shop, lot)
    settled = shop.settle(handover, {0: (5, 0)})
    with pytest.raises(Refused, match="was settled; that comes first"):
        shop.reverse(handover, "bravo/driver", "alfa/supplies")
    shop.reverse(settled, "bravo/driver", "alfa/supplies")
    assert list(shop.stock.differences) == [(handover, 0)]
    shop.reverse(handover, "bravo/driver", "alfa/supplies")
    assert not shop.stock.differences
    check_books(shop.state)


def test_one_side_alone_does_not_settle(shop: Stores, lot: str) -> None:
    handover = counted_short(shop, lot)
    line = {"line": 0, "lost": 5, "back": 0}
    body = {"handover": handover, "lines": [line]}
    payload = shop.coalition.act("supplies.settle", "alfa", body)
    shop.coalition.sign(payload, "alfa/supplies")
    assert shop.stock.differences
    shop.coalition.sign(payload, "bravo/supplies")
    assert not shop.stock.differences


def test_a_need_is_closed_by_its_member(shop: Stores) -> None:
    need = shop.need(shop.sites["charlie"])
    act = shop.close("charlie", need)
    assert Over(need, act) in shop.changes


# What is refused: (name, what is done, part of the sentence)
REFUSED: list[tuple[str, Deed, str]] = [
    (
        "giving on more than there is",
        lambda s, lot: s.transfer({lot: 101}, "alfa", "bravo"),
        "show 100",
    ),
    (
        "giving on what belongs to another",
        lambda s, lot: s.transfer({lot: 1}, "bravo", "charlie"),
        "show 0",
    ),
    (
        "giving on to no member",
        lambda s, lot: s.coalition.does(
            "supplies.transfer",
            "alfa/supplies",
            {
                "site": s.sites["alfa"],
                "owner": "alfa",
                "to": "zulu",
                "lines": [{"lot": lot, "quantity": 1}],
            },
        ),
        "zulu is not a member",
    ),
    (
        "giving on a frozen lot",
        lambda s, lot: [s.recall("alfa", lot), s.transfer({lot: 1}, "alfa", "bravo")],
        "alfa has recalled this lot; it is frozen",
    ),
    (
        "moving what lies with another",
        lambda s, lot: s.move("bravo", {lot: 1}, "good", "damaged", owner="alfa"),
        "show 0",
    ),
    (
        "moving to the site of another",
        lambda s, lot: s.move(
            "alfa", {lot: 1}, "good", "good", target=s.sites["bravo"]
        ),
        "run by bravo",
    ),
    (
        "mending a frozen lot",
        lambda s, lot: [
            s.move("alfa", {lot: 1}, "good", "damaged"),
            s.recall("alfa", lot),
            s.move("alfa", {lot: 1}, "damaged", "good"),
        ],
        "it is frozen",
    ),
    (
        "recalling what never came",
        lambda s, _: s.recall("alfa", f"{'0' * 64}.0"),
        "no such lot",
    ),
    (
        "recalling what belongs to others",
        lambda s, lot: s.recall("bravo", lot),
        "a lot is recalled by an owner of it",
    ),
    (
        "recalling twice",
        lambda s, lot: [s.recall("alfa", lot), s.recall("alfa", lot)],
        "alfa has recalled this lot already",
    ),
    (
        "freeing what is not frozen",
        lambda s, lot: s.recall("alfa", lot, stands=False),
        "your organisation has not recalled this lot",
    ),
    (
        "settling no handover",
        lambda s, lot: s.settle(lot.partition(".")[0], {0: (1, 0)}),
        "There is no such handover",
    ),
    (
        "settling a line that fits",
        lambda s, lot: s.settle(counted_short(s, lot), {1: (0, 0)}),
        "Line 2 has no difference",
    ),
    (
        "settling twice",
        lambda s, lot: [
            (handover := counted_short(s, lot)),
            s.settle(handover, {0: (5, 0)}),
            s.settle(handover, {0: (5, 0)}),
        ],
        "Line 1 has no difference",
    ),
    (
        "settling more than is missing",
        lambda s, lot: s.settle(counted_short(s, lot), {0: (6, 0)}),
        "Line 1 does not add up: 5 are missing",
    ),
    (
        "reversing a handover whose difference was settled",
        lambda s, lot: [
            (handover := counted_short(s, lot)),
            s.settle(handover, {0: (0, 5)}),
            s.reverse(handover, "bravo/driver", "alfa/supplies"),
        ],
        "A difference of this handover was settled",
    ),
    (
        "closing no need",
        lambda s, lot: s.close("alfa", lot.partition(".")[0]),
        "There is no such need, offer or plan",
    ),
    (
        "closing the need of another",
        lambda s, _: s.close("alfa", s.need(s.sites["charlie"])),
        "registered by charlie",
    ),
    (
        "closing a need twice",
        lambda s, _: [
            (need := s.need(s.sites["charlie"])),
            s.close("charlie", need),
            s.close("charlie", need),
        ],
        "closed already",
    ),
]


@pytest.mark.parametrize(
    ("deed", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_refused(shop: Stores, lot: str, deed: Deed, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        deed(shop, lot)
    check_books(shop.state)


@pytest.mark.parametrize(
    ("deed", "sentence"),
    [
        (
            lambda s, lot: s.transfer({lot: 1}, "alfa", "alfa"),
            "new owner are the same",
        ),
        (lambda s, lot: s.move("alfa", {lot: 1}, "good", "good"), "to another"),
        (
            lambda s, lot: s.move(
                "alfa", {lot: 1}, "good", "disposed", target=s.sites["bravo"]
            ),
            "where they are",
        ),
        (
            lambda s, lot: s.coalition.does(
                "supplies.settle",
                "alfa/supplies",
                {
                    "handover": lot.partition(".")[0],
                    "lines": [{"line": 0, "lost": 0, "back": 1}],
                },
            ),
            "A site is named when goods came back",
        ),
    ],
)
def test_malformed(shop: Stores, lot: str, deed: Deed, sentence: str) -> None:
    with pytest.raises(Malformed, match=sentence):
        deed(shop, lot)
