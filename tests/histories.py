"""Random histories of goods: what people do, rightly and wrongly."""

from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from accord.core.acts.claiming import Claim
from accord.core.acts.errors import Refused
from accord.core.acts.supplies import Handover
from accord.core.rules.changes import Moved, Undone
from accord.core.rules.stock import Consignment
from tests.coalition import FOUNDERS
from tests.stores import Counted, Stores, check_books, replayed, stores

MEMBERS = st.sampled_from(FOUNDERS)
SMALL = st.integers(1, 40)
PICK = st.integers(0, 10**6)


@cache
def _ready(*members: str) -> Stores:
    return stores(*members)


def begin(*members: str) -> Stores:
    """A fresh copy of a coalition with stores."""
    return _ready(*members).twin()


def count_of(consignment: Consignment, wrong: int, split: int) -> Counted:
    """A receiver's count of what is on the way that adds up, unless `wrong`."""
    counted = {}
    for number, line in enumerate(consignment.lines):
        if not line.carried:
            continue
        missing = split % 3 if split % 2 else 0
        missing = min(missing, line.carried)
        damaged = min(split % 5, line.carried - missing)
        excess = split % 4 if not missing else 0
        good = line.carried + excess - missing - damaged
        counted[number] = (good + wrong, damaged, missing, excess)
    return counted or {0: (1, 0, 0, 0)}


class Histories(RuleBasedStateMachine):
    """People do things with goods, rightly and wrongly, in the field and at desks."""

    def __init__(self) -> None:
        super().__init__()
        self.shop = begin()
        self.records: list[str] = []
        self.lots: list[str] = []

    def attempt(self, deed: Any) -> None:  # noqa: ANN401
        """Does it; what is refused leaves the books as they were."""
        before = self.shop.books()
        try:
            made = deed()
        except Refused:
            assert self.shop.books() == before
            return
        self.records.append(made.partition(".")[0])
        if self.records[-1] in self.shop.stock.conflicts:
            assert self.shop.books() == before

    def a_lot(self, pick: int) -> str:
        """Some lot."""
        return sorted(self.shop.stock.lots)[pick % len(self.shop.stock.lots)]

    @initialize(quantity=SMALL)
    def opening(self, quantity: int) -> None:
        """There is something to begin with."""
        self.attempt(lambda: self.shop.receive("alfa", quantity + 20))

    @rule(
        holder=MEMBERS,
        owner=MEMBERS,
        quantity=SMALL,
        only=st.none() | MEMBERS,
    )
    def receive(self, holder: str, owner: str, quantity: int, only: str | None) -> None:
        """Goods come in, some of them for one site alone."""
        more = {"earmark": self.shop.sites[only]} if only else {}
        self.attempt(lambda: self.shop.receive(holder, quantity, owner, **more))

    @rule(holder=MEMBERS, pick=PICK, quantity=SMALL, field=st.booleans())
    def use(self, holder: str, pick: int, quantity: int, field: bool) -> None:
        """Goods are given out."""
        lot = self.a_lot(pick)
        self.attempt(lambda: self.shop.use(holder, {lot: quantity}, field=field))

    @rule(holder=MEMBERS, pick=PICK, counted=st.integers(0, 60), field=st.booleans())
    def count(self, holder: str, pick: int, counted: int, field: bool) -> None:
        """A shelf is counted."""
        lines: list[dict[str, object]] = [{"lot": self.a_lot(pick), "counted": counted}]
        self.attempt(lambda: self.shop.count(holder, lines, field=field))

    @rule(
        pick=PICK,
        quantity=SMALL,
        holder=MEMBERS,
        owner=MEMBERS,
        receiver=MEMBERS,
        field=st.booleans(),
    )
    def consign(
        self,
        pick: int,
        quantity: int,
        holder: str,
        owner: str,
        receiver: str,
        field: bool,
    ) -> None:
        """Goods are packed."""
        lots = {self.a_lot(pick): quantity, self.a_lot(pick + 1): quantity}
        self.attempt(
            lambda: self.shop.consign(
                lots, holder=holder, owner=owner, receiver=receiver, field=field
            )
        )

    @rule(
        pick=PICK,
        split=PICK,
        wrong=st.sampled_from([0, 0, 0, 1]),
        giver=MEMBERS | st.none(),
        receiver=MEMBERS,
        store=st.booleans(),
        field=st.booleans(),
        once=st.sampled_from([False, False, False, True]),
    )
    def hand_over(
        self,
        pick: int,
        split: int,
        wrong: int,
        giver: str | None,
        receiver: str,
        store: bool,
        field: bool,
        once: bool,
    ) -> None:
        """Goods are handed over; `once`: the giver has not signed yet."""
        known = sorted(self.shop.stock.consignments)
        if not known:
            return
        consignment = self.shop.consignment(known[pick % len(known)])
        giver = giver or consignment.holder
        payload = self.shop.handover_act(
            consignment.id,
            giver,
            receiver,
            count_of(consignment, wrong, split),
            store=store,
            field=field,
        )
        signers = [f"{receiver}/driver", f"{giver}/supplies"][: 1 if once else 2]
        self.attempt(lambda: self.shop.coalition.sign(payload, *signers))

    @rule(pick=PICK, quantity=SMALL, holder=MEMBERS, old=MEMBERS, new=MEMBERS)
    def transfer(
        self, pick: int, quantity: int, holder: str, old: str, new: str
    ) -> None:
        """Goods change their owner."""
        if old != new:
            lots = {self.a_lot(pick): quantity}
            self.attempt(lambda: self.shop.transfer(lots, old, new, holder))

    @rule(
        pick=PICK,
        quantity=SMALL,
        holder=MEMBERS,
        owner=MEMBERS,
        to=st.sampled_from(["good", "damaged", "disposed"]),
    )
    def move(self, pick: int, quantity: int, holder: str, owner: str, to: str) -> None:
        """Goods are put aside, put back or thrown away."""
        way = ("damaged" if to == "good" else "good", to)
        lots = {self.a_lot(pick): quantity}
        self.attempt(lambda: self.shop.move(holder, lots, *way, owner=owner))

    @rule(pick=PICK, member=MEMBERS, stands=st.booleans())
    def recall(self, pick: int, member: str, stands: bool) -> None:
        """A lot is frozen or freed."""
        lot = self.a_lot(pick)
        self.attempt(lambda: self.shop.recall(member, lot, stands=stands))

    @rule(pick=PICK, back=st.integers(0, 2))
    def settle(self, pick: int, back: int) -> None:
        """Giver and receiver agree about a difference."""
        open_ones = sorted(self.shop.stock.differences)
        if not open_ones:
            return
        handover, line = open_ones[pick % len(open_ones)]
        missing = self.shop.stock.differences[handover, line].missing
        body: Any = self.shop.state.acts[handover].act.body
        if isinstance(body, Claim):
            body = self.shop.state.acts[body.handover].act.body
        part = {line: (missing - min(back, missing), min(back, missing))}
        self.attempt(
            lambda: self.shop.settle(handover, part, body.giver, body.receiver)
        )

    @rule(pick=PICK, damaged=st.integers(0, 9), missing=st.integers(0, 9))
    def claim(self, pick: int, damaged: int, missing: int) -> None:
        """A receiver finds that not all is as it was counted."""
        bodies = {act: self.shop.state.acts[act].act.body for act in self.records}
        into = [
            (act, body)
            for act, body in bodies.items()
            if isinstance(body, Handover) and body.site is not None
        ]
        if not into or not damaged + missing:
            return
        handover, body = into[pick % len(into)]
        part = {body.lines[pick % len(body.lines)].line: (damaged, missing)}
        self.attempt(lambda: self.shop.claim(handover, part, body.receiver))

    @rule(pick=PICK, quantity=SMALL, owner=MEMBERS, holder=MEMBERS, to=MEMBERS)
    def plan(self, pick: int, quantity: int, owner: str, holder: str, to: str) -> None:
        """An owner agrees to a part of a plan."""
        need = self.shop.need(self.shop.sites[to])
        self.records.append(need)
        line = (self.a_lot(pick), holder, need, quantity)
        self.attempt(lambda: self.shop.plan(owner, line))

    @rule(pick=PICK, quantity=SMALL)
    def follow(self, pick: int, quantity: int) -> None:
        """What was planned is sent, without asking the owner again."""
        plans = sorted(self.shop.stock.reserved)
        if not plans:
            return
        plan = plans[pick % len(plans)]
        agreed: Any = self.shop.state.acts[plan].act
        line = agreed.body.lines[0]
        need: Any = self.shop.state.acts[line.need].act.body
        body = {
            "site": line.site,
            "owner": agreed.by,
            "receiver": "charlie",
            "destination": need.site,
            "plan": plan,
            "field": False,
            "lines": [{"lot": line.lot, "quantity": quantity}],
        }
        holder = self.shop.state.acts[line.site].act.by
        name = f"{holder}/supplies"
        self.attempt(lambda: self.shop.coalition.does("supplies.consign", name, body))

    @rule(pick=PICK)
    def close(self, pick: int) -> None:
        """A plan is over."""
        plans = sorted(self.shop.stock.reserved)
        if plans:
            plan = plans[pick % len(plans)]
            by = self.shop.state.acts[plan].act.by
            self.attempt(lambda: self.shop.close(by, plan))

    @rule(owner=MEMBERS, to=MEMBERS, limit=SMALL, floor=st.integers(0, 10))
    def policy(self, owner: str, to: str, limit: int, floor: int) -> None:
        """An owner lets a holder act for it."""
        self.attempt(lambda: self.shop.policy(owner, to, limit=limit, floor=floor))

    @rule(pick=PICK)
    def reverse(self, pick: int) -> None:
        """A record is reversed by all who signed it."""
        act = self.records[pick % len(self.records)]
        record = self.shop.state.acts[act]
        keys = [self.shop.state.keys[one] for one in record.signatures]
        signers = [f"{key.member}/{key.person}" for key in keys]
        before = self.shop.books()
        was_conflict = act in self.shop.stock.conflicts
        try:
            by = self.shop.reverse(act, *signers)
        except Refused:
            assert self.shop.books() == before
            return
        if self.shop.state.acts[by].effect is not None:
            assert Undone(act, by) in self.shop.changes
            assert not was_conflict or self.shop.books() == before

    @invariant()
    def books_hold(self) -> None:
        """Conserved, never negative, owned, answered for by who signed."""
        check_books(self.shop.state)

    @invariant()
    def earmarks_hold(self) -> None:
        """What a donor gave for one site was given out nowhere else."""
        for one in self.shop.changes:
            if isinstance(one, Moved) and one.target.place == "recipient":
                earmark = self.shop.stock.lots[one.lot].earmark
                assert earmark is None or one.source.place == f"site:{earmark}"

    def teardown(self) -> None:
        """Another machine, from the leaves alone, has the same books."""
        assert replayed(self.shop.coalition.leaves).stock == self.shop.stock
