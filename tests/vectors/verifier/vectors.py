"""Runs over the files of vectors and says where it disagrees."""

import base64
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.vectors.verifier import files, tree
from tests.vectors.verifier.bundle import check_bundle
from tests.vectors.verifier.evidence import check_evidence
from tests.vectors.verifier.form import (
    Bad,
    encode,
    keyid,
    need,
    parse,
    sound,
    verify,
)
from tests.vectors.verifier.log import append, check_head
from tests.vectors.verifier.payload import read_payload
from tests.vectors.verifier.record import (
    leaf_hash,
    read_envelope,
    read_leaf,
    signed_bytes,
)
from tests.vectors.verifier.state import Log
from tests.vectors.verifier.tree import cosigned

Vectors = dict[str, Any]
Problems = Iterator[str]


def run(folder: Path) -> list[str]:
    """All disagreements with the files in a folder."""
    return [
        f"{name}: {problem}"
        for name, check in CHECKS.items()
        for problem in check(json.loads((folder / f"{name}.json").read_text()))
    ]


def accepts(read: Callable[[], object]) -> bool:
    """Whether reading goes without Bad."""
    try:
        read()
    except Bad:
        return False
    return True


def judge(
    vectors: list[Vectors], field: str, read: Callable[[Any], object], good: bool
) -> Problems:
    """The vectors whose value in a field is not judged as it has to be."""
    for one in vectors:
        if accepts(lambda value=one[field]: read(value)) != good:
            yield f"{one.get('name', 'good')}: {'refused' if good else 'accepted'}"


def unbase64(text: str) -> bytes:
    """Bytes of a vector."""
    return base64.b64decode(text)


def of_json(vectors: Vectors) -> Problems:
    """canonical-json."""

    def read(text: str) -> object:
        return parse(unbase64(text), 4 * 2**20)

    yield from judge(vectors["good"], "bytes", read, good=True)
    yield from judge(vectors["bad"], "bytes", read, good=False)


def of_keys(vectors: Vectors) -> Problems:
    """keys."""
    for one in vectors["keys"]:
        key = files.public(bytes.fromhex(one["seed"]))
        if (key, keyid(key)) != (one["key"], one["keyid"]) or not sound(key):
            yield one["name"]
    yield from (one["name"] for one in vectors["unsound"] if sound(one["key"]))
    for one in vectors["signatures"]:
        message, signature = unbase64(one["message"]), unbase64(one["sig"])
        if verify(one["key"], message, signature) != one["valid"]:
            yield one["name"]


def of_payloads(vectors: Vectors) -> Problems:
    """payloads."""

    def read(text: str) -> object:
        return read_payload(unbase64(text))

    yield from judge(vectors["good"], "payload", read, good=True)
    yield from judge(vectors["bad"], "payload", read, good=False)
    for one in vectors["good"]:
        signed = signed_bytes(unbase64(one["payload"]))
        if sha256(signed).hexdigest() != one["act"]:
            yield f"{one['kind']}: another id"


def of_envelopes(vectors: Vectors) -> Problems:
    """envelopes."""
    yield from judge(vectors["bad"], "envelope", read_envelope, good=False)
    for one in vectors["good"]:
        envelope = read_envelope(one["envelope"])
        if envelope.act != one["act"] or envelope.signed != unbase64(one["signed"]):
            yield "another id"
        for signer, signature in envelope.signatures:
            if not verify(one["keys"][signer], envelope.signed, signature):
                yield "a false signature"


def of_leaves(vectors: Vectors) -> Problems:
    """leaves."""

    def read(text: str) -> object:
        return read_leaf(text.encode())

    yield from judge(vectors["good"], "leaf", read, good=True)
    yield from judge(vectors["bad"], "leaf", read, good=False)
    for one in vectors["good"]:
        if leaf_hash(one["leaf"].encode()).hex() != one["hash"]:
            yield "another hash"


def of_trees(vectors: Vectors) -> Problems:
    """trees."""
    leaves = [leaf_hash(unbase64(one)) for one in vectors["leaves"]]
    for size, expected in enumerate(vectors["roots"]):
        if tree.root(leaves[:size]).hex() != expected:
            yield f"root of {size}"
    for one in vectors["inclusion"]:
        proof = [bytes.fromhex(each) for each in one["proof"]]
        leaf, of = leaf_hash(unbase64(one["leaf"])), bytes.fromhex(one["root"])
        if tree.includes(leaf, one["index"], one["size"], proof, of) != one["valid"]:
            yield f"inclusion of {one['index']} in {one['size']}"
    for one in vectors["consistency"]:
        proof = [bytes.fromhex(each) for each in one["proof"]]
        roots = bytes.fromhex(one["old_root"]), bytes.fromhex(one["new_root"])
        if tree.extends(one["old"], one["new"], *roots, proof) != one["valid"]:
            yield f"consistency of {one['old']} and {one['new']}"


def of_checkpoints(vectors: Vectors) -> Problems:
    """checkpoints."""

    def read(note: str) -> object:
        return tree.open_checkpoint(note, vectors["key"])

    yield from judge(vectors["good"], "note", read, good=True)
    yield from judge(vectors["bad"], "note", read, good=False)


def of_proofs(vectors: Vectors) -> Problems:
    """proofs."""
    yield from judge(vectors["good"], "proof", tree.read_proof, good=True)
    yield from judge(vectors["bad"], "proof", tree.read_proof, good=False)


def of_tiles(vectors: Vectors) -> Problems:
    """tiles."""
    for one in vectors["paths"]:
        found = tree.read_tile_path(one["path"])
        if found != (one["level"], one["number"], one["width"]):
            yield one["path"]
    for path in vectors["bad_paths"]:
        if accepts(lambda path=path: tree.read_tile_path(path)):
            yield repr(path)
    leaves = tree.read_entries(unbase64(vectors["entries"]["tile"]))
    if leaves != [unbase64(one) for one in vectors["entries"]["leaves"]]:
        yield "entries"
    for one in vectors["bad_entries"]:
        if accepts(lambda tile=one: tree.read_entries(unbase64(tile))):
            yield f"entries {one}"


def of_standing(vectors: Vectors) -> Problems:
    """standing."""
    readers = {"first": tree.read_first_line, "lines": tree.read_line}
    for name, read in readers.items():
        for line in vectors[name]["good"]:
            if not accepts(lambda line=line, read=read: read(line)):
                yield line
        yield from judge(vectors[name]["bad"], "line", read, good=False)


def of_files(vectors: Vectors) -> Problems:
    """files."""
    acts, keys, cards = (vectors[one] for one in ("act_files", "key_files", "cards"))

    def read_act(text: str) -> object:
        return files.read_act_file(text.encode())

    def read_key(text: str) -> object:
        return files.read_key_file(text.encode(), keys["passphrase"])

    def read_card(text: str) -> object:
        return files.read_card(text.encode())

    good = [{"file": one} for one in acts["good"]]
    yield from judge(good, "file", read_act, good=True)
    yield from judge(acts["bad"], "file", read_act, good=False)
    if read_key(keys["sealed"]) != bytes.fromhex(keys["seed"]):
        yield "another seed"
    read_key(keys["plain"])
    yield from judge(keys["bad"], "file", read_key, good=False)
    good = [{"file": one} for one in cards["good"]]
    yield from judge(good, "file", read_card, good=True)
    yield from judge(cards["bad"], "file", read_card, good=False)
    for one in vectors["recovery_sheets"]:
        if files.read_recovery(one["groups"]).hex() != one["seed"]:
            yield "another seed on paper"


def of_bundles(vectors: Vectors) -> Problems:
    """bundles."""
    for one in vectors["good"]:
        for trust in one["trust"]:
            answer = check_bundle(one["bundle"].encode(), trust)
            if answer != one["answer"]:
                yield f"{one['name']}: another answer"
    start, trust = vectors["start"]["bundle"], vectors["start"]["trust"]
    for one in vectors["bad_patches"]:
        data = encode(patched(json.loads(start), one["patch"]))
        if accepts(lambda data=data: check_bundle(data, trust)):
            yield f"{one['name']}: accepted"
    yield from judge(
        vectors["bad_bytes"],
        "bundle",
        lambda text: check_bundle(text.encode(), trust),
        good=False,
    )
    yield from judge(
        vectors["bad_trust"],
        "trust",
        lambda strange: check_bundle(start.encode(), strange),
        good=False,
    )


def of_cosignatures(vectors: Vectors) -> Problems:
    """cosignatures."""
    name, key, text = vectors["name"], vectors["key"], vectors["text"]

    def read(line: str) -> int:
        need(line.split(" ")[1:2] == [name], "another name")
        return cosigned(line, text, key)

    for one in vectors["good"]:
        if read(one["line"]) != one["time"]:
            yield "another time"
    yield from judge(vectors["bad"], "line", read, good=False)


def of_confirmed(vectors: Vectors) -> Problems:
    """confirmed-bundles."""
    for one in vectors["good"]:
        for trust in one["trust"]:
            answer = check_bundle(one["bundle"].encode(), trust)
            if answer != one["answer"] | {"confirmed_by": answer["confirmed_by"]}:
                yield f"{one['name']}: another answer"
            if answer["confirmed_by"] != list(one["answer"]["confirmed_by"]):
                yield f"{one['name']}: confirmed by others"
    yield from judge(
        vectors["bad"],
        "bundle",
        lambda text: check_bundle(text.encode(), vectors["trust"]),
        good=False,
    )


def of_evidence(vectors: Vectors) -> Problems:
    """evidence."""
    trust = vectors["trust"]
    for one in vectors["good"]:
        kind, head = check_evidence(one["evidence"].encode(), trust)
        verdict = one["verdict"]
        right = (verdict["kind"], verdict["epoch"], verdict["size"], verdict["as_of"])
        if (kind, head.epoch, head.size, head.time) != right:
            yield f"{one['name']}: another verdict"
    yield from judge(
        vectors["bad"],
        "evidence",
        lambda text: check_evidence(text.encode(), trust),
        good=False,
    )


def patched(document: Any, patch: list[Vectors]) -> Any:  # noqa: ANN401
    """The document after a JSON Patch of add, remove and replace (RFC 6902)."""
    document = deepcopy(document)
    for step in patch:
        *way, last = step["path"].split("/")[1:]
        place = document
        for name in way:
            place = place[int(name) if isinstance(place, list) else name]
        where = int(last) if isinstance(place, list) else last
        if step["op"] == "remove":
            del place[where]
        else:
            place[where] = step["value"]
    return document


class Replays:
    """Replays logs, and remembers their beginnings, since many have the same."""

    def __init__(self, leaves: list[str]) -> None:
        self.leaves = [leaf.encode() for leaf in leaves]
        self.known: dict[tuple[int, ...], Log] = {(): Log()}

    def __call__(self, log: list[int]) -> Log:
        """The log of the leaves at these places; raises Bad."""
        same = [one for one in self.known if tuple(log[: len(one)]) == one]
        start = max(same, key=len)
        state = deepcopy(self.known[start])
        for at in range(len(start), len(log)):
            append(state, self.leaves[log[at]])
            if at % 30 == 0:
                self.known[tuple(log[: at + 1])] = deepcopy(state)
        return state


# Goods, actions and reports: it checks their form, keys and signatures alone.
BEYOND = ("supplies.", "actions.", "reports.")


def of_logs(vectors: Vectors) -> Problems:
    """logs. Some refusals are beyond this verifier."""
    replay = Replays(vectors["leaves"])
    for one in vectors["good"]:
        state = replay(one["log"])
        check_head(state, one["checkpoint"])
        if state.standing() != one["standing"]:
            yield f"{one['name']}: another standing"
    for one in vectors["bad"]:
        state, last = replay(one["log"][:-1]), replay.leaves[one["log"][-1]]
        accepted = accepts(lambda s=state, leaf=last: append(s, leaf))
        if accepted and not one["kind"].startswith(BEYOND):
            yield f"{one['name']}: accepted"
    for one in vectors["bad_checkpoints"]:
        state = replay(one["log"])
        if accepts(lambda s=state, o=one: check_head(s, o["checkpoint"])):
            yield f"{one['name']}: accepted"


CHECKS: dict[str, Callable[[Vectors], Problems]] = {
    "canonical-json": of_json,
    "keys": of_keys,
    "payloads": of_payloads,
    "envelopes": of_envelopes,
    "leaves": of_leaves,
    "files": of_files,
    "trees": of_trees,
    "checkpoints": of_checkpoints,
    "proofs": of_proofs,
    "tiles": of_tiles,
    "standing": of_standing,
    "logs": of_logs,
    "bundles": of_bundles,
    "cosignatures": of_cosignatures,
    "confirmed-bundles": of_confirmed,
    "evidence": of_evidence,
}
