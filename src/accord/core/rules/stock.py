"""Stock: balances per account and lot, consignments, conflicts.

Goods are never edited, only moved, so in and out always balance: over all accounts,
the virtual ones included, the balances of a lot add up to nothing.
"""

from dataclasses import dataclass, field

from accord.core.acts.act import Act
from accord.core.rules.changes import Account, Differed, LotMade, Moved


@dataclass(slots=True)
class Line:
    """A line of a consignment: a lot, and what its holder has of it on the way."""

    lot: str
    sent: int
    good: int
    damaged: int = 0

    @property
    def carried(self) -> int:
        """What the next handover has to account for."""
        return self.good + self.damaged


@dataclass(frozen=True, slots=True)
class Before:
    """How a consignment stood before a handover, so that it can be undone."""

    act_id: str
    holder: str
    lines: list[Line]


@dataclass(slots=True)
class Consignment:
    """Goods on their way: `holder` answers for them. States: see ConsignmentChanged."""

    id: str
    owner: str
    receiver: str
    destination: str
    holder: str
    lines: list[Line]
    state: str = "packed"
    site: str | None = None
    before: list[Before] = field(default_factory=list)

    @property
    def under_way(self) -> bool:
        """Whether it can be handed over."""
        return self.state in ("packed", "moving")

    def has_held(self, member: str) -> bool:
        """Whether the goods are, or were, with `member`."""
        return member == self.holder or any(one.holder == member for one in self.before)


@dataclass(slots=True)
class Stock:
    """The books of all members."""

    balances: dict[tuple[Account, str], int] = field(default_factory=dict)
    lots: dict[str, LotMade] = field(default_factory=dict)
    consignments: dict[str, Consignment] = field(default_factory=dict)
    movements: dict[str, list[Moved]] = field(default_factory=dict)
    reversed: set[str] = field(default_factory=set)
    conflicts: set[str] = field(default_factory=set)
    codes: set[tuple[str, str, str]] = field(default_factory=set)
    # Lots that were given on: every owner that they have had.
    owners: dict[str, set[str]] = field(default_factory=dict)
    # Frozen lots, and who froze them.
    recalled: dict[str, str] = field(default_factory=dict)
    # By handover and line: the differences that stand, and those that were settled.
    differences: dict[tuple[str, int], Differed] = field(default_factory=dict)
    settled: dict[tuple[str, int], Differed] = field(default_factory=dict)
    # By handover and line: units that the receiver's claims took from what was good.
    claimed: dict[tuple[str, int], int] = field(default_factory=dict)
    over: set[str] = field(default_factory=set)
    # What agreed plans hold back: all of it, and by plan.
    held: dict[tuple[Account, str], int] = field(default_factory=dict)
    reserved: dict[str, dict[tuple[Account, str], int]] = field(default_factory=dict)
    # By plan, site, lot and destination: what was sent under the plan.
    drawn: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    # By vehicle: since, until, and the plan that it is promised to.
    engaged: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    # By owner and holder: the policy in force, and what went out under it by item.
    policies: dict[tuple[str, str], str] = field(default_factory=dict)
    spent: dict[tuple[str, str, str], int] = field(default_factory=dict)
    # Handovers by consignment that came before the record that gave the giver the
    # goods, in the order in which they came.
    early: dict[str, list[str]] = field(default_factory=dict)

    def balance(self, account: Account, lot: str) -> int:
        """How many base units of `lot` are on `account`."""
        return self.balances.get((account, lot), 0)

    def free(self, account: Account, lot: str, plan: str | None = None) -> int:
        """How many units no other plan than `plan` holds back."""
        held = self.held.get((account, lot), 0)
        if plan is not None:
            held -= self.reserved.get(plan, {}).get((account, lot), 0)
        return self.balance(account, lot) - held

    def reserve(self, plan: str, account: Account, lot: str, quantity: int) -> None:
        """Holds so many more units back for a plan; fewer, if below nothing."""
        of_plan = self.reserved.setdefault(plan, {})
        for table in (self.held, of_plan):
            after = table.get((account, lot), 0) + quantity
            if after:
                table[account, lot] = after
            else:
                table.pop((account, lot), None)
        if not of_plan:
            del self.reserved[plan]

    def cut(self, account: Account, lot: str) -> list[str]:
        """Holds no more back than there is, the newest plan first; the plans cut."""
        at, plans = (account, lot), []
        for plan in reversed(list(self.reserved)):
            over = self.held.get(at, 0) - self.balance(*at)
            part = self.reserved[plan].get(at, 0)
            if over > 0 and part:
                self.reserve(plan, account, lot, -min(over, part))
                plans.append(plan)
        return plans

    def move(self, move: Moved) -> Moved:
        """Books one movement and returns it."""
        self._add(move.source, move.lot, -move.quantity)
        self._add(move.target, move.lot, move.quantity)
        self.movements.setdefault(move.act_id, []).append(move)
        return move

    def _add(self, account: Account, lot: str, quantity: int) -> None:
        after = self.balance(account, lot) + quantity
        if after:
            self.balances[account, lot] = after
        else:
            self.balances.pop((account, lot), None)


def at(site: str, owner: str, condition: str, holder: str) -> Account:
    """The account of an owner's stock at a site, which `holder` runs."""
    return Account(holder, f"site:{site}", owner, condition)


def at_site(act: Act, site: str, owner: str) -> Account:
    """The account of good stock at a site of the member that made `act`."""
    return at(site, owner, "good", act.by)


def transit(holder: str, consignment: Consignment, condition: str) -> Account:
    """The account of goods on their way, for which `holder` answers."""
    place = f"transit:{consignment.id}"
    return Account(holder, place, consignment.owner, condition)


def virtual(place: str, owner: str) -> Account:
    """The virtual account `source`, `recipient` or `count` of an owner."""
    return Account("", place, owner, "good")
