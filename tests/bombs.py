"""Bundles that are bombs: as much work as 4 MiB, or more, can ask for."""

import json

from accord.core.acts.canonical import encode
from tests.bad_bundles import Document, good
from tests.bundles import bundle, grown
from tests.coalition import blob

COALITION, _, DOCUMENT = good()
TRUST = COALITION.state.coalition
DATA = encode(DOCUMENT)
MIB = 1024 * 1024


def filled(part: str, values: list[object]) -> bytes:
    """The bundle with as many of `values` for `part` as 4 MiB hold."""
    room = 4 * MIB - len(DATA) - 1000
    count = max(1, room // (len(encode(values)) + 1))
    return encode(DOCUMENT | {part: DOCUMENT[part][:1] + values * count})


def crowded(envelope: Document) -> Document:
    """The envelope with 256 signatures."""
    return envelope | {"signatures": (envelope["signatures"] * 256)[:256]}


def long_texts() -> bytes:
    """Two long texts that fit their hashes, and a line of the standing that does not.

    As much as can be read before the first thing that is wrong.
    """
    coalition = grown()
    texts = {
        f"text.{language}": blob({"title": "", "summary": "", "text": text})
        for language, text in (("en", "w" * MIB), ("uk", "ї" * (MIB - 9000)))
    }
    names = ("alfa/press", "bravo/press", "delta/voice")
    act = coalition.does("voice.statement", names, coalition.words(), texts)
    document = json.loads(bundle(coalition, act))
    document["standing"]["line"][1] += 1
    return encode(document)


FOUNDING, ROSTER = DOCUMENT["charter"]
BOMBS = {
    "10 MB of nesting": b"[" * 10_000_000,
    "10 MB of text": b'{"a":"' + b"x" * 10_000_000 + b'"}',
    "nesting": b'{"a":' + b"[" * MIB + b"]" * MIB + b"}",
    "small parts": b'{"a":[' + b",".join([b"0"] * 2 * MIB) + b"]}",
    "quotes": b'"' * 4 * MIB,
    "closing brackets": b"{" + b"]" * (4 * MIB - 2) + b"}",
    "escapes": b'{"a":"' + b"\\\\" * 30_000 + b"x" * 4_000_000 + b'"}',
    "an open string": b'{"a":"' + b'\\"' * 30_000 + b"x" * 4_000_000,
    "the founding again and again": filled("charter", [FOUNDING]),
    "a list of members again and again": filled("charter", [ROSTER]),
    "two acts in turn": filled("charter", [FOUNDING, ROSTER]),
    "256 signatures on each act": filled("charter", [crowded(ROSTER)]),
    "empty envelopes": encode(DOCUMENT | {"charter": [{}] * 4096}),
    "devices again and again": filled("keys", DOCUMENT["keys"]),
    "256 signatures on each device": filled("keys", [crowded(DOCUMENT["keys"][1])]),
    "one act with 256 signatures": encode(
        DOCUMENT | {"envelope": crowded(DOCUMENT["envelope"])}
    ),
    "a huge text": encode(DOCUMENT | {"blobs": {"text.en": "AAAA" * (MIB - 9000)}}),
    "a huge leaf": encode(DOCUMENT | {"leaf": "x" * 4_000_000}),
    "a huge checkpoint": encode(DOCUMENT | {"checkpoint": "x" * 4_000_000}),
    "a huge proof": encode(DOCUMENT | {"proof": DOCUMENT["proof"] + "x" * 4_000_000}),
    "wide text": encode(DOCUMENT | {"leaf": "x" * 4_000_000 + "\U0001f30a"}),
    "long texts": long_texts(),
    "a proof of many lines": encode(
        DOCUMENT | {"proof": "c2sp.org/tlog-proof@v1\nindex 0" + "\nAAAA" * 50_000}
    ),
}
