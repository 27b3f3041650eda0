"""The read tables say what the books say, live and rebuilt."""

import json
from collections import defaultdict
from itertools import groupby

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from accord.core.rules.changes import Account, Change, Signed
from accord.core.rules.state import State
from accord.ledger import queries
from accord.sequencer.jobs import JOBS
from accord.sequencer.rebuild import rebuild
from accord.supplies import apply as supplies
from accord.supplies.gifts import Given
from accord.supplies.models import (
    Balance,
    Conflict,
    Consignment,
    Dated,
    DaySum,
    Difference,
    Gift,
    Handover,
    Lot,
    Movement,
    Need,
    Recall,
    Reserved,
    Shelf,
)
from tests.histories import Histories
from tests.stores import Stores

ALL = {0: (100, 0, 0, 0)}
SOME = {0: (97, 0, 3, 0)}


def balances() -> dict[tuple[Account, str], int]:
    """The table of balances: what members hold, as the state has it."""
    columns = ("holder", "place", "owner", "condition", "lot_id", "quantity")
    return {
        (Account(*row[:4]), row[4]): row[5]
        for row in Balance.objects.values_list(*columns)
    }


def shelves(state: State) -> set[tuple[object, ...]]:
    """What lies in stores by the books: units in each condition, and the first date."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    dates: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for (account, name), quantity in state.stock.balances.items():
        if account.holder and account.place.startswith("site:"):
            lot = state.stock.lots[name]
            at = (account.holder, account.place, account.owner, lot.item)
            found[at][("good", "damaged").index(account.condition)] += quantity
            dates[at] += [lot.expiry] if lot.expiry else []
    return {(*at, *units, min(dates[at], default="")) for at, units in found.items()}


def dates(state: State) -> dict[tuple[str, str], int]:
    """How much good stock of each item keeps until which day, by the books."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for (account, name), quantity in state.stock.balances.items():
        lot = state.stock.lots[name]
        in_store = account.holder and account.place.startswith("site:")
        if in_store and account.condition == "good" and lot.expiry:
            found[lot.expiry, lot.item] += quantity
    return dict(found)


def good_stock(state: State) -> dict[str, int]:
    """Good units of each item in all stores, by the books."""
    found: dict[str, int] = defaultdict(int)
    for (account, name), quantity in state.stock.balances.items():
        in_store = account.holder and account.place.startswith("site:")
        if in_store and account.condition == "good":
            found[state.stock.lots[name].item] += quantity
    return dict(found)


def given_in_all(state: State) -> dict[str, int]:
    """Units that came from each donor, by the books."""
    found: dict[str, int] = defaultdict(int)
    for (account, name), quantity in state.stock.balances.items():
        if account.place == "source" and state.stock.lots[name].donor:
            found[state.stock.lots[name].donor] -= quantity
    return dict(found)


def check_sums(state: State) -> None:
    """What charts and reports read, against the books."""
    kept = Dated.objects.exclude(units=0).values_list("expiry", "item", "units")
    assert {(until, item): n for until, item, n in kept} == dates(state)
    moved = DaySum.objects.values_list("item").annotate(n=Sum("units")).exclude(n=0)
    assert dict(moved.order_by()) == good_stock(state)
    given: dict[str, int] = defaultdict(int)
    for row in Gift.objects.all():
        units = Given(*(getattr(row, name) for name in Given.NAMES))
        assert units.adds_up
        given[row.donor] += units.given
    assert {donor: n for donor, n in given.items() if n} == given_in_all(state)


def given_before(need: Need, state: State) -> int:
    """Units of what is needed that were given out there before, by the books."""
    return sum(
        units
        for moves in state.stock.movements.values()
        for one in moves
        if one.index < need.index and state.stock.lots[one.lot].item == need.item
        for place, other, units in (
            (one.source.place, one.target.place, one.quantity),
            (one.target.place, one.source.place, -one.quantity),
        )
        if (place, other) == (f"site:{need.site}", "recipient")
    )


def compare(state: State) -> None:
    """Every table against the books."""
    stock = state.stock
    assert balances() == {at: n for at, n in stock.balances.items() if at[0].holder}
    columns = ("holder", "place", "owner", "item", "good", "damaged", "expiry")
    assert set(Shelf.objects.values_list(*columns)) == shelves(state)
    check_sums(state)
    for need in Need.objects.all():
        assert need.given == given_before(need, state)
    moved = [one for act in stock.movements.values() for one in act]
    rows = Movement.objects.values_list("act", "lot_id", "quantity")
    assert sorted(rows) == sorted((m.act_id, m.lot, m.quantity) for m in moved)
    assert set(Lot.objects.values_list("lot", "item")) == {
        (lot.lot, lot.item) for lot in stock.lots.values()
    }
    shown = Consignment.objects.values_list("act", "holder", "state", "stored")
    assert set(shown) == {
        (one.id, one.holder, one.state, one.site or "")
        for one in stock.consignments.values()
    }
    assert set(Conflict.objects.values_list("act", flat=True)) == stock.conflicts
    done = {step.act_id for one in stock.consignments.values() for step in one.before}
    effective = Handover.objects.filter(state="effect")
    assert set(effective.values_list("act", flat=True)) == done
    differences = Difference.objects.values_list("act", "line", "agreed")
    assert {row[:2] for row in differences if not row[2]} == set(stock.differences)
    assert {row[:2] for row in differences if row[2]} == set(stock.settled)
    assert {row[0] for row in differences} <= done
    assert dict(Recall.objects.values_list("lot_id", "member")) == stock.recalled
    held = Reserved.objects.values_list("part", "place", "owner", "lot_id", "quantity")
    assert set(held) == {
        (plan, account.place, account.owner, lot, quantity)
        for plan, kept in stock.reserved.items()
        for (account, lot), quantity in kept.items()
    }


def by_leaf(changes: list[Change]) -> list[list[Change]]:
    """The changes of each leaf: a leaf's first change is its signature."""
    number = 0
    numbered = []
    for one in changes:
        number += isinstance(one, Signed)
        numbered.append((number, one))
    groups = groupby(numbered, key=lambda pair: pair[0])
    return [[one for _, one in group] for _, group in groups]


class Tables(Histories):
    """Writes the history into the tables, in pieces of all sizes, and compares."""

    def teardown(self) -> None:
        """Live: a few leaves at a time. Rebuilt: all at once."""
        leaves = by_leaf(self.shop.changes)
        supplies.clear()
        size = 1
        while leaves:
            supplies.apply([one for leaf in leaves[:size] for one in leaf])
            leaves, size = leaves[size:], size % 7 + 1
        compare(self.shop.state)
        live = [list(one.objects.order_by("pk").values()) for one in supplies.TABLES]
        supplies.clear()
        supplies.apply(self.shop.changes)
        assert live == [
            list(one.objects.order_by("pk").values()) for one in supplies.TABLES
        ]


@pytest.mark.django_db
def test_tables_say_what_the_books_say_after_any_history() -> None:
    run_state_machine_as_test(
        Tables,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def story(shop: Stores) -> dict[str, str]:
    """Goods come in, go on their way, are counted; one conflict, one reversal."""
    lot = shop.receive("alfa", 200)
    sent = shop.consign({lot: 100})
    early = shop.handover(sent, "bravo", "charlie", SOME, store=True)
    first = shop.handover(sent, "alfa", "bravo", ALL)
    twice = shop.handover(sent, "alfa", "charlie", ALL, store=True)
    need = shop.need(shop.sites["charlie"])
    used = shop.use("alfa", {lot: 10})
    shop.reverse(used, "alfa/supplies")
    half = shop.handover_act(shop.consign({lot: 5}), "alfa", "bravo", {0: (5, 0, 0, 0)})
    opened = shop.coalition.sign(half, "bravo/driver")
    return {
        "lot": lot,
        "sent": sent,
        "early": early,
        "first": first,
        "twice": twice,
        "need": need,
        "open": opened,
    }


def test_the_hub_writes_them(shop: Stores) -> None:
    ids = story(shop)
    compare(shop.state)
    states = dict(Handover.objects.values_list("act", "state"))
    assert states == {
        ids["early"]: "effect",
        ids["first"]: "effect",
        ids["twice"]: "conflict",
        ids["open"]: "open",
    }
    (conflict,) = Conflict.objects.all()
    said = conflict.template.format(**json.loads(conflict.values))
    assert said == "This consignment is not on its way any more."
    (difference,) = Difference.objects.all()
    assert (difference.act, difference.missing) == (ids["early"], 3)


def test_what_waited_has_its_effect_now(shop: Stores) -> None:
    ids = story(shop)
    row = queries.act(ids["early"])
    assert row is not None
    assert (row.state, row.conflict) == ("effect", "")


def test_reversed_records_leave_their_differences_and_conflicts(shop: Stores) -> None:
    ids = story(shop)
    shop.reverse(ids["early"], "charlie/driver", "bravo/supplies")
    shop.reverse(ids["twice"], "charlie/driver", "alfa/supplies")
    shop.reverse(ids["need"], "charlie/supplies")
    assert not Difference.objects.exists()
    assert not Conflict.objects.exists()
    assert Need.objects.get().undone
    compare(shop.state)


def test_kept_stock_is_in_the_tables(shop: Stores) -> None:
    ids = story(shop)
    shop.transfer({ids["lot"]: 20}, "alfa", "bravo")
    shop.move("alfa", {ids["lot"]: 5}, "good", "damaged")
    shop.recall("alfa", ids["lot"])
    shop.settle(ids["early"], {0: (1, 2)}, "bravo", "charlie")
    shop.close("charlie", ids["need"])
    compare(shop.state)
    assert Recall.objects.get().member == "alfa"
    assert Difference.objects.get().agreed
    assert Need.objects.get().undone
    given = Movement.objects.get(target_owner="bravo", owner="alfa")
    assert given.quantity == 20


def test_rebuilt_from_the_log_they_are_equal(shop: Stores) -> None:
    story(shop)
    tables = [table for job in JOBS for table in job.tables]
    live = [list(one._default_manager.order_by("pk").values()) for one in tables]
    rebuild()
    assert live == [
        list(one._default_manager.order_by("pk").values()) for one in tables
    ]
