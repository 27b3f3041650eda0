"""A coalition with stores: items, sites, lots and consignments, in memory.

alfa keeps a store, bravo drives, charlie gives out. Each has a keeper
(`alfa/supplies`) and a driver (`alfa/driver`), who may both sign for goods.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from accord.core.acts.claiming import Claim
from accord.core.acts.envelope import parse_leaf
from accord.core.acts.supplies import Handover
from accord.core.rules import fold
from accord.core.rules.changes import Account, Change
from accord.core.rules.goods import owners as owners_of
from accord.core.rules.state import State
from accord.core.rules.stock import Before, Consignment, Stock
from tests.coalition import FOUNDERS, Coalition, blob, founded

Counted = Mapping[int, tuple[int, int, int, int]]


@dataclass
class Stores:
    """A founded coalition, a site of each member, and two items."""

    coalition: Coalition
    sites: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """The state of the coalition."""
        return self.coalition.state

    @property
    def stock(self) -> Stock:
        """The books."""
        return self.state.stock

    @property
    def changes(self) -> list[Change]:
        """All changes since the founding."""
        return self.coalition.changes

    def site(self, member: str, code: str) -> str:
        """A new site of a member."""
        told = {
            "name": f"{code} hall",
            "address": "1 Quay",
            "lat": "45.2",
            "lon": "28.8",
        }
        place = {"place": blob(told)}
        return self.coalition.does(
            "supplies.site", f"{member}/supplies", {"code": code}, place
        )

    def item(self, code: str, member: str = "alfa") -> str:
        """A new item of the catalogue."""
        body = {"code": code, "unit": "piece", "grams": 900, "millilitres": 0}
        names = {"names": blob({"en": code})}
        signer = f"{member}/supplies"
        return self.coalition.does("supplies.item", signer, body | {"packs": []}, names)

    def need(self, site: str, quantity: int = 100, **changes: object) -> str:
        """A need of blankets at a site, by charlie."""
        body = {
            "site": site,
            "item": self.items["blanket"],
            "quantity": quantity,
            "priority": 1,
            "people": 60,
            "due": "2026-11-24T16:00:00Z",
        }
        return self.coalition.does("supplies.need", "charlie/supplies", body | changes)

    def receive(
        self, holder: str, quantity: int = 100, owner: str | None = None, **more: object
    ) -> str:
        """Blankets come into the store of `holder`; returns the lot."""
        owner = owner or holder
        body = {
            "site": self.sites[holder],
            "owner": owner,
            "donor": "kind-hearts",
            "field": False,
            "lines": [{"item": self.items["blanket"], "quantity": quantity}],
        }
        signers = list(dict.fromkeys([f"{holder}/supplies", f"{owner}/supplies"]))
        act = self.coalition.does("supplies.receive", signers, body | more)
        return f"{act}.0"

    def consign(
        self,
        lots: Mapping[str, int],
        *,
        holder: str = "alfa",
        owner: str = "alfa",
        receiver: str = "charlie",
        **more: object,
    ) -> str:
        """Quantities of lots are packed for the receiver's site."""
        body = {
            "site": self.sites[holder],
            "owner": owner,
            "receiver": receiver,
            "destination": self.sites.get(receiver, self.sites[holder]),
            "field": False,
            "lines": [{"lot": one, "quantity": n} for one, n in lots.items()],
        }
        signers = list(dict.fromkeys([f"{holder}/supplies", f"{owner}/supplies"]))
        return self.coalition.does("supplies.consign", signers, body | more)

    def handover_act(
        self,
        consignment: str,
        giver: str,
        receiver: str,
        counted: Counted,
        *,
        store: bool = False,
        after: dict[str, object] | None = None,
        **more: object,
    ) -> bytes:
        """The payload of a handover: line -> (good, damaged, missing, excess)."""
        body: dict[str, object] = {
            "consignment": consignment,
            "giver": giver,
            "receiver": receiver,
            "field": True,
            "lines": [
                {
                    "line": line,
                    "good": good,
                    "damaged": damaged,
                    "missing": missing,
                    "excess": excess,
                }
                for line, (good, damaged, missing, excess) in counted.items()
            ],
        }
        if store:
            body["site"] = self.sites[receiver]
        return self.coalition.act(
            "supplies.handover",
            receiver,
            body | more,
            after=after or self.coalition.head(),
        )

    def handover(
        self,
        consignment: str,
        giver: str,
        receiver: str,
        counted: Counted,
        **more: object,
    ) -> str:
        """A handover signed by the receiver's driver and the giver's keeper."""
        payload = self.handover_act(consignment, giver, receiver, counted, **more)  # type: ignore[arg-type]
        return self.coalition.sign(payload, f"{receiver}/driver", f"{giver}/supplies")

    def use(self, holder: str, lots: Mapping[str, int], **more: object) -> str:
        """Goods of the holder are given out."""
        body = {
            "site": self.sites[holder],
            "owner": holder,
            "people": 10,
            "field": False,
            "lines": [{"lot": one, "quantity": n} for one, n in lots.items()],
        }
        return self.coalition.does("supplies.use", f"{holder}/supplies", body | more)

    def count(self, holder: str, lines: list[dict[str, object]], **more: object) -> str:
        """A stock-take of the holder's own goods."""
        body = {
            "site": self.sites[holder],
            "owner": holder,
            "field": False,
            "lines": lines,
        }
        return self.coalition.does("supplies.count", f"{holder}/supplies", body | more)

    def transfer(
        self, lots: Mapping[str, int], old: str, new: str, holder: str = "alfa"
    ) -> str:
        """Goods in the holder's store change their owner."""
        body = {
            "site": self.sites[holder],
            "owner": old,
            "to": new,
            "lines": [{"lot": one, "quantity": n} for one, n in lots.items()],
        }
        signers = list(dict.fromkeys([f"{old}/supplies", f"{new}/supplies"]))
        return self.coalition.does("supplies.transfer", signers, body)

    def move(
        self, holder: str, lots: Mapping[str, int], *way: str, **more: object
    ) -> str:
        """Goods of the holder go from one condition to another."""
        body = {
            "site": self.sites[holder],
            "owner": holder,
            "condition": way[0],
            "target": self.sites[holder],
            "to": way[1],
            "lines": [{"lot": one, "quantity": n} for one, n in lots.items()],
        } | more
        signers = [f"{holder}/supplies"]
        if body["to"] == "disposed" and body["owner"] != holder:
            signers.append(f"{body['owner']}/supplies")
        return self.coalition.does("supplies.move", signers, body)

    def recall(self, member: str, *lots: str, stands: bool = True) -> str:
        """A member freezes lots, or frees them."""
        body = {"lots": sorted(lots), "stands": stands}
        return self.coalition.does("supplies.recall", f"{member}/supplies", body)

    def settle(
        self,
        handover: str,
        lines: Mapping[int, tuple[int, int]],
        giver: str = "alfa",
        receiver: str = "bravo",
    ) -> str:
        """Giver and receiver agree: line -> (lost, back)."""
        body: dict[str, object] = {
            "handover": handover,
            "lines": [
                {"line": line, "lost": lost, "back": back}
                for line, (lost, back) in lines.items()
            ],
        }
        if any(back for _, back in lines.values()):
            body["site"] = self.sites[giver]
        names = (f"{receiver}/driver", f"{giver}/supplies")
        return self.coalition.does("supplies.settle", names, body)

    def claim(
        self,
        handover: str,
        lines: Mapping[int, tuple[int, int]],
        receiver: str = "bravo",
    ) -> str:
        """The receiver found later: line -> (damaged, missing)."""
        body = {
            "handover": handover,
            "lines": [
                {"line": line, "damaged": damaged, "missing": missing}
                for line, (damaged, missing) in lines.items()
            ],
        }
        return self.coalition.does("supplies.claim", f"{receiver}/supplies", body)

    def close(self, member: str, act: str) -> str:
        """A need, an offer or a plan is over."""
        name = f"{member}/supplies"
        return self.coalition.does("supplies.close", name, {"act": act})

    def plan(
        self, owner: str, *lines: tuple[str, str, str, int], **more: object
    ) -> str:
        """The owner agrees: (lot, holder, need, quantity)."""
        body = {
            "plan": "ab" * 32,
            "lines": [
                {"lot": lot, "site": self.sites[holder], "need": need, "quantity": n}
                for lot, holder, need, n in lines
            ],
            "vehicles": [],
        }
        return self.coalition.does("supplies.plan", f"{owner}/supplies", body | more)

    def policy(self, owner: str, to: str, **more: object) -> str:
        """The owner lets a holder send its goods without asking."""
        body = {
            "to": to,
            "items": [],
            "limit": 50,
            "floor": 0,
            "until": "2027-01-01T00:00:00Z",
        }
        return self.coalition.does("supplies.policy", f"{owner}/supplies", body | more)

    def vehicle(self, member: str, code: str = "van", **more: object) -> str:
        """A vehicle of a member."""
        body = {
            "code": code,
            "grams": 1_500_000,
            "millilitres": 9_000_000,
            "pallets": 3,
            "bands": ["ambient"],
        }
        names = {"names": blob({"en": "Blue van"})}
        name = f"{member}/supplies"
        return self.coalition.does("supplies.vehicle", name, body | more, names)

    def reverse(self, act: str, *signers: str) -> str:
        """The opposite of an act."""
        return self.coalition.does("supplies.reverse", signers, {"act": act})

    def twin(self) -> "Stores":
        """Another of the same, made from the same leaves."""
        coalition = replace(
            self.coalition,
            state=replayed(self.coalition.leaves),
            leaves=list(self.coalition.leaves),
            changes=list(self.coalition.changes),
        )
        return replace(self, coalition=coalition)

    # Looking

    def at(self, holder: str, lot: str, condition: str = "good") -> int:
        """What lies in the holder's store, whoever owns it."""
        place = f"site:{self.sites[holder]}"
        return sum(
            quantity
            for (account, one), quantity in self.stock.balances.items()
            if (account.holder, account.place, account.condition, one)
            == (holder, place, condition, lot)
        )

    def on_the_way(self, holder: str, lot: str, condition: str = "good") -> int:
        """What the holder answers for on the way."""
        return sum(
            quantity
            for (account, one), quantity in self.stock.balances.items()
            if account.place.startswith("transit:")
            and (account.holder, account.condition, one) == (holder, condition, lot)
        )

    def consignment(self, act: str) -> Consignment:
        """A consignment in the books."""
        return self.stock.consignments[act]

    def books(self) -> dict[tuple[Account, str], int]:
        """A copy of every balance."""
        return dict(self.stock.balances)


def stores(*members: str) -> Stores:
    """A coalition in memory whose members each run a store."""
    return furnish(founded(*members), *members)


def furnish(coalition: Coalition, *members: str) -> Stores:
    """Gives each member a second person for goods, and a site; makes two items."""
    names = members or FOUNDERS
    for member in names:
        coalition.enrol(f"{member}/driver", "supplies")
    made = Stores(coalition)
    for member in names:
        made.sites[member] = made.site(member, f"{member}-store")
    for code in ("blanket", "filter"):
        made.items[code] = made.item(code)
    return made


def replayed(leaves: Iterable[bytes]) -> State:
    """The state after some leaves, without looking at their signatures."""
    state = State()
    for data in leaves:
        fold.apply(state, fold.check(state, parse_leaf(data), verify=False))
    return state


def check_books(state: State) -> None:
    """What has to hold after every record, whatever came before."""
    totals: dict[str, int] = defaultdict(int)
    owners: dict[str, set[str]] = defaultdict(set)
    for (account, lot), quantity in state.stock.balances.items():
        totals[lot] += quantity
        owners[lot].add(account.owner)
        assert quantity >= 0 or not account.holder, (account, quantity)
    assert not any(totals.values()), "goods were made or lost"
    for lot, found in owners.items():
        assert found <= owners_of(lot, state), "the owner changed without signing"
    for consignment in state.stock.consignments.values():
        check_consignment(state, consignment)
    check_plans(state)
    check_claims(state)


def check_claims(state: State) -> None:
    """No more is claimed than was counted as good; what is missing waits for people.

    What a member has as missing is what no settlement has closed yet.
    """
    for (handover, line), units in state.stock.claimed.items():
        body = state.acts[handover].act.body
        assert isinstance(body, Handover)
        counted = {one.line: one.good for one in body.lines}
        assert 0 < units <= counted[line]
    missing: dict[tuple[str, str], int] = defaultdict(int)
    for one in state.stock.differences.values():
        body = state.acts[one.act_id].act.body
        if isinstance(body, Handover) and one.missing:
            missing[body.giver, one.consignment] += one.missing
        elif isinstance(body, Claim) and one.missing:
            missing[state.acts[one.act_id].act.by, one.consignment] += one.missing
    found: dict[tuple[str, str], int] = defaultdict(int)
    for (account, _lot), quantity in state.stock.balances.items():
        if account.condition == "missing":
            found[account.holder, account.place.removeprefix("transit:")] += quantity
    assert found == missing, "goods are missing and nobody is asked about them"


def check_plans(state: State) -> None:
    """What plans hold back is there, and adds up."""
    stock = state.stock
    held: dict[tuple[Account, str], int] = defaultdict(int)
    for kept in stock.reserved.values():
        for at, quantity in kept.items():
            assert quantity > 0
            held[at] += quantity
    assert held == stock.held
    for at, quantity in held.items():
        assert quantity <= stock.balance(*at), "more is held back than there is"


def check_consignment(state: State, consignment: Consignment) -> None:
    """Its lines say what its holder has on the way, and nobody else has any.

    Every step was signed by two persons, the receiver's among them, and adds up.
    """
    place = f"transit:{consignment.id}"
    found = {
        (account.holder, lot, account.condition): quantity
        for (account, lot), quantity in state.stock.balances.items()
        if account.place == place and account.condition != "missing"
    }
    assert found == {
        (consignment.holder, line.lot, condition): quantity
        for line in consignment.lines
        for condition, quantity in (("good", line.good), ("damaged", line.damaged))
        if quantity and consignment.under_way
    }
    steps = [*consignment.before, consignment]
    for step, then in pairwise(steps):
        assert isinstance(step, Before)
        body = state.acts[step.act_id].act.body
        assert isinstance(body, Handover)
        signers = [state.keys[one] for one in state.acts[step.act_id].signatures]
        assert {one.member for one in signers} == {body.giver, body.receiver}
        assert len({(one.member, one.person) for one in signers}) > 1
        assert (step.holder, then.holder) == (body.giver, body.receiver)
        for line in body.lines:
            assert (
                step.lines[line.line].carried
                == line.good + line.damaged + line.missing - line.excess
            )
            assert then.lines[line.line].carried == line.good + line.damaged
