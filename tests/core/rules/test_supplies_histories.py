"""Goods over random histories: conserved, owned, answered for, and undone exactly."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.core.acts.envelope import act_id
from accord.core.acts.errors import Refused
from accord.core.rules.changes import ConsignmentChanged
from tests.histories import PICK, Histories, begin, count_of
from tests.stores import Stores, check_books

LONG = ("alfa", "bravo", "charlie", "delta", "echo")

TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None
)


Chain = list[tuple[str, bytes]]


def chain(shop: Stores, length: int, splits: list[int]) -> tuple[str, Chain]:
    """A consignment and its handovers in order, made but not yet delivered."""
    lot = shop.receive("alfa", 60)
    sent = shop.consign({lot: 50}, receiver=LONG[length])
    ahead = shop.twin()
    made: Chain = []
    for step in range(length):
        giver, receiver = LONG[step], LONG[step + 1]
        counted = count_of(ahead.consignment(sent), 0, splits[step])
        payload = ahead.handover_act(
            sent,
            giver,
            receiver,
            counted,
            store=step == length - 1,
            after=shop.coalition.head(),
        )
        ahead.coalition.sign(payload, f"{receiver}/driver", f"{giver}/supplies")
        made += [(f"{receiver}/driver", payload), (f"{giver}/supplies", payload)]
        if ahead.consignment(sent).state == "lost":
            break
    return sent, made


def deliver(shop: Stores, signed: Chain) -> Stores:
    """The same signatures, in some order."""
    shop = shop.twin()
    for name, payload in signed:
        shop.coalition.sign(payload, name)
        check_books(shop.state)
    return shop


@given(
    length=st.integers(1, 4),
    splits=st.lists(PICK, min_size=4, max_size=4),
    order=st.randoms(use_true_random=False),
)
@settings(max_examples=40, deadline=None)
def test_handovers_without_a_network_arrive_in_any_order(
    length: int,
    splits: list[int],
    order: Any,  # noqa: ANN401
) -> None:
    shop = begin(*LONG)
    sent, made = chain(shop, length, splits)
    in_order = deliver(shop, made)
    # A receiver signs before the giver does: pairs are mixed, not turned around.
    pairs = [made[i : i + 2] for i in range(0, len(made), 2)]
    queues = [list(pair) for pair in pairs]
    mixed: Chain = []
    while queues:
        queue = order.choice(queues)
        mixed.append(queue.pop(0))
        queues = [one for one in queues if one]
    in_any = deliver(shop, mixed)
    assert in_any.books() == in_order.books()
    assert in_any.consignment(sent) == in_order.consignment(sent)
    assert not in_any.stock.conflicts
    assert not any(in_any.stock.early.values())


@given(splits=st.lists(PICK, min_size=2, max_size=2), turned=st.booleans())
@settings(max_examples=25, deadline=None)
def test_goods_given_twice_end_without_loss_in_either_order(
    splits: list[int], turned: bool
) -> None:
    shop = begin(*LONG)
    lot = shop.receive("alfa", 60)
    sent = shop.consign({lot: 50}, receiver="charlie")
    claims = [
        shop.handover_act(
            sent, "alfa", receiver, count_of(shop.consignment(sent), 0, split)
        )
        for receiver, split in zip(("bravo", "charlie"), splits, strict=True)
    ]
    winner, second = reversed(claims) if turned else claims
    for payload in (winner, second):
        receiver = "bravo" if payload is claims[0] else "charlie"
        shop.coalition.sign(payload, f"{receiver}/driver", "alfa/supplies")
        check_books(shop.state)
    assert shop.stock.conflicts == {act_id(second)}
    assert shop.consignment(sent).before[0].act_id == act_id(winner)
    steps = [one for one in shop.changes if isinstance(one, ConsignmentChanged)]
    assert len(steps) == 2


def test_the_same_signature_twice_changes_nothing() -> None:
    shop = begin()
    lot = shop.receive("alfa", 60)
    sent = shop.consign({lot: 50})
    payload = shop.handover_act(sent, "alfa", "bravo", {0: (50, 0, 0, 0)})
    shop.coalition.sign(payload, "bravo/driver", "alfa/supplies")
    before = copy.deepcopy(shop.stock)
    for name in ("bravo/driver", "alfa/supplies"):
        with pytest.raises(Refused, match="already recorded"):
            shop.coalition.sign(payload, name)
    assert shop.stock == before
