"""Bundles of a dishonest host: it signs any checkpoint, and has to be found out."""

from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

import pytest

from accord.core.acts.blobs import pack
from accord.core.acts.canonical import encode
from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import Envelope, Leaf
from accord.core.acts.errors import AccordError
from accord.core.bundle.check import check
from accord.core.rules.standing import Line
from accord.core.tlog import note
from accord.core.tlog.merkle import leaf_hash
from accord.core.tlog.note import Checkpoint
from accord.core.tlog.proof import Proof
from accord.core.tlog.tree import Tree
from tests.bad_bundles import good
from tests.coalition import Coalition, blob, public, seed, text_blobs

COALITION, ACT, DOCUMENT = good()
STATE = COALITION.state
INDEX = 46
PUBLIC = "2026-11-01T09:10:00Z"
NOW = "2026-11-01T10:00:00Z"


@dataclass(frozen=True)
class Log:
    """A log that the host makes up around one leaf, and what it says of it."""

    leaf: bytes
    line: Line
    index: int = INDEX
    roster: str = STATE.in_force().id
    coalition: str = STATE.coalition
    epoch: int = 1
    size: int = 60
    time: str = NOW
    key: str = "hub"

    def put(self, document: dict[str, Any]) -> None:
        """Writes leaf, checkpoint, proof and standing into a bundle."""
        log, standing = Tree(), Tree()
        for index in range(self.size):
            made_up = self.leaf if index == self.index else b"%d" % index
            log.append(leaf_hash(made_up))
        lines = [f"roster {self.roster}", self.line.text()]
        for line in lines:
            standing.append(leaf_hash(line.encode()))
        signed = note.sign(
            Checkpoint(
                self.coalition,
                self.epoch,
                log.size,
                log.root(),
                standing.size,
                standing.root(),
                self.time,
            ),
            seed(self.key),
        )
        document["leaf"] = self.leaf.decode()
        document["checkpoint"] = signed
        proof = Proof(self.index, tuple(log.inclusion(self.index)), signed)
        document["proof"] = proof.text()
        hashes = [
            [to_base64(one) for one in standing.inclusion(place)] for place in (0, 1)
        ]
        document["standing"] = {
            "roster": [lines[0], hashes[0]],
            "line": [lines[1], 1, hashes[1]],
        }


LEAF = COALITION.leaves[INDEX]
LINE = Line(ACT, "voice.statement", "agreed", PUBLIC, INDEX)
HONEST = Log(LEAF, LINE)


def checked(log: Log) -> str:
    document = deepcopy(DOCUMENT)
    log.put(document)
    return check(encode(document), STATE.coalition).state


GOOD = {
    "as it was": HONEST,
    "held": replace(
        HONEST, line=replace(LINE, state="held", time="2026-11-01T09:05:00Z", index=50)
    ),
    "withdrawn": replace(
        HONEST, line=replace(LINE, state="retracted", time=NOW, index=59)
    ),
    "corrected": replace(
        HONEST,
        line=replace(LINE, state="corrected", time="2026-11-01T10:10:00Z", index=59),
    ),
    "in force again": replace(HONEST, line=replace(LINE, index=59)),
}


@pytest.mark.parametrize("log", GOOD.values(), ids=GOOD)
def test_accepts(log: Log) -> None:
    assert checked(log) == log.line.state


LIES = {
    "a checkpoint by another key": (
        replace(HONEST, key="x"),
        "host.*not signed by the",
    ),
    "a checkpoint of another time of the host": (replace(HONEST, epoch=2), "host"),
    "a checkpoint of another coalition": (
        replace(HONEST, coalition="ab" * 32),
        "host.*another coalition",
    ),
    "the last list of members hidden": (
        replace(HONEST, roster="ab" * 32),
        "standing.*missing, or there is one too many",
    ),
    "the founding as the last list": (
        replace(HONEST, roster=STATE.coalition),
        "standing.*missing, or there is one too many",
    ),
    "a line of another kind": (
        replace(HONEST, line=replace(LINE, kind="voice.own")),
        "standing.*another act",
    ),
    "public earlier than agreed": (
        replace(HONEST, line=replace(LINE, time="2026-11-01T09:09:59Z")),
        "standing.*does not fit",
    ),
    "public later than agreed": (
        replace(HONEST, line=replace(LINE, time="2026-11-01T09:10:01Z")),
        "standing.*does not fit",
    ),
    "agreed before the last signature": (
        replace(HONEST, line=replace(LINE, index=INDEX - 1)),
        "standing.*does not fit",
    ),
    "changed after the end of the log": (
        replace(HONEST, line=replace(LINE, index=60)),
        "standing.*does not fit",
    ),
    "held when it was public": (
        replace(HONEST, line=replace(LINE, state="held", time=PUBLIC, index=50)),
        "standing.*does not fit",
    ),
    "held by the last signature itself": (
        replace(HONEST, line=replace(LINE, state="held", time="2026-11-01T09:05:00Z")),
        "standing.*does not fit",
    ),
    "withdrawn before it was agreed": (
        replace(
            HONEST,
            line=replace(
                LINE, state="retracted", time="2026-11-01T08:59:59Z", index=50
            ),
        ),
        "standing.*does not fit",
    ),
    "withdrawn in the future": (
        replace(
            HONEST,
            line=replace(
                LINE, state="retracted", time="2026-11-01T10:00:01Z", index=50
            ),
        ),
        "standing.*does not fit",
    ),
    "a log that ended before the last signature": (
        replace(HONEST, time="2026-11-01T08:59:59Z"),
        "standing.*does not fit",
    ),
    "another leaf in the log": (
        replace(HONEST, leaf=COALITION.leaves[INDEX - 1]),
        "record.*last signature",
    ),
    "a leaf of another act": (
        replace(HONEST, leaf=COALITION.leaves[0]),
        "record.*another act",
    ),
}


@pytest.mark.parametrize(("log", "reason"), LIES.values(), ids=LIES)
def test_refuses(log: Log, reason: str) -> None:
    with pytest.raises(AccordError, match=rf"^Step \d \({reason}"):
        checked(log)


def statement(
    coalition: Coalition, *names: str, blobs: dict[str, bytes], **header: object
) -> tuple[Envelope, str]:
    """An envelope signed by keys outside of the log, as a host could be handed it."""
    payload = coalition.act(
        "voice.statement", "alfa", coalition.words(), blobs, **header
    )
    leaves = [coalition.leaf(payload, name) for name in names]
    return Envelope(payload, tuple(one.signature for one in leaves)), leaves[-1].time


def host_says_agreed(
    envelope: Envelope, blobs: dict[str, bytes], time: str = NOW, public_from: str = ""
) -> bytes:
    """The bundle in which the host says that `envelope` took effect at `time`."""
    document = deepcopy(DOCUMENT) | {
        "envelope": envelope.document(),
        "blobs": {name: to_base64(one) for name, one in blobs.items()},
    }
    act = Leaf(envelope.payload, envelope.signatures[-1], time)
    line = Line("ab" * 32, "voice.statement", "agreed", public_from or time, INDEX)
    Log(act.encode(), line, time=time).put(document)
    return encode(document)


SIGNERS = ("alfa/press", "bravo/press", "delta/voice")


def test_too_few_members() -> None:
    blobs = text_blobs("en", "uk")
    envelope, _ = statement(COALITION, *SIGNERS[:2], blobs=blobs)
    with pytest.raises(AccordError, match=r"\(signatures.*Too few"):
        check(host_says_agreed(envelope, blobs), STATE.coalition)


def test_one_member_by_two_devices() -> None:
    blobs = text_blobs("en", "uk")
    names = ("alfa/press", "bravo/press", "alfa/people")
    envelope, _ = statement(COALITION, *names, blobs=blobs)
    with pytest.raises(AccordError, match=r"\(signatures.*Too few"):
        check(host_says_agreed(envelope, blobs), STATE.coalition)


def test_after_it_closed() -> None:
    blobs = text_blobs("en", "uk")
    envelope, _ = statement(COALITION, *SIGNERS, blobs=blobs, closes=NOW)
    with pytest.raises(AccordError, match=r"\(signatures.*lapsed"):
        check(host_says_agreed(envelope, blobs), STATE.coalition)


def test_after_a_device_expired() -> None:
    blobs = text_blobs("en", "uk")
    envelope, _ = statement(COALITION, *SIGNERS, blobs=blobs)
    data = host_says_agreed(envelope, blobs, time="2028-01-01T00:00:01Z")
    with pytest.raises(AccordError, match=r"\(signatures.*expired"):
        check(data, STATE.coalition)


def test_by_a_device_below_a_seal_that_was_replaced() -> None:
    coalition, _, document = good()
    members = coalition.terms("alfa", "bravo", "charlie", "delta")["members"]
    assert isinstance(members, dict)
    members["delta"] = {"seals": [public("delta two")]}
    body = coalition.terms("alfa", "bravo", "charlie", "delta", members=members)
    payload = coalition.act("charter.roster", "alfa", body)
    names = sorted(["alfa", "bravo", "charlie", "delta two"])
    roster = coalition.sign(payload, *names)
    signed = Envelope(
        payload,
        tuple(coalition.leaf(payload, name).signature for name in names),
    )
    charter = Envelope(
        payload, tuple(sorted(signed.signatures, key=lambda one: one.keyid))
    )
    blobs = text_blobs("en", "uk")
    envelope, _ = statement(coalition, *SIGNERS, blobs=blobs, roster=roster)
    document |= {
        "charter": [*document["charter"], charter.document()],
        "envelope": envelope.document(),
    }
    Log(coalition.leaf(envelope.payload, SIGNERS[-1]).encode(), LINE).put(document)
    with pytest.raises(AccordError, match=r"\(devices.*Too few|\(devices.*not known"):
        check(encode(document), STATE.coalition)


BAD_TEXTS = {
    "not NFC": (
        pack({"title": "a", "summary": "", "text": "и\u0306"}, b"s" * 32),
        "NFC",
    ),
    "not canonical": (b"s" * 32 + b'{"title": "a"}', "canonical"),
    "not JSON": (b"s" * 40, "not JSON"),
    "without a title": (blob({"summary": "", "text": "x"}), "title is missing"),
    "with more than texts have": (
        blob({"title": "a", "summary": "", "text": "x", "more": "y"}),
        "unknown field: more",
    ),
    "with a number for its words": (
        blob({"title": "a", "summary": "", "text": 1}),
        "has to be text",
    ),
}


@pytest.mark.parametrize(("text", "reason"), BAD_TEXTS.values(), ids=BAD_TEXTS)
def test_texts_that_members_signed_unseen(text: bytes, reason: str) -> None:
    blobs = text_blobs("en") | {"text.uk": text}
    envelope, _ = statement(COALITION, *SIGNERS, blobs=blobs)
    with pytest.raises(AccordError, match=rf"\(texts.*{reason}"):
        check(host_says_agreed(envelope, blobs), STATE.coalition)
