"""A good bundle, and everything that makes it worthless: each change alone.

Tests and public vectors are made of this table: name -> (change, the step and the
reason for which the changed bundle is refused).
"""

import json
from collections.abc import Callable
from typing import Any

from accord.core.acts.canonical import encode
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.envelope import Envelope, read_envelope, sign
from tests.bundles import bundle, grown
from tests.coalition import Coalition, keyid, public, seed

Document = dict[str, Any]
Change = Callable[[Document], object]


def good() -> tuple[Coalition, str, Document]:
    """The coalition, its statement, and the statement's bundle."""
    coalition = grown()
    act = coalition.statement("alfa/press", "bravo/press", "delta/voice")
    coalition.wait(minutes=11)
    return coalition, act, json.loads(bundle(coalition, act))


def at(path: str) -> Callable[[Document], tuple[Any, Any]]:
    """Finds the container and the last key of `path` ("charter/1/payload")."""

    def find(document: Document) -> tuple[Any, Any]:
        *way, last = [int(one) if one.isdigit() else one for one in path.split("/")]
        place: Any = document
        for step in way:
            place = place[step]
        return place, last

    return find


def put(path: str, value: object) -> Change:
    def change(document: Document) -> None:
        place, last = at(path)(document)
        place[last] = value

    return change


def drop(path: str) -> Change:
    def change(document: Document) -> None:
        place, last = at(path)(document)
        del place[last]

    return change


def swap(path: str, one: int, other: int) -> Change:
    def change(document: Document) -> None:
        place, last = at(path)(document)
        values = place[last]
        values[one], values[other] = values[other], values[one]

    return change


def twice(path: str) -> Change:
    def change(document: Document) -> None:
        place, last = at(path)(document)
        place.insert(last, place[last])

    return change


def both(*changes: Change) -> Change:
    def change(document: Document) -> None:
        for one in changes:
            one(document)

    return change


def replace(path: str, old: str, new: str) -> Change:
    def change(document: Document) -> None:
        place, last = at(path)(document)
        assert old in place[last]
        place[last] = place[last].replace(old, new)

    return change


def resign(path: str, *names: str) -> Change:
    """Signs the envelope at `path` anew with the keys called `names`."""

    def change(document: Document) -> None:
        place, last = at(path)(document)
        envelope = read_envelope(place[last])
        signed = sign(envelope.payload, *map(seed, names))
        place[last] = signed.document()

    return change


def rewrite(path: str, **fields: object) -> Change:
    """Changes fields of the payload at `path`; its signatures stay."""

    def change(document: Document) -> None:
        place, last = at(path)(document)
        envelope = read_envelope(place[last])
        payload = encode(json.loads(envelope.payload) | fields)
        place[last] = Envelope(payload, envelope.signatures).document()

    return change


def cut_proof(document: Document) -> None:
    lines = document["proof"].split("\n")
    document["proof"] = "\n".join(lines[:2] + lines[3:])


def exchange_texts(document: Document) -> None:
    blobs = document["blobs"]
    blobs["text.en"], blobs["text.uk"] = blobs["text.uk"], blobs["text.en"]


def other_text(document: Document) -> None:
    size = len(from_base64(document["blobs"]["text.uk"]))
    document["blobs"]["text.uk"] = to_base64(b"x" * size)


def skip_version(document: Document) -> None:
    payload = json.loads(from_base64(document["charter"][1]["payload"]))
    rewrite("charter/1", body=payload["body"] | {"version": 3})(document)


def prove_an_invitation(document: Document) -> None:
    document["envelope"] = document["keys"][0]


def swap_devices(document: Document) -> None:
    keys = document["keys"]
    keys[:8] = keys[4:8] + keys[:4]


STRANGE = sign(b"{}", seed("alfa")).document()
BASE64 = to_base64(b"x" * 40)

BAD: dict[str, tuple[Change, str]] = {
    # 1 form
    "no version": (drop("v"), "form.*v is missing"),
    "another version": (put("v", "accord/bundle@2"), "form.*one of"),
    "an unknown part": (put("more", 1), "form.*unknown field: more"),
    "an unknown part of the standing": (put("standing/x", 1), "form.*unknown field: x"),
    "no checkpoint": (drop("checkpoint"), "form.*checkpoint is missing"),
    "another checkpoint than the proof's": (
        replace("checkpoint", "\nstanding 2", "\nstanding 3"),
        "form.*not the same",
    ),
    "no charter": (put("charter", []), "form.*from 1 to"),
    "no devices": (put("keys", []), "form.*from 2 to"),
    "a leaf that is none": (put("leaf", "{}"), "form.*canonical"),
    "a leaf with a space": (replace("leaf", ",", ", "), "form.*canonical"),
    "a proof that is none": (put("proof", "x"), "form.*tlog-proof"),
    "a line at a negative place": (put("standing/line/1", -1), "form.*Numbers"),
    "a line at place 0": (put("standing/line/1", 0), "form.*from 1"),
    "a line with more": (put("standing/line", ["a", 1, [], 2]), "form.*from 3 to 3"),
    "a hash of 31 bytes": (
        put("standing/line/2/0", to_base64(b"x" * 31)),
        "form.*32 bytes",
    ),
    # 2 members
    "no founding": (drop("charter/0"), "members.*not a proof by the coalition"),
    "a founding that is no envelope": (put("charter/0", 1), "members.*an object"),
    "a founding that is another act": (
        put("charter/0", STRANGE),
        "members.*not a proof by the coalition",
    ),
    "another founding": (
        rewrite("charter/0", nonce="f" * 32),
        "members.*not a proof by the coalition",
    ),
    "a founder's signature missing": (
        drop("charter/0/signatures/0"),
        "members.*Too few",
    ),
    "a founder's signature false": (
        put("charter/0/signatures/1/sig", to_base64(b"\1" * 64)),
        "members.*does not fit",
    ),
    "founders in another order": (
        swap("charter/0/signatures", 0, 1),
        "members.*in the order",
    ),
    "a founder twice": (twice("charter/0/signatures/0"), "members.*in the order"),
    "a stranger among the founders": (
        resign(
            "charter/0", *sorted(["alfa", "bravo", "charlie", "hub", "x"], key=keyid)
        ),
        "members.*not known",
    ),
    "the next list missing": (drop("charter/1"), "devices.*not here"),
    "the next list twice": (
        twice("charter/1"),
        "members.*does not name the one before",
    ),
    "the founding again": (
        put("charter/1", STRANGE),
        "members",
    ),
    "a list changed after signing": (
        rewrite("charter/1", nonce="f" * 32),
        "members.*does not fit",
    ),
    "a list of another version": (
        skip_version,
        "members.*has the number 2",
    ),
    "a list of another coalition": (
        rewrite("charter/1", coalition="ab" * 32),
        "members.*another coalition",
    ),
    "a list after another one": (
        rewrite("charter/1", roster="ab" * 32),
        "members.*does not name the one before",
    ),
    "a list without the newcomer": (
        resign("charter/1", *sorted(["alfa", "bravo", "charlie"], key=keyid)),
        "members.*Too few",
    ),
    "a list with a signature too many": (
        resign("charter/1", *sorted(["alfa", "bravo", "charlie", "delta"], key=keyid)),
        "members.*not needed",
    ),
    # 3 devices
    "a device missing": (
        both(drop("keys/8"), drop("keys/8")),
        "signatures.*not known",
    ),
    "half a device": (drop("keys/9"), "devices.*in pairs"),
    "a device twice": (
        both(twice("keys/9"), twice("keys/8")),
        "devices",
    ),
    "an enrolment before its invitation": (
        swap("keys", 0, 1),
        "devices.*An invitation is expected",
    ),
    "an enrolment of another invitation": (
        swap("keys", 1, 3),
        "devices.*followed by the enrolment",
    ),
    "devices in another order": (
        swap_devices,
        "signatures.*not in order",
    ),
    "a device before its inviter's": (
        both(swap("keys", 0, 2), swap("keys", 1, 3)),
        "devices.*not known",
    ),
    "an invitation by a stranger": (
        resign("keys/0", "stranger"),
        "devices.*not known",
    ),
    "an invitation by another member": (resign("keys/0", "bravo"), "devices.*Too few"),
    "an invitation with a signature too many": (
        resign("keys/0", "alfa", "bravo"),
        "devices.*not needed",
    ),
    "an invitation with more roles than were signed": (
        rewrite(
            "keys/2",
            body={
                "key": public("alfa/press invite"),
                "person": "press",
                "roles": ["people", "voice"],
                "until": "2028-01-01T00:00:00Z",
            },
        ),
        "devices",
    ),
    "an enrolment without the new key": (
        resign("keys/1", "alfa/people invite"),
        "devices.*Too few",
    ),
    "an enrolment in another order": (
        swap("keys/1/signatures", 0, 1),
        "devices.*in the order",
    ),
    "an enrolment of another member": (
        rewrite("keys/1", by="bravo"),
        "devices.*another member",
    ),
    "an invitation of another coalition": (
        rewrite("keys/0", coalition="ab" * 32),
        "devices.*another coalition",
    ),
    # 4 signatures
    "a signature missing": (drop("envelope/signatures/0"), "signatures.*Too few"),
    "signatures in another order": (
        swap("envelope/signatures", 0, 1),
        "signatures.*not in order",
    ),
    "the last signature first": (
        swap("envelope/signatures", 0, 2),
        "signatures.*not in order",
    ),
    "the same key twice": (
        twice("envelope/signatures/0"),
        "signatures.*same key signs twice",
    ),
    "a signature by a stamp": (
        resign("envelope", "alfa", "bravo", "delta"),
        "signatures.*not known",
    ),
    "a signature by a device without the role": (
        resign("envelope", "alfa/press", "bravo/people", "delta/voice"),
        "signatures.*Too few",
    ),
    "words changed after signing": (
        rewrite("envelope", nonce="f" * 32),
        "signatures.*does not fit",
    ),
    "another kind of act": (
        prove_an_invitation,
        "devices.*not an act of voice",
    ),
    "an act of another coalition": (
        rewrite("envelope", coalition="ab" * 32),
        "devices.*another coalition",
    ),
    # 5 texts
    "a text missing": (drop("blobs/text.uk"), "texts.*not exactly the contents"),
    "a text too many": (put("blobs/text.ro", BASE64), "texts.*not exactly"),
    "a text of another size": (put("blobs/text.uk", BASE64), "texts.*another size"),
    "another text": (
        other_text,
        "texts.*not the one that was signed",
    ),
    "texts exchanged": (
        exchange_texts,
        "texts.*not the one that was signed",
    ),
    # 6 record
    "a leaf at another time": (
        replace("leaf", '"time":"2026-11-01T09:0', '"time":"2026-11-01T08:0'),
        "record.*does not lead",
    ),
    "a leaf at another index": (replace("proof", "index 46", "index 45"), "record"),
    "a proof with a hash less": (cut_proof, "record.*does not lead"),
    # 8 standing
    "another line": (replace("standing/line/0", "agreed", "held"), "standing.*not in"),
    "the line of another act": (
        put(
            "standing/line/0",
            f"{'ab' * 32} voice.statement agreed 2026-11-01T09:10:00Z 46",
        ),
        "standing.*another act",
    ),
    "a line that is none": (put("standing/line/0", "x"), "standing.*not a line"),
    "the line at another place": (put("standing/line/1", 2), "standing.*not in"),
    "another roster line": (
        put("standing/roster/0", f"roster {'ab' * 32}"),
        "standing.*last list of members is missing",
    ),
    "a roster line that is none": (put("standing/roster/0", "x"), "standing.*not the"),
    "a hash too many": (
        put("standing/roster/1", [to_base64(b"x" * 32)] * 2),
        "standing.*not in",
    ),
}
