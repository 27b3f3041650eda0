"""One seeded run: a dishonest host, its helpers, a network that loses and reorders.

What honest replicas do is decided by `cosigner.decide`, `takeover.decide` and
`quorum.reached`; the adversary chooses everything else: who sees which history, when,
in which order, which message is lost, who crashes, who proposes another host upon what.
It also says yes to everything in the name of dishonest members, as often as it likes.

`Wrong` leaves one rule out at a time. Nothing is counted as final that the members'
own rule of finality would not call so.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random

from accord.core.acts.charter import Head, TakeOver, Terms
from accord.core.protocol import cosigner, quorum, takeover
from accord.core.protocol.cosigner import Cosign, Dishonest
from accord.core.protocol.memory import Held, Memory, decode
from accord.core.protocol.takeover import Polled, Vote
from tests.simulation.world import COALITION, TIME, Copy, Node, founding, name

STEPS = 160
CHANCES = {
    "grow": 14,
    "offer": 14,
    "deliver": 100,
    "roster": 2,
    "propose": 4,
    "crash": 2,
    "tell": 6,
    "stamps": 1,
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is left out of the protocol, to see that the simulation would notice.

    `no_base`: a copy signs for a new host without looking at what it confirmed.
    `no_fence`: it confirms the old host even after that. `no_since`: the list at the
    base alone chooses a host, and new lists replace nearly all copies. `forgets`: a
    crash takes the memory. `new_list_alone`: a new list's first final checkpoint does
    not need the old one's quorum. `majority`: a simple majority is a quorum.
    """

    no_base: bool = False
    no_fence: bool = False
    no_since: bool = False
    forgets: bool = False
    new_list_alone: bool = False
    majority: bool = False


class Blind(Held):
    """For a vote that does not look at what the replica confirmed."""

    __slots__ = ()

    def follows(self, memory: Memory) -> bool:
        """Whatever it is."""
        return True


@dataclass(slots=True)
class Replica:
    """An honest member's replica: its memory, and the final heads that it knows."""

    copy: Copy
    memory: Memory = field(default_factory=lambda: Memory(COALITION))
    finals: list[Node] = field(default_factory=list)
    head: Node | None = None

    def final(self, node: Node) -> int:
        """The size of the newest final head that it knows in a history."""
        return max((one.size for one in self.finals if node.extends(one)), default=0)


@dataclass(slots=True)
class Draft:
    """A change of host that is being gathered, and who signed it."""

    act: str
    body: TakeOver
    after: Head
    base: Node
    honest: bool
    voters: set[Copy] = field(default_factory=set)
    done: bool = False


@dataclass(slots=True)
class Run:
    """One run; `play` returns the first two final heads in conflict, or None."""

    seed: int
    members: int
    faulty: int
    wrong: Wrong = field(default_factory=Wrong)
    steps: int = STEPS
    resize: bool = False
    random: Random = field(init=False)
    replicas: dict[Copy, Replica] = field(init=False)
    nodes: dict[bytes, Node] = field(init=False)
    tips: list[Node] = field(init=False)
    drafts: list[Draft] = field(default_factory=list)
    mail: list[tuple[str, Replica, object]] = field(default_factory=list)
    confirmed: dict[Node, set[Copy]] = field(default_factory=dict)
    finals: list[Node] = field(default_factory=list)
    groups: dict[Copy, int] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    listed: dict[str, tuple[Copy, ...]] = field(default_factory=dict)
    ready: dict[str, str] = field(default_factory=dict)
    conflict: tuple[Node, Node] | None = None
    made: int = 0

    def __post_init__(self) -> None:
        self.random = Random(f"{self.seed} {self.members} {self.faulty}")
        first = tuple(
            self._new(f"m{at}", at >= self.faulty) for at in range(self.members)
        )
        self.replicas = {one: Replica(one) for one in first if one.honest}
        root = founding(first)
        self.listed[root.roster.id] = first
        self.nodes, self.tips = {root.root: root}, [root]
        self.groups = {one: self.random.randrange(2) for one in first}

    def _new(self, handle: str, honest: bool) -> Copy:
        self.made += 1
        return Copy(handle, name(f"replica {handle} {self.made}"), honest)

    def play(self) -> tuple[Node, Node] | None:
        """Plays to the end, or to the first conflict."""
        deeds = [getattr(self, f"_{one}") for one in CHANCES]
        weights = list(CHANCES.values())
        for deed in self.random.choices(deeds, weights, k=self.steps):
            deed()
            if self.conflict:
                break
        return self.conflict

    # The adversary: hosts, histories, the network

    def _add(self, node: Node) -> Node:
        """The node, or the same one if that history was there before."""
        return self.nodes.setdefault(node.root, node)

    def _grow(self) -> None:
        """A host adds a record to one of its histories, or forks one."""
        tip = self.random.choice(self.tips)
        at = self.tips.index(tip)
        if self.random.random() < 0.12 and len(self.tips) < 6:
            start = tip.hub.base.size + 1 if tip.hub.base else 1
            back = tip.at(self.random.randint(start, tip.size))
            at = len(self.tips)
            self.tips.append(back)
            tip = back
        ready = [act for act, last in self.ready.items() if last == tip.roster.id]
        if ready and self.random.random() < 0.5:
            act = self.random.choice(ready)
            self.tips[at] = self._add(tip.with_roster(act, self.listed[act]))
            self.seen["rosters"] += 1
            return
        self.made += 1
        self.tips[at] = self._add(tip.record(f"record {self.made}"))

    def _offer(self) -> None:
        """A host shows a checkpoint to replicas, mostly of one group."""
        at = self.random.randrange(len(self.tips))
        node = self.tips[at]
        if self.random.random() < 0.1:
            node = node.at(self.random.randint(1, node.size))
        for to in self.replicas.values():
            near = self.groups[to.copy] == at % 2
            if self.random.random() < (0.8 if near else 0.25):
                self.mail.append(("offer", to, node))

    def _deliver(self) -> None:
        if not self.mail:
            return
        at = self.random.randrange(len(self.mail))
        kind, to, what = self.mail[at]
        if self.random.random() < 0.9:
            self.mail.pop(at)
        if self.random.random() < 0.1 or to.copy not in self.replicas:
            return
        if kind == "offer" and isinstance(what, Node):
            self._consider(to, what)
        elif kind == "vote" and isinstance(what, Draft):
            self._vote(to, what)
        elif kind == "final" and isinstance(what, Node):
            self._learn(to, what)

    def _crash(self) -> None:
        """A process comes back with what is on its disk."""
        one = self.random.choice(list(self.replicas.values()))
        one.memory = decode(one.memory.encode())
        if self.wrong.forgets:
            one.memory = Memory(COALITION)
        self.mail = [item for item in self.mail if item[1] is not one]
        self.seen["crashes"] += 1

    def _tell(self) -> None:
        """Somebody shows a checkpoint with its cosignatures."""
        if self.confirmed:
            node = self.random.choice(list(self.confirmed))
            for to in self.replicas.values():
                if self.random.random() < 0.5:
                    self.mail.append(("final", to, node))

    # People: lists of members, stamps

    def _roster(self) -> None:
        """People agree on another list: a new key for a copy, or another member."""
        tip = self.random.choice(self.tips)
        copies = list(self._copies(tip))
        group, size = self.random.randrange(2), len(copies)
        many = (size - 1, size) if self.wrong.no_since else (1, 1, 2, 3, 4)
        if self.resize and self.random.random() < 0.5:
            self._resize(copies, group)
        else:
            some = min(size, self.random.choice(many))
            for at in self.random.sample(range(size), some):
                copies[at] = self._instead(copies[at], group)
        self.made += 1
        act = name(f"roster {self.made}")
        self.listed[act], self.ready[act] = tuple(copies), tip.roster.id

    def _resize(self, copies: list[Copy], group: int) -> None:
        """One member more or less; fewer than a third stay dishonest."""
        dishonest = sum(not one.honest for one in copies)
        if self.random.random() < 0.5 and len(copies) > 3 * dishonest + 1:
            copies.remove(self.random.choice([one for one in copies if one.honest]))
        elif len(copies) < 9:
            new = self._new(f"n{self.made}", honest=True)
            self.groups[new] = group
            self.replicas[new] = Replica(new)
            copies.append(new)

    def _instead(self, old: Copy, group: int) -> Copy:
        """The same member's new copy, its old one being lost, or a new member's."""
        if self.random.random() < 0.4:
            new = self._new(old.handle, old.honest)
            self.replicas.pop(old, None)
        else:
            honest = old.honest or self.random.random() < 0.5
            new = self._new(f"n{self.made}", honest)
        self.groups[new] = group
        if new.honest:
            self.replicas[new] = Replica(new)
        return new

    def _copies(self, node: Node) -> tuple[Copy, ...]:
        """The replicas of the list in force."""
        return self.listed[node.roster.id]

    def _stamps(self) -> None:
        """People replace the host with their stamps, upon any history."""
        tip = self.random.choice(self.tips)
        node = tip.at(self.random.randint(1, tip.size))
        self.made += 1
        act, copies = name(f"stamps {self.made}"), self._copies(node)
        self.listed[act] = copies
        self.tips.append(self._add(node.by_stamps(act, copies, name(f"hub {act}"))))
        self.seen["stamps"] += 1

    # Taking over

    def _propose(self) -> None:
        """An honest candidate polls and takes the longest; any other takes anything."""
        if self.random.random() < 0.4:
            heads = [
                Polled(one.copy.handle, head.hub.epoch, head.size, head.root, "")
                for one in self.replicas.values()
                if (head := one.head) is not None and self.random.random() < 0.8
            ]
            ranked = takeover.ranked(heads)
            if not ranked:
                return
            base = self.nodes[ranked[0][0].root]
            known = max(one.final(base) for one in self.replicas.values())
            epoch = 1 + max(
                max(one.memory.epoch, one.memory.fence, base.hub.epoch)
                for one in self.replicas.values()
            )
            self._draft(base, base.at(max(known, 1)), epoch, honest=True)
            return
        tip = self.random.choice(self.tips)
        base = tip.at(self.random.randint(max(1, tip.size - 4), tip.size))
        after = base.at(self.random.randint(1, base.size))
        if self.random.random() < 0.7:
            known = max(one.final(base) for one in self.replicas.values())
            after = base.at(max(known, 1))
        epoch = base.hub.epoch + self.random.randint(1, 3)
        self._draft(base, after, epoch, honest=False)

    def _draft(self, base: Node, after: Node, epoch: int, *, honest: bool) -> None:
        self.made += 1
        act = name(f"draft {self.made}")
        since = quorum.rosters_since(base.rosters, after.size)[0].id
        if self.wrong.no_since:
            since, after = base.roster.id, base
        body = TakeOver(
            epoch, name(f"hub {act}"), Head(base.size, base.root.hex()), since
        )
        draft = Draft(act, body, Head(after.size, after.root.hex()), base, honest)
        if not base.allows(body, draft.after):
            return
        self.drafts.append(draft)
        self._dishonest_votes(draft)
        for to in self.replicas.values():
            self.mail.append(("vote", to, draft))

    def _dishonest_votes(self, draft: Draft) -> None:
        for copies in self.listed.values():
            draft.voters |= {one for one in copies if not one.honest}
        self._complete(draft)

    def _vote(self, to: Replica, draft: Draft) -> None:
        kind = Blind if self.wrong.no_base else Held
        final = draft.base.size if self.wrong.no_since else to.final(draft.base)
        outcome = takeover.decide(
            to.memory,
            draft.base.held(kind),
            draft.act,
            draft.body,
            draft.after,
            final,
        )
        if not isinstance(outcome, Vote):
            return
        to.memory = outcome.memory
        draft.voters.add(to.copy)
        self.seen["votes"] += 1
        self._complete(draft)

    def _complete(self, draft: Draft) -> None:
        if draft.done or not draft.base.completes(
            draft.body, draft.after, draft.voters
        ):
            return
        draft.done = True
        self.seen["takeovers"] += 1
        node = self._add(draft.base.taken_over(draft.act, draft.body))
        if draft.honest:
            self.tips[self.random.randrange(len(self.tips))] = node
        else:
            self.tips.append(node)

    # Confirming

    def _consider(self, to: Replica, node: Node) -> None:
        held, memory = node.held(), to.memory
        if self.wrong.no_fence:
            memory = replace(memory, fence=0)
        old = memory.expects(node.hub.epoch)
        proof = held.proof(old, node.size) if 0 < old <= node.size else []
        outcome = cosigner.decide(
            memory, held, node.checkpoint(), node.note(), old, proof, TIME
        )
        if isinstance(outcome, Dishonest):
            to.memory = outcome.memory
            self.seen["evidence"] += 1
        if not isinstance(outcome, Cosign):
            return
        to.memory = replace(outcome.memory, fence=to.memory.fence, vote=to.memory.vote)
        to.head = node
        self.confirmed.setdefault(node, set()).add(to.copy)
        self.seen["cosignatures"] += 1
        self._judge(node)

    def _is_final(self, node: Node, since: int) -> bool:
        """By the members' rule; every dishonest replica confirms everything."""
        copies = self.confirmed.get(node, set())
        keys = {(one.handle, one.key) for one in copies}
        lies = {
            (one.handle, one.key)
            for members in self.listed.values()
            for one in members
            if not one.honest
        }
        lists = node.lists_since(since)
        if self.wrong.new_list_alone:
            lists = lists[-1:]

        def confirmed(terms: Terms) -> list[str]:
            return [
                handle
                for handle, key in quorum.replica_keys(terms).items()
                if (handle, key) in keys or (handle, key) in lies
            ]

        if self.wrong.majority:
            return all(2 * len(confirmed(one)) > self.members for one in lists)
        return quorum.reached(lists, confirmed)

    def _judge(self, node: Node) -> None:
        """Whether a head is final now, or any upon it, and in conflict with another."""
        for one in sorted(self.confirmed, key=lambda found: found.size):
            if one in self.finals or not one.extends(node):
                continue
            before = [known.size for known in self.finals if one.extends(known)]
            if not self._is_final(one, max(before, default=1)):
                continue
            self.seen["finals"] += 1
            for known in self.finals:
                if not (one.extends(known) or known.extends(one)):
                    self.conflict = (known, one)
            self.finals.append(one)

    def _learn(self, to: Replica, node: Node) -> None:
        if node not in to.finals and self._is_final(node, max(to.final(node), 1)):
            to.finals.append(node)


def count(
    members: int,
    faulty: int,
    seeds: range,
    wrong: Wrong | None = None,
    *,
    resize: bool = False,
) -> Counter[str]:
    """What happened in many runs: `conflicts`, and how much there was to go wrong."""
    found: Counter[str] = Counter()
    for seed in seeds:
        run = Run(seed, members, faulty, wrong or Wrong(), resize=resize)
        found["conflicts"] += run.play() is not None
        found["runs"] += 1
        found += run.seen
        found["runs with finals"] += run.seen["finals"] > 0
        found["runs with takeovers"] += run.seen["takeovers"] > 0
        last = max((one.hub.epoch for one in run.finals), default=0)
        found["runs final under a later host"] += last > 1
        found["runs final under a later list"] += any(
            one.roster.terms.version > 1 for one in run.finals
        )
    return found
