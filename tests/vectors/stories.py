"""Logs for the public vectors: stories that the rules accept, and that they refuse.

Each story acts in a coalition in memory; a refused one ends with the act that may not
be. Most come from the tables of the rules' own tests.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from accord.core.acts.envelope import Leaf
from accord.core.acts.errors import AccordError
from tests.bundles import REASON
from tests.coalition import (
    FOUR,
    Coalition,
    blob,
    confirming,
    copies,
    founded,
    keyid,
    public,
    replicas,
    rules,
    takeover,
    text_blobs,
)
from tests.core.rules.test_actions import REFUSED as OF_ACTIONS
from tests.core.rules.test_claim import REFUSED as OF_CLAIMS
from tests.core.rules.test_content import AGE, named
from tests.core.rules.test_content import REFUSED as OF_CONTENTS
from tests.core.rules.test_course import REFUSED as OF_THE_COURSE
from tests.core.rules.test_course import amend, close, lead
from tests.core.rules.test_handover import WRONG
from tests.core.rules.test_keeping import REFUSED as OF_KEEPING
from tests.core.rules.test_planning import REFUSED as OF_PLANS
from tests.core.rules.test_refusals import CASES
from tests.core.rules.test_supplies import REFUSED
from tests.core.rules.test_takeover import REFUSED as OF_COPIES
from tests.core.rules.test_takeover import by_the_host
from tests.stores import Counted, Stores, stores

Story = Callable[[Coalition], object]
Deed = Callable[[Stores, str], object]

FOUNDING = {
    "names": blob({"en": "Test coalition"}),
    "declaration.en": blob({"title": "Declaration", "text": "We help."}),
}
ALL = {0: (100, 0, 0, 0)}


@dataclass
class Told:
    """A story's log, the leaf at which it ended, and why."""

    leaves: list[bytes]
    refused: bytes | None = None
    error: AccordError | None = None


@dataclass
class Watched(Coalition):
    """A coalition that remembers the leaf that was refused."""

    refused: Leaf | None = None

    def append(self, leaf: Leaf) -> None:
        """Appends one leaf, or remembers that it was refused."""
        try:
            super().append(leaf)
        except AccordError:
            self.refused = leaf
            raise


def watch(coalition: Coalition) -> Watched:
    """The same coalition, watched."""
    return Watched(**vars(coalition))


def tell(coalition: Watched, story: Callable[[], object]) -> Told:
    """Runs a story to its end, or to its refusal."""
    try:
        story()
    except AccordError as error:
        refused = coalition.refused.encode() if coalition.refused else None
        return Told(coalition.leaves, refused, error)
    return Told(coalition.leaves)


def good() -> dict[str, Told]:
    """Logs that have to be accepted."""
    found = {"a founding": _in(Coalition(), _founding)}
    found |= {name: _in(founded(), story) for name, story in GOOD.items()}
    found |= {name: _in(confirming(), story) for name, story in CONFIRMED.items()}
    found["goods"] = Told(_goods().coalition.leaves)
    return found


def bad() -> dict[str, Told]:
    """Logs whose last leaf has to be refused, by the names of their stories."""
    cases = {
        name: story
        for name, (story, _) in (CASES | OF_CONTENTS | OF_THE_COURSE).items()
    }
    found = {name: _in(Coalition(), story) for name, story in FROM_NOTHING.items()}
    for name, story in (cases | FROM_THE_FOUNDING).items():
        found[name] = _in(founded(), story)
    for name, (story, _) in OF_COPIES.items():
        found[name] = _in(confirming(), story)
    for name, deed in _of_goods().items():
        found[name] = _with_goods(deed)
    # What cannot even be written down ends without a leaf.
    return {name: told for name, told in found.items() if told.refused}


def _in(coalition: Coalition, story: Story) -> Told:
    watched = watch(coalition)
    return tell(watched, partial(story, watched))


def _with_goods(deed: Deed) -> Told:
    shop = stores()
    lot = shop.receive("alfa", 100)
    shop.coalition = watched = watch(shop.coalition)
    return tell(watched, partial(deed, shop, lot))


# Accepted


def _founding(c: Coalition) -> None:
    c.found()


def _joint(c: Coalition) -> None:
    c.statement("alfa/voice", "bravo/voice", "charlie/voice")


def _second_device(c: Coalition) -> None:
    c.enrol("alfa/press", "voice", inviter="alfa/people")
    c.statement("alfa/voice", "alfa/press", "bravo/voice")


def _own(c: Coalition) -> None:
    c.does("voice.own", "bravo/voice", c.words(), text_blobs("en", "uk"))


def _corrected(c: Coalition) -> None:
    first = c.statement("alfa/voice", "bravo/voice")
    c.wait(hours=1)
    c.statement("alfa/voice", "charlie/voice", slug="water-2", corrects=first)


def _held(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    c.wait(minutes=5)
    c.does("voice.hold", "bravo/voice", {"statement": act})


def _retracted(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    c.wait(hours=1)
    names = ["alfa/voice", "bravo/voice"]
    c.does("voice.retraction", names, {"statement": act}, REASON)


def _admitted(c: Coalition) -> None:
    roster = c.roster("alfa", "bravo", "charlie", "delta")
    c.sign(roster, "alfa", "charlie", "bravo", "delta")
    c.enrol("delta/voice")
    c.statement("delta/voice", "alfa/voice", "bravo/voice")


def _amended(c: Coalition) -> None:
    amend(c)
    amend(c, "charlie", "bravo", text="We help.")
    c.statement("alfa/voice", "bravo/voice")


def _led(c: Coalition) -> None:
    lead(c)
    lead(c, "charlie/people", "alfa/people", member="charlie")


def _ended(c: Coalition) -> None:
    c.statement("alfa/voice")
    amend(c)
    close(c)
    body = {"keys": [public("alfa/voice")], "invites": []}
    c.does("charter.revoke", "alfa", body)


def _left(c: Coalition) -> None:
    c.sign(c.act("charter.roster", "charlie", c.terms("alfa", "bravo")), "charlie")
    c.statement("alfa/voice", "bravo/voice")


def _new_host(c: Coalition) -> None:
    hub = {"epoch": 2, "key": public("hub two"), "base": c.head()}
    payload = c.roster("alfa", "bravo", "charlie", hub=hub)
    c.sign(payload, *sorted(["alfa", "bravo", "hub two"], key=keyid))


def _revoked(c: Coalition) -> None:
    payload = c.act("voice.statement", "alfa", c.words(), text_blobs("en", "uk"))
    c.sign(payload, "alfa/voice")
    c.does("charter.revoke", "alfa", {"keys": [public("alfa/voice")], "invites": []})
    c.sign(payload, "bravo/voice", "charlie/voice")


def _taken_back(c: Coalition) -> None:
    words = c.act("voice.statement", "alfa", c.words(), text_blobs("en", "uk"))
    act = c.sign(words, "alfa/voice")
    c.does("decide.object", "bravo/voice", {"act": act, "stands": True})
    c.does("decide.object", "bravo/voice", {"act": act, "stands": False})
    c.does("decide.withdraw", "alfa/voice", {"act": act})


def _translated(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    c.wait(minutes=10)
    c.translation(act, "charlie/voice")
    c.translation(act, "charlie/voice", language="pl")


def _translation_corrected(c: Coalition) -> None:
    _translated(c)
    first = next(iter(c.state.translations))
    c.statement("alfa/voice", "bravo/voice", slug="water-2", corrects=first)


def _translation_restored(c: Coalition) -> None:
    _translation_corrected(c)
    newest = c.state.standing.lines[-1].act
    c.does("voice.hold", "alfa/voice", {"statement": newest})


def _translation_withdrawn(c: Coalition) -> None:
    _translated(c)
    first, act = next(iter(c.state.translations.items()))
    names = ["alfa/voice", "bravo/voice"]
    c.does("voice.retraction", names, {"statement": act["ro"]}, REASON)
    c.translation(first, "bravo/voice")
    c.does(
        "voice.hold", "bravo/voice", {"statement": c.state.translations[first]["ro"]}
    )
    c.translation(first, "alfa/voice")
    c.does("voice.retraction", names, {"statement": first}, REASON)


def _positions(c: Coalition) -> None:
    inner = c.position("alfa/voice", "bravo/voice", public=False)
    first = c.position("alfa/voice", "bravo/voice", replaces=inner)
    second = c.position("bravo/voice", "charlie/voice", replaces=first)
    c.does("voice.hold", "bravo/voice", {"statement": second})
    c.position("charlie/voice", "bravo/voice", replaces=first)
    names = ["alfa/voice", "bravo/voice"]
    c.does("voice.retraction", names, {"statement": first}, REASON)


def _position_restored(c: Coalition) -> None:
    inner = c.position("alfa/voice", "bravo/voice", public=False)
    public = c.position("alfa/voice", "bravo/voice", replaces=inner)
    c.does("voice.hold", "alfa/voice", {"statement": public})
    names = ["alfa/voice", "bravo/voice"]
    c.does("voice.retraction", names, {"statement": inner}, REASON)


def _erased(c: Coalition) -> None:
    """A content is erased, and a statement that was withdrawn by as many."""
    c.does("charter.reader", "bravo", {"recipient": AGE})
    body = {"act": named(c), "contents": ["profile"]}
    c.does("decide.erase", "alfa/people", body)
    said = c.statement("alfa/voice", "bravo/voice")
    c.does(
        "voice.retraction",
        ["alfa/voice", "bravo/voice"],
        {"statement": said},
        REASON,
    )
    body = {"act": said, "contents": ["text.en", "text.uk"]}
    c.does("decide.erase", ["charlie/voice", "bravo/voice"], body)


def _abstained(c: Coalition) -> None:
    words = c.act("voice.statement", "alfa", c.words(), text_blobs("en", "uk"))
    act = c.sign(words, "alfa/voice")
    c.does("decide.abstain", "bravo/voice", {"act": act})
    c.does("decide.object", "bravo/voice", {"act": act, "stands": True})
    c.sign(words, "bravo/voice")


GOOD = {
    "a declaration amended twice": _amended,
    "a lead, and another": _led,
    "the end": _ended,
    "a joint statement, signed by one more": _joint,
    "two devices of one member count once": _second_device,
    "a member's own word": _own,
    "a correction": _corrected,
    "a statement held back": _held,
    "a statement withdrawn": _retracted,
    "an admission": _admitted,
    "a member leaves": _left,
    "a new host": _new_host,
    "a device revoked before the effect": _revoked,
    "an objection, and a decision closed": _taken_back,
    "translations": _translated,
    "translations of what was corrected": _translation_corrected,
    "translations of what holds again": _translation_restored,
    "translations withdrawn, stopped, and with their statement": _translation_withdrawn,
    "positions replaced, stopped and withdrawn": _positions,
    "a position among the members that holds again": _position_restored,
    "an abstention, an objection, and a signature all the same": _abstained,
    "contents erased": _erased,
}


def _by_copies(c: Coalition) -> None:
    c.sign(c.roster(*FOUR, **replicas(*FOUR)), "alfa")
    words = c.act("voice.statement", "alfa", c.words(), text_blobs("en", "uk"))
    c.sign(words, "alfa/voice")
    c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    c.sign(words, "bravo/voice", "charlie/voice")


def _by_copies_of_two_lists(c: Coalition) -> None:
    final, old = c.head(), c.state.in_force().id
    members = (*FOUR, "echo")
    payload = c.roster(*members, **replicas(*members))
    c.sign(payload, "alfa", "bravo", "charlie", "delta", "echo", "echo replica")
    body = {"epoch": 2, "key": public("hub two"), "base": c.head(), "since": old}
    payload = c.act("charter.hub", "alfa", body, after=final)
    c.sign(payload, *copies("alfa", "bravo", "charlie", "echo"))
    c.enrol("echo/voice")


def _not_enough_copies(c: Coalition) -> None:
    c.sign(takeover(c), *copies("alfa", "bravo"))


CONFIRMED = {
    "another host by members' copies": _by_copies,
    "another host by the copies of two lists": _by_copies_of_two_lists,
    "copies that are not enough": _not_enough_copies,
}


def _goods() -> Stores:
    shop = stores()
    lot = shop.receive("alfa", 100)
    sent = shop.consign({lot: 100})
    shop.handover(sent, "alfa", "bravo", ALL)
    shop.handover(sent, "bravo", "charlie", {0: (97, 1, 2, 0)}, store=True)
    shop.count("alfa", [{"item": shop.items["filter"], "counted": 5}])
    return shop


# Refused, beyond the tables of others: from nothing, from the founding, with goods


def _order(c: Coalition) -> None:
    payload = c.act("charter.found", "alfa", c.terms("alfa", "bravo"), FOUNDING)
    c.sign(payload, *sorted(["alfa", "bravo", "hub"], key=keyid, reverse=True))


def _no_founder(c: Coalition) -> None:
    payload = c.act("charter.found", "zulu", c.terms("alfa", "bravo"), FOUNDING)
    c.sign(payload, "alfa")


def _vetoed(c: Coalition) -> None:
    shares = rules() | {"voice.statement": {"share": [2, 3], "veto": True}}
    c.found("alfa", "bravo", "charlie", rules=shares)
    for name in ("alfa/voice", "bravo/voice", "charlie/voice"):
        c.enrol(name)
    payload = c.act("voice.statement", "alfa", c.words(), text_blobs("en", "uk"))
    act = c.sign(payload, "alfa/voice")
    c.does("decide.object", "charlie/voice", {"act": act, "stands": True})
    c.sign(payload, "bravo/voice")


FROM_NOTHING: dict[str, Story] = {
    "founders in another order": _order,
    "a proposer who founds nothing": _no_founder,
    "a signature against a veto": _vetoed,
}


def _old_seal(c: Coalition) -> None:
    members = {one: {"seals": [public(one)]} for one in ("alfa", "bravo")}
    members["charlie"] = {"seals": [public("charlie two")]}
    c.sign(
        c.roster("alfa", "bravo", "charlie", members=members),
        "alfa",
        "bravo",
        "charlie two",
    )
    c.does("charter.profile", "charlie", {})


def _held_twice(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    for name in ("alfa/voice", "bravo/voice"):
        c.does("voice.hold", name, {"statement": act})


def _retracted_when_held(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    c.does("voice.hold", "alfa/voice", {"statement": act})
    c.does("voice.retraction", "alfa/voice", {"statement": act}, REASON)


def _revoked_twice(c: Coalition) -> None:
    for _ in range(2):
        body = {"keys": [public("alfa/voice")], "invites": []}
        c.does("charter.revoke", "alfa", body)


def _anothers_invitation(c: Coalition) -> None:
    used = c.state.keys[keyid("bravo/voice invite")].act
    c.does("charter.revoke", "alfa", {"keys": [], "invites": [used]})


def _used_invitation(c: Coalition) -> None:
    used = c.state.keys[keyid("alfa/voice invite")].act
    c.does("charter.revoke", "alfa", {"keys": [], "invites": [used]})


FROM_THE_FOUNDING: dict[str, Story] = {
    "a seal that was replaced": _old_seal,
    "held twice": _held_twice,
    "withdrawn when it was held": _retracted_when_held,
    "a device revoked twice": _revoked_twice,
    "another's invitation taken back": _anothers_invitation,
    "a used invitation taken back": _used_invitation,
    "copies choose where the host confirms": by_the_host,
}


def _unknown_consignment(s: Stores, _: str) -> None:
    s.handover("0" * 64, "alfa", "bravo", ALL, field=False)


def _not_the_receiver(s: Stores, lot: str) -> None:
    body = {
        "consignment": s.consign({lot: 100}),
        "giver": "alfa",
        "receiver": "bravo",
        "field": True,
        "lines": [{"line": 0, "good": 100, "damaged": 0, "missing": 0, "excess": 0}],
    }
    s.coalition.does("supplies.handover", "alfa/supplies", body)


def _one_person(s: Stores, lot: str) -> None:
    s.coalition.enrol("alfa/tablet", "supplies", person="driver")
    payload = s.handover_act(s.consign({lot: 100}), "alfa", "alfa", ALL)
    s.coalition.sign(payload, "alfa/driver", "alfa/tablet")


def _arrived(s: Stores, lot: str) -> None:
    sent = s.consign({lot: 100})
    s.handover(sent, "alfa", "bravo", ALL, store=True)
    s.handover(sent, "bravo", "charlie", ALL, field=False)


def _moved_on(s: Stores, lot: str) -> None:
    s.use("alfa", {lot: 30})
    s.reverse(lot.partition(".")[0], "alfa/supplies")


def _reversed_twice(s: Stores, lot: str) -> None:
    act = s.use("alfa", {lot: 30})
    for _ in range(2):
        s.reverse(act, "alfa/supplies")


WITH_GOODS: dict[str, Deed] = {
    "a handover of nothing": _unknown_consignment,
    "a handover that the giver writes": _not_the_receiver,
    "giver and receiver are one person": _one_person,
    "a handover of what has arrived": _arrived,
    "goods that have moved on": _moved_on,
    "reversed twice": _reversed_twice,
}


def _without_goods(deed: Callable[[Stores], object], s: Stores, _: str) -> None:
    deed(s)


def _with_kept_goods(deed: Deed, s: Stores, _: str) -> None:
    """With goods of alfa's that lie in bravo's store."""
    deed(s, s.receive("bravo", 100, owner="alfa"))


def _of_goods() -> dict[str, Deed]:
    rows = REFUSED + OF_KEEPING + OF_CLAIMS
    found: dict[str, Deed] = {name: deed for name, deed, _ in rows}
    for name, plan, _ in OF_PLANS:
        found[name] = partial(_with_kept_goods, plan)
    for name, action, _ in OF_ACTIONS:
        found[name] = partial(_without_goods, action)
    for name, giver, receiver, counted, _ in WRONG:

        def deed(
            s: Stores,
            lot: str,
            giver: str = giver,
            receiver: str = receiver,
            counted: Counted = counted,
        ) -> None:
            s.handover(s.consign({lot: 100}), giver, receiver, counted, field=False)

        found[f"a handover: {name}"] = deed
    return found | WITH_GOODS
