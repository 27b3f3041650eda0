"""Every refusal of the fold, the charter, the voice and decisions: a table of cases.

Each row is a little story that ends with an act that may not be, and the sentence
that its maker reads. `alfa`, `bravo` and `charlie` have founded; 2 of 3 must sign.
"""

from collections.abc import Callable

import pytest

from accord.core.acts.envelope import Leaf, Signature
from accord.core.acts.errors import Malformed, Refused
from tests.coalition import (
    Coalition,
    blob,
    founded,
    keyid,
    public,
    text_blobs,
)

Story = Callable[[Coalition], object]
CASES: dict[str, tuple[Story, str]] = {}


def refused(name: str, sentence: str) -> Callable[[Story], Story]:
    def add(story: Story) -> Story:
        CASES[name] = (story, sentence)
        return story

    return add


# Who signs


@refused("a stranger signs", "This key belongs to no member of the coalition.")
def _(c: Coalition) -> None:
    c.statement("alfa/voice", "stranger/voice")


@refused("a key of another role signs", "This key has no part in this decision.")
def _(c: Coalition) -> None:
    c.statement("alfa/voice", "bravo/supplies")


@refused("a seal signs what takes a desk key", "This key has no part in this decision.")
def _(c: Coalition) -> None:
    c.statement("alfa/voice", "bravo")


@refused("a revoked key signs", "This key was revoked and cannot sign any more.")
def _(c: Coalition) -> None:
    body = {"keys": [public("bravo/voice")], "invites": []}
    c.does("charter.revoke", "bravo/people", body)
    c.statement("alfa/voice", "bravo/voice")


@refused("an expired key signs", "This device's key expired on 2026-11-02T00:00:00Z.")
def _(c: Coalition) -> None:
    c.enrol("bravo/second", "voice", until="2026-11-02T00:00:00Z")
    c.wait(days=2)
    c.statement("alfa/voice", "bravo/second")


@refused("the same key signs twice", "This signature is already recorded.")
def _(c: Coalition) -> None:
    c.statement("alfa/voice", "alfa/voice")


@refused("another than the proposer signs first", "The first signature on a record is")
def _(c: Coalition) -> None:
    payload = c.act("voice.statement", "alfa", c.words(), text_blobs("en", "uk"))
    c.sign(payload, "bravo/voice")


@refused("text changed after signing", "The signature does not fit these words.")
def _(c: Coalition) -> None:
    payload = c.act("voice.statement", "alfa", c.words(), text_blobs("en", "uk"))
    other = c.act("voice.statement", "alfa", c.words("bread"), text_blobs("en", "uk"))
    signed = c.leaf(payload, "alfa/voice")
    c.append(Leaf(other, signed.signature, c.time))


@refused("a signature of zeros", "The signature does not fit these words.")
def _(c: Coalition) -> None:
    payload = c.act("voice.statement", "alfa", c.words(), text_blobs("en", "uk"))
    c.append(Leaf(payload, Signature(keyid("alfa/voice"), bytes(64)), c.time))


@refused("a member that left signs", "This device was admitted by a stamp that is not")
def _(c: Coalition) -> None:
    c.sign(c.roster("alfa", "bravo"), "alfa", "bravo")
    c.statement("alfa/voice", "charlie/voice")


# When and where


@refused("an act of another coalition", "This was signed for another coalition.")
def _(c: Coalition) -> None:
    words = text_blobs("en", "uk")
    header = {"coalition": "0" * 64}
    c.does("voice.statement", "alfa/voice", c.words(), words, **header)


@refused("made too long ago", "This was made on 2026-11-01T07:44:59Z, too long ago")
def _(c: Coalition) -> None:
    words = text_blobs("en", "uk")
    at = "2026-11-01T07:44:59Z"
    c.does("voice.statement", "alfa/voice", c.words(), words, at=at)


@refused("made in the future", "This was made on 2026-11-01T08:10:01Z, which is in the")
def _(c: Coalition) -> None:
    words = text_blobs("en", "uk")
    at = "2026-11-01T08:10:01Z"
    c.does("voice.statement", "alfa/voice", c.words(), words, at=at)


@refused("time going back", "The time of this record is before that of the last one.")
def _(c: Coalition) -> None:
    payload = c.act("voice.statement", "alfa", c.words(), text_blobs("en", "uk"))
    c.time = "2026-11-01T07:59:59Z"
    c.sign(payload, "alfa/voice")


@refused("after another history", "This builds upon another history than this log's.")
def _(c: Coalition) -> None:
    after = c.head() | {"root": "0" * 64}
    c.statement("alfa/voice")
    words = text_blobs("en", "uk")
    c.does("voice.statement", "alfa/voice", c.words("b"), words, after=after)


@refused("after more than there is", "This builds upon records that this log does not")
def _(c: Coalition) -> None:
    after = {"size": c.state.size + 1, "root": "0" * 64}
    words = text_blobs("en", "uk")
    c.does("voice.statement", "alfa/voice", c.words(), words, after=after)


@refused("after the middle of the founding", "This builds upon records that this log")
def _(c: Coalition) -> None:
    after = {"size": 2, "root": c.state.tree.root(2).hex()}
    words = text_blobs("en", "uk")
    c.does("voice.statement", "alfa/voice", c.words(), words, after=after)


@refused(
    "closed before it opens", "The time until which this could be signed is already"
)
def _(c: Coalition) -> None:
    words = text_blobs("en", "uk")
    c.does("voice.statement", "alfa/voice", c.words(), words, closes=c.time)


@refused("lapsed by its own time", "This decision lapsed on 2026-11-01T09:00:00Z.")
def _(c: Coalition) -> None:
    words = text_blobs("en", "uk")
    closes = "2026-11-01T09:00:00Z"
    act = c.does("voice.statement", "alfa/voice", c.words(), words, closes=closes)
    c.wait(hours=1)
    c.sign(c.state.acts[act].act.payload, "bravo/voice")


@refused("lapsed after thirty days", "This decision lapsed on 2026-12-01T08:00:00Z.")
def _(c: Coalition) -> None:
    act = c.statement("alfa/voice")
    c.wait(days=30)
    c.sign(c.state.acts[act].act.payload, "bravo/voice")


@refused("an old roster named", "This was proposed to an earlier list of members.")
def _(c: Coalition) -> None:
    old = c.state.in_force().id
    c.sign(c.roster("alfa", "bravo", "charlie", "delta"), "alfa", "bravo", "delta")
    words = text_blobs("en", "uk")
    c.does("voice.statement", "alfa/voice", c.words(), words, roster=old)


@refused("open while the members changed", "The members have changed since this was")
def _(c: Coalition) -> None:
    act = c.statement("alfa/voice")
    c.sign(c.roster("alfa", "bravo", "charlie", "delta"), "alfa", "bravo", "delta")
    c.sign(c.state.acts[act].act.payload, "bravo/voice")


# Decisions


@refused("closed by its proposer", "The proposer has closed this decision.")
def _(c: Coalition) -> None:
    act = c.statement("alfa/voice")
    c.does("decide.withdraw", "alfa/voice", {"act": act})
    c.sign(c.state.acts[act].act.payload, "bravo/voice")


@refused("taken back and given again", "Your organisation took its signature back and")
def _(c: Coalition) -> None:
    c.sign(c.roster("alfa", "bravo", "charlie", "delta"), "alfa", "bravo", "delta")
    act = c.statement("alfa/voice", "bravo/voice")
    c.does("decide.withdraw", "bravo/voice", {"act": act})
    c.enrol("bravo/second", "voice")
    c.sign(c.state.acts[act].act.payload, "bravo/second")


@refused(
    "nothing to take back", "Your organisation has no signature here to take back."
)
def _(c: Coalition) -> None:
    c.does("decide.withdraw", "bravo/voice", {"act": c.statement("alfa/voice")})


@refused("withdrawn after its effect", "This decision is not open any more.")
def _(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    c.does("decide.withdraw", "alfa/voice", {"act": act})


@refused("an objection to nothing", "There is no such decision.")
def _(c: Coalition) -> None:
    c.does("decide.object", "alfa/voice", {"act": "0" * 64, "stands": True})


@refused(
    "an objection that never stood ends", "Your organisation has no objection here"
)
def _(c: Coalition) -> None:
    body = {"act": c.statement("alfa/voice"), "stands": False}
    c.does("decide.object", "bravo/voice", body)


@refused("an objection by another role", "This key has no part in this decision.")
def _(c: Coalition) -> None:
    body = {"act": c.statement("alfa/voice"), "stands": True}
    c.does("decide.object", "bravo/supplies", body)


# The charter


@refused("a second founding", "This log already belongs to a coalition.")
def _(c: Coalition) -> None:
    c.found("echo", "foxtrot", version=1)


@refused("a one-time invitation used twice", "This invitation was already used.")
def _(c: Coalition) -> None:
    act = c.enrol("alfa/second", "voice")
    invite = c.state.acts[act].act.body.invite  # type: ignore[attr-defined]
    payload = c.act("charter.enrol", "alfa", {"invite": invite, "key": public("new")})
    c.sign(payload, "alfa/second invite", "new")


@refused("an old invitation", "This invitation is older than 14 days.")
def _(c: Coalition) -> None:
    invite = _invite(c, "alfa/people")
    c.wait(days=14, seconds=1)
    _enrol(c, invite)


@refused("an invitation taken back", "This invitation was taken back.")
def _(c: Coalition) -> None:
    invite = _invite(c, "alfa/people")
    c.does("charter.revoke", "alfa/people", {"keys": [], "invites": [invite]})
    _enrol(c, invite)


@refused("an invitation of a revoked key", "This invitation was taken back.")
def _(c: Coalition) -> None:
    invite = _invite(c, "alfa/people")
    c.does("charter.revoke", "alfa", {"keys": [public("alfa/people")], "invites": []})
    _enrol(c, invite)


@refused("no such invitation", "There is no such invitation.")
def _(c: Coalition) -> None:
    _enrol(c, "0" * 64)


@refused("another member's invitation", "This invitation is another member's.")
def _(c: Coalition) -> None:
    invite = _invite(c, "alfa/people")
    body = {"invite": invite, "key": public("new")}
    c.sign(c.act("charter.enrol", "bravo", body), "one-time", "new")


@refused(
    "a key enrolled twice", f"The key {public('alfa/voice')[:16]} was used before."
)
def _(c: Coalition) -> None:
    _enrol(c, _invite(c, "alfa/people"), "alfa/voice")


@refused(
    "a key that is no point", "The key 0000000000000000 is not a sound Ed25519 key"
)
def _(c: Coalition) -> None:
    _invite(c, "alfa/people", key="0" * 64)


@refused("people admitting people", "This key has no part in this decision.")
def _(c: Coalition) -> None:
    c.enrol("alfa/second", "people", inviter="alfa/people")


@refused("an invitation that is expired", "The invited person's key would already be")
def _(c: Coalition) -> None:
    _invite(c, "alfa/people", until=c.time)


@refused("another member's device", "This is not the key of a device of your")
def _(c: Coalition) -> None:
    body = {"keys": [public("bravo/voice")], "invites": []}
    c.does("charter.revoke", "alfa/people", body)


@refused("a colleague without the role", "This key has no part in this decision.")
def _(c: Coalition) -> None:
    body = {"keys": [public("alfa/voice")], "invites": []}
    c.does("charter.revoke", "alfa/supplies", body)


@refused("a roster out of turn", "The next list of members has the number 2.")
def _(c: Coalition) -> None:
    c.sign(c.roster("alfa", "bravo", "charlie", version=3), "alfa")


@refused("a handle given again", "The handle charlie was given before.")
def _(c: Coalition) -> None:
    c.sign(c.roster("alfa", "bravo"), "alfa", "bravo")
    members = {name: {"seals": [public(name)]} for name in ("alfa", "bravo")}
    members["charlie"] = {"seals": [public("charlie again")]}
    c.sign(c.roster("alfa", "bravo", members=members), "alfa")


@refused("another host without its base", "A new host says which records it builds")
def _(c: Coalition) -> None:
    hub = {"epoch": 2, "key": public("second hub")}
    c.sign(c.roster("alfa", "bravo", "charlie", hub=hub), "alfa")


@refused(
    "another host in the same epoch",
    "A new host has a higher number than the one before.",
)
def _(c: Coalition) -> None:
    hub = {"epoch": 1, "key": public("second hub"), "base": c.head()}
    c.sign(c.roster("alfa", "bravo", "charlie", hub=hub), "alfa")


@refused(
    "another host on an older state", "A new host takes over at the end of the log"
)
def _(c: Coalition) -> None:
    hub = {"epoch": 2, "key": public("second hub"), "base": c.head()}
    c.statement("alfa/voice")
    c.sign(c.roster("alfa", "bravo", "charlie", hub=hub), "alfa")


@refused("a stranger proposes itself", "The first signature on a record is its")
def _(c: Coalition) -> None:
    terms = c.terms("alfa", "bravo", "charlie", "delta")
    c.sign(c.act("charter.roster", "delta", terms), "delta")


@refused("a stranger gives a member a stamp", "The first signature on a record is its")
def _(c: Coalition) -> None:
    terms = c.terms("alfa", "bravo", "charlie")
    terms["members"] = {
        "alfa": {"seals": [public("stolen")]},
        "bravo": {"seals": [public("bravo")]},
    }
    c.sign(c.act("charter.roster", "alfa", terms), "stolen")


@refused("confirmation by copies that nobody has", "Where members' copies confirm")
def _(c: Coalition) -> None:
    c.sign(c.roster("alfa", "bravo", "charlie", finality="cosigned"), "alfa")


@refused(
    "something else while a new host gathers", "A decision about the host has to be"
)
def _(c: Coalition) -> None:
    hub = {"epoch": 2, "key": public("second hub"), "base": c.head()}
    c.sign(c.roster("alfa", "bravo", "charlie", hub=hub), "alfa")
    c.statement("bravo/voice")


# The voice


@refused(
    "an address that is taken", "The address water is taken by an earlier statement"
)
def _(c: Coalition) -> None:
    c.statement("alfa/voice", "bravo/voice")
    c.statement("charlie/voice")


@refused(
    "the address of what is being signed, for one's own word",
    "The address water is taken by an earlier statement",
)
def _(c: Coalition) -> None:
    c.statement("alfa/voice")
    c.does("voice.own", "charlie/voice", c.words(), text_blobs("en", "uk"))


@refused("an objection to what lapsed", "This decision is not open any more.")
def _(c: Coalition) -> None:
    act = c.statement("alfa/voice")
    c.wait(days=30)
    c.does("decide.object", "bravo/voice", {"act": act, "stands": True})


@refused("a correction of nothing", "What this corrects is not a statement in force")
def _(c: Coalition) -> None:
    c.statement("alfa/voice", corrects="0" * 64)


@refused("another's own word corrected", "A member corrects only its own word.")
def _(c: Coalition) -> None:
    act = c.does("voice.own", "alfa/voice", c.words(), text_blobs("en", "uk"))
    body = c.words("second", corrects=act)
    c.does("voice.own", "bravo/voice", body, text_blobs("en", "uk"))


@refused("held when it is public", "This is already public and cannot be held")
def _(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    c.wait(minutes=10)
    c.does("voice.hold", "alfa/voice", {"statement": act})


@refused("held by who did not sign", "This key has no part in this decision.")
def _(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    c.does("voice.hold", "charlie/voice", {"statement": act})


@refused("withdrawn twice", "This statement was already withdrawn.")
def _(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    for _ in range(2):
        _retract(c, act, "alfa/voice", "bravo/voice")


@refused("withdrawn before it is agreed", "There is no such statement.")
def _(c: Coalition) -> None:
    _retract(c, c.statement("alfa/voice"), "alfa/voice")


@refused("another's own word withdrawn", "This key has no part in this decision.")
def _(c: Coalition) -> None:
    act = c.does("voice.own", "alfa/voice", c.words(), text_blobs("en", "uk"))
    _retract(c, act, "bravo/voice")


# Translations and positions


def _said(c: Coalition) -> str:
    act = c.statement("alfa/voice", "bravo/voice")
    c.wait(minutes=10)
    return act


@refused("a translation of what is not public", "Only a public joint statement in")
def _(c: Coalition) -> None:
    c.translation(c.statement("alfa/voice", "bravo/voice"), "alfa/voice")


@refused("a translation of what was withdrawn", "Only a public joint statement in")
def _(c: Coalition) -> None:
    act = _said(c)
    _retract(c, act, "alfa/voice", "bravo/voice")
    c.translation(act, "alfa/voice")


@refused("a translation of one's own word", "Only a public joint statement in force")
def _(c: Coalition) -> None:
    act = c.does("voice.own", "alfa/voice", c.words(), text_blobs("en", "uk"))
    c.wait(minutes=10)
    c.translation(act, "alfa/voice")


@refused("a language that was signed", "This statement has words in that language (uk)")
def _(c: Coalition) -> None:
    c.translation(_said(c), "alfa/voice", language="uk")


@refused("a language that was added", "This statement has words in that language (ro)")
def _(c: Coalition) -> None:
    act = _said(c)
    c.translation(act, "alfa/voice")
    c.translation(act, "bravo/voice")


@refused("a position instead of nothing", "What this replaces is not a position that")
def _(c: Coalition) -> None:
    c.position("alfa/voice", replaces="0" * 64)


@refused("a position replaced twice", "What this replaces is not a position that")
def _(c: Coalition) -> None:
    old = c.position("alfa/voice", "bravo/voice")
    c.position("alfa/voice", "bravo/voice", replaces=old)
    c.position("alfa/voice", replaces=old)


@refused("a public position replaced in private", "A public position is replaced by a")
def _(c: Coalition) -> None:
    old = c.position("alfa/voice", "bravo/voice")
    c.position("alfa/voice", public=False, replaces=old)


@refused("a position withdrawn twice", "There is no statement in force to withdraw.")
def _(c: Coalition) -> None:
    act = c.position("alfa/voice", "bravo/voice", public=False)
    for _ in range(2):
        _retract(c, act, "alfa/voice", "bravo/voice")


@refused("a position among the members held", "There is no statement in force to hold.")
def _(c: Coalition) -> None:
    act = c.position("alfa/voice", "bravo/voice", public=False)
    c.does("voice.hold", "alfa/voice", {"statement": act})


# Abstentions


@refused("an abstention of who signed", "Your organisation has signed this. It can")
def _(c: Coalition) -> None:
    c.does("decide.abstain", "alfa/voice", {"act": c.statement("alfa/voice")})


@refused("an abstention of who objects", "Your organisation objects here. End the")
def _(c: Coalition) -> None:
    act = c.statement("alfa/voice")
    c.does("decide.object", "bravo/voice", {"act": act, "stands": True})
    c.does("decide.abstain", "bravo/voice", {"act": act})


@refused("an abstention twice", "Your organisation abstains here already.")
def _(c: Coalition) -> None:
    act = c.statement("alfa/voice")
    for _ in range(2):
        c.does("decide.abstain", "bravo/voice", {"act": act})


@refused("an abstention from what is over", "This decision is not open any more.")
def _(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    c.does("decide.abstain", "charlie/voice", {"act": act})


def _invite(c: Coalition, name: str, key: str = "", until: str = "") -> str:
    body = {
        "key": key or public("one-time"),
        "person": "guest",
        "roles": ["voice"],
        "until": until or "2027-01-01T00:00:00Z",
    }
    return c.does("charter.invite", name, body)


def _enrol(c: Coalition, invite: str, name: str = "new") -> str:
    body = {"invite": invite, "key": public(name)}
    return c.sign(c.act("charter.enrol", "alfa", body), "one-time", name)


PNG = b"\x89PNG\r\n\x1a\n"


def _pictured(c: Coalition, pictures: object, size: int = 100) -> None:
    words = c.words("drawn", pictures=pictures)
    contents = {"picture.1": bytes(32) + PNG + bytes(size)}
    c.does("voice.own", "alfa/voice", words, text_blobs("en", "uk") | contents)


@refused("pictures too large", "The pictures are larger than 2 MB together.")
def _(c: Coalition) -> None:
    _pictured(c, {"1": {"type": "png", "width": 9, "height": 9}}, 2 << 20)


@refused("a drawing that is a program", "body.pictures.1.type has to be one of")
def _(c: Coalition) -> None:
    _pictured(c, {"1": {"type": "svg", "width": 9, "height": 9}})


@refused("a picture without a number", "body.pictures is not the number of a picture.")
def _(c: Coalition) -> None:
    _pictured(c, {"01": {"type": "png", "width": 9, "height": 9}})


@refused("no pictures at all", "body.pictures has to have from 1 to 6 entries.")
def _(c: Coalition) -> None:
    _pictured(c, {})


@refused("a picture that nobody sent", "The content picture.2 is missing.")
def _(c: Coalition) -> None:
    picture = {"type": "png", "width": 9, "height": 9}
    _pictured(c, {"1": picture, "2": picture})


@refused("a picture too wide", "body.pictures.1.width has to be from 1 to 4096.")
def _(c: Coalition) -> None:
    _pictured(c, {"1": {"type": "png", "width": 4097, "height": 9}})


def _retract(c: Coalition, act: str, *names: str) -> str:
    reason = {"reason": blob({"text": "The pump failed."})}
    return c.does("voice.retraction", names, {"statement": act}, reason)


@pytest.mark.parametrize("name", CASES)
def test_refused(name: str) -> None:
    story, sentence = CASES[name]
    coalition = founded()
    with pytest.raises((Malformed, Refused)) as error:
        story(coalition)
    assert str(error.value).startswith(sentence)
