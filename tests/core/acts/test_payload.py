"""Payloads: every kind is read, and every other form is refused with its place."""

from collections.abc import Callable
from typing import Any

import pytest

from accord.core.acts.act import KINDS, Act, build, parse_act
from accord.core.acts.canonical import encode
from accord.core.acts.envelope import act_id
from accord.core.acts.errors import Malformed
from tests.coalition import START, public
from tests.payloads import BLOB, BODIES, ID, OTHER, payload

Change = Callable[[dict[str, Any]], object]


def test_every_kind_has_a_payload() -> None:
    assert set(BODIES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_reads(kind: str) -> None:
    document = payload(kind)
    data = encode(document)
    act = parse_act(data)
    assert isinstance(act, Act)
    assert (act.id, act.kind, act.by, act.payload) == (act_id(data), kind, "alfa", data)
    assert set(act.blobs) == set(document.get("blobs", {}))
    assert type(act.body) is KINDS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_body_is_known_by_name(kind: str) -> None:
    document = payload(kind)
    document["body"]["extra"] = 1
    with pytest.raises(Malformed, match="body has an unknown field: extra"):
        parse_act(encode(document))


OPTIONAL = {
    "voice.statement": {"corrects"},
    "voice.own": {"corrects"},
    "voice.position": {"replaces"},
    "supplies.receive": {"earmark"},
    "supplies.handover": {"site"},
    "supplies.vehicle": {"home"},
    "actions.plan": {"site"},
    "actions.change": {"site"},
    "actions.task": {"action"},
    "reports.report": {"site", "reliable", "certain", "about"},
}
# Fields that have to be there because of others.
BOUND = {
    "supplies.settle": {"site"},
    "supplies.offer": {"item", "quantity"},
    "voice.statement": {"pictures"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_of_the_body_may_be_left_out(kind: str) -> None:
    for name in BODIES[kind][0]:
        document = payload(kind)
        del document["body"][name]
        if name in OPTIONAL.get(kind, ()):
            parse_act(encode(document))
            continue
        bound = name in BOUND.get(kind, ())
        sentence = None if bound else f"body.{name} is missing"
        with pytest.raises(Malformed, match=sentence):
            parse_act(encode(document))


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_of_the_header_may_be_left_out(kind: str) -> None:
    for name in payload(kind).keys() - {"closes", "blobs"}:
        document = payload(kind)
        del document[name]
        with pytest.raises(Malformed, match=f"{name} is missing"):
            parse_act(encode(document))


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_contents_are_refused(kind: str) -> None:
    document = payload(kind)
    document.setdefault("blobs", {})["photo"] = BLOB
    with pytest.raises(Malformed, match="has no content photo"):
        parse_act(encode(document))


def put(path: str, value: object) -> Change:
    """A change that sets the field at `path`."""

    def change(document: dict[str, Any]) -> None:
        *way, last = path.split("/")
        place: Any = document
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        if isinstance(place, list):
            place[int(last)] = value
        else:
            place[last] = value

    return change


def drop(path: str) -> Change:
    """A change that takes the field at `path` away."""

    def change(document: dict[str, Any]) -> None:
        *way, last = path.split("/")
        place: Any = document
        for step in way:
            place = place[step]
        del place[last]

    return change


SEALS = "body/members/alfa/seals"
RULE = "body/rules/voice.statement"
NINE_SEALS = sorted(public(f"alfa {i}") for i in range(9))
MANY_MEMBERS = {f"m{i}-x": {"seals": [public(f"m{i}")]} for i in range(101)}

BAD: dict[str, tuple[str, Change, str]] = {
    # Header
    "an unknown field": ("decide.withdraw", put("extra", 1), "act has an unknown"),
    "an unknown kind": ("decide.withdraw", put("kind", "decide.all"), "no kind"),
    "a kind that is no text": ("decide.withdraw", put("kind", 1), "kind has to be"),
    "a founding with a coalition": (
        "charter.found",
        put("coalition", ID),
        "unknown field: coalition",
    ),
    "a founding with after": (
        "charter.found",
        put("after", {"size": 1, "root": ID}),
        "unknown field: after",
    ),
    "a roster named where none is needed": (
        "supplies.need",
        put("roster", ID),
        "unknown field: roster",
    ),
    "a coalition in capitals": (
        "decide.withdraw",
        put("coalition", "AB" * 32),
        "act.coalition is not a hash",
    ),
    "a short hash": ("decide.withdraw", put("coalition", "ab" * 31), "not a hash"),
    "a short nonce": ("decide.withdraw", put("nonce", "00"), "not a nonce"),
    "a handle in capitals": ("decide.withdraw", put("by", "Alfa"), "not a handle"),
    "a handle of one letter": ("decide.withdraw", put("by", "a"), "not a handle"),
    "a handle like an epoch": ("decide.withdraw", put("by", "e12"), "not a handle"),
    "a handle of 33 letters": ("decide.withdraw", put("by", "a" * 33), "not a handle"),
    "a time with an offset": (
        "decide.withdraw",
        put("at", "2026-11-01T08:00:00+00:00"),
        "act.at: A time is written",
    ),
    "a time that does not exist": (
        "decide.withdraw",
        put("at", "2026-02-30T08:00:00Z"),
        "There is no such time",
    ),
    "a time as a number": ("decide.withdraw", put("at", 1), "has to be text"),
    "after size 0": ("decide.withdraw", put("after/size", 0), "has to be from 1"),
    "after with more": ("decide.withdraw", put("after/x", 1), "unknown field: x"),
    "closes that is no time": ("decide.withdraw", put("closes", "soon"), "closes"),
    "a body that is a list": ("charter.profile", put("body", []), "be an object"),
    # Contents
    "no contents in an empty table": (
        "decide.object",
        put("blobs", {}),
        "from 1 to 32 entries",
    ),
    "no words, neither as they are nor encrypted": (
        "reports.comment",
        drop("blobs"),
        "The content comment is missing",
    ),
    "the same words twice, also encrypted": (
        "reports.comment",
        put("blobs/comment.sealed", BLOB),
        "has no content comment.sealed",
    ),
    "another content that begins like the words": (
        "reports.report",
        put("blobs/report.en", BLOB),
        "has no content report.en",
    ),
    "encrypted words that are for everybody": (
        "supplies.site",
        put("blobs", {"place": BLOB, "place.sealed": BLOB}),
        "has no content place.sealed",
    ),
    "a content below the salt's size": (
        "decide.object",
        put("blobs/reason/size", 31),
        "has to be from 32",
    ),
    "a content above 16 MiB": (
        "decide.object",
        put("blobs/reason/size", 16 * 1024 * 1024 + 1),
        "to 16777216",
    ),
    "a content without a size": (
        "decide.object",
        drop("blobs/reason/size"),
        "size is missing",
    ),
    "a content with a strange name": (
        "decide.object",
        put("blobs/..", BLOB),
        "not the name of a content",
    ),
    "a statement without one of its texts": (
        "voice.statement",
        drop("blobs/text.uk"),
        "text.uk is missing",
    ),
    "a text in a language not named": (
        "voice.statement",
        put("blobs/text.ro", BLOB),
        "no content text.ro",
    ),
    "a founding without a declaration": (
        "charter.found",
        drop("blobs/declaration.en"),
        "declaration.... is missing",
    ),
    "a founding without names": (
        "charter.found",
        drop("blobs/names"),
        "names is missing",
    ),
    "a retraction without a reason": (
        "voice.retraction",
        drop("blobs"),
        "reason is missing",
    ),
    # Charter
    "a founding of version 2": ("charter.found", put("body/version", 2), "version 1"),
    "a founding of epoch 2": ("charter.found", put("body/hub/epoch", 2), "version 1"),
    "a founding with a base": (
        "charter.found",
        put("body/hub/base", {"size": 1, "root": ID}),
        "version 1",
    ),
    "a single founder": (
        "charter.found",
        drop("body/members/bravo"),
        "at least two founders",
    ),
    "101 members": ("charter.roster", put("body/members", MANY_MEMBERS), "from 1 to"),
    "no seal": ("charter.found", put(SEALS, []), "from 1 to 8"),
    "nine seals": ("charter.found", put(SEALS, NINE_SEALS), "from 1 to 8"),
    "seals out of order": (
        "charter.found",
        put(SEALS, NINE_SEALS[1::-1]),
        "sorted, each entry once",
    ),
    "the same seal twice": (
        "charter.found",
        put(SEALS, [public("alfa")] * 2),
        "sorted, each entry once",
    ),
    "one key for two members": (
        "charter.found",
        put(SEALS, [public("bravo")]),
        "same key stands twice",
    ),
    "a seal that is the hub's key": (
        "charter.found",
        put(SEALS, [public("hub")]),
        "same key stands twice",
    ),
    "a seal that is no key": ("charter.found", put(SEALS, ["x"]), "is not a key"),
    "a member with a strange handle": (
        "charter.found",
        put("body/members/A b", {"seals": [public("x")]}),
        "not a handle",
    ),
    "a shared kind without a rule": (
        "charter.found",
        drop(RULE),
        "who decides voice.statement",
    ),
    "a rule for a kind that is not shared": (
        "charter.found",
        put("body/rules/voice.own", {"share": [1, 2]}),
        "has to be one of",
    ),
    "a share above everybody": (
        "charter.found",
        put(RULE, {"share": [3, 2]}),
        "more than everybody",
    ),
    "a share of nobody": ("charter.found", put(RULE, {"share": [0, 2]}), "from 1"),
    "a share with three numbers": (
        "charter.found",
        put(RULE, {"share": [1, 2, 3]}),
        "from 2 to 2",
    ),
    "a share as true": ("charter.found", put(RULE, {"share": [True, 2]}), "whole"),
    "a veto that is a number": (
        "charter.found",
        put(RULE, {"share": [1, 2], "veto": 1}),
        "true or false",
    ),
    "a finality that is none": ("charter.found", put("body/finality", "x"), "one of"),
    "an invitation with a strange role": (
        "charter.invite",
        put("body/roles", ["king"]),
        "one of",
    ),
    "an invitation without a role": ("charter.invite", put("body/roles", []), "from 1"),
    "roles out of order": (
        "charter.invite",
        put("body/roles", ["voice", "people"]),
        "sorted",
    ),
    "a revocation of nothing": (
        "charter.revoke",
        put("body", {"keys": [], "invites": []}),
        "Nothing is revoked",
    ),
    # Decide and voice
    "an objection that stands 1": ("decide.object", put("body/stands", 1), "true or"),
    "a slug with capitals": ("voice.own", put("body/slug", "Water"), "short name"),
    "a slug with two hyphens": ("voice.own", put("body/slug", "a--b"), "short name"),
    "a slug of 65 letters": ("voice.own", put("body/slug", "a" * 65), "short name"),
    "no language": ("voice.own", put("body/languages", []), "from 1 to 20"),
    "a language in capitals": ("voice.own", put("body/languages", ["EN"]), "language"),
    "urgent as a number": ("voice.own", put("body/urgent", 0), "true or false"),
    "corrects as null": ("voice.own", put("body/corrects", None), "null is not used"),
    # Supplies
    "weight as a float": ("supplies.item", put("body/grams", 0.5), "Numbers are whole"),
    "a pack of one unit": (
        "supplies.item",
        put("body/packs/0/units", 1),
        "packs.0..units has to be from 2",
    ),
    "a need of nothing": ("supplies.need", put("body/quantity", 0), "from 1"),
    "a need above 10^12": ("supplies.need", put("body/quantity", 10**12 + 1), "from 1"),
    "priority 6": ("supplies.need", put("body/priority", 6), "from 1 to 5"),
    "goods without a line": ("supplies.receive", put("body/lines", []), "from 1 to"),
    "201 lines": (
        "supplies.receive",
        put("body/lines", [{"item": OTHER, "quantity": 1}] * 201),
        "from 1 to 200",
    ),
    "goods that expire on no day": (
        "supplies.receive",
        put("body/lines/1/expiry", "2027-02-30"),
        "no such time",
    ),
    "a lot of line 01": (
        "supplies.use",
        put("body/lines/0/lot", f"{ID}.01"),
        "not a lot",
    ),
    "the same lot twice": (
        "supplies.consign",
        put("body/lines", [{"lot": f"{ID}.0", "quantity": 1}] * 2),
        "same lot twice",
    ),
    "a count of a lot and an item": (
        "supplies.count",
        put("body/lines/0/item", OTHER),
        "unknown field: item",
    ),
    "missing and too many at once": (
        "supplies.handover",
        put("body/lines/0/excess", 1),
        "missing and too many",
    ),
    "lines of a handover out of order": (
        "supplies.handover",
        put("body/lines/0/line", 1),
        "sorted by line",
    ),
}


@pytest.mark.parametrize(("kind", "change", "reason"), BAD.values(), ids=BAD)
def test_refuses(kind: str, change: Change, reason: str) -> None:
    document = payload(kind)
    change(document)
    with pytest.raises(Malformed, match=reason):
        parse_act(encode(document))


def test_build_writes_what_parse_reads() -> None:
    document = payload("decide.withdraw")
    header = {name: document[name] for name in ("coalition", "after", "closes")}
    data = build(
        "decide.withdraw", "alfa", START, document["nonce"], document["body"], **header
    )
    assert data == encode(document)


def test_build_refuses_what_parse_refuses() -> None:
    with pytest.raises(Malformed, match="coalition is missing"):
        build("decide.withdraw", "alfa", START, "00" * 16, {"act": ID})
