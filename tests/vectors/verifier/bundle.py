"""The public proof of a statement."""

import json
import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from tests.vectors.verifier import charter
from tests.vectors.verifier.charter import Key, Requirement, Terms
from tests.vectors.verifier.form import (
    keyid,
    need,
    parse,
    shift,
    sound,
    unbase64,
    verify,
)
from tests.vectors.verifier.payload import object_of, read_payload
from tests.vectors.verifier.record import Envelope, leaf_hash, read_envelope, read_leaf
from tests.vectors.verifier.tree import (
    Checkpoint,
    Line,
    cosigned,
    first_line,
    includes,
    open_checkpoint,
    read_first_line,
    read_line,
    read_proof,
)

Act = dict[str, Any]
SPOKEN = ("voice.own", "voice.position", "voice.statement", "voice.translation")


PARTS = {
    "blobs",
    "charter",
    "checkpoint",
    "envelope",
    "keys",
    "leaf",
    "proof",
    "standing",
    "v",
}


def check_bundle(data: bytes, trust: str) -> dict[str, Any]:
    """What a bundle proves to whoever trusts an id."""
    bundle = parse(data, 4 * 1024 * 1024)
    need(set(bundle) == PARTS, "not the parts of a bundle")
    need(bundle["v"] == "accord/bundle@1", "another version")
    chain = read_charter(bundle["charter"], trust)
    rosters, used = chain.rosters, chain.used
    envelope = read_envelope(bundle["envelope"], 1)
    act, signed = _act(bundle, envelope, rosters, used)
    texts = _texts(bundle["blobs"], act)
    index, effect, checkpoint = _record(bundle, envelope, rosters)
    confirmed_by = confirmed(checkpoint, rosters[next(reversed(rosters))])
    line = _standing(bundle["standing"], checkpoint, chain.first())
    need((line.act, line.kind) == (envelope.act, act["kind"]), "another act's line")
    public = public_from(act["body"], effect)
    _check_line(line, index, effect, public, checkpoint)
    return {
        "coalition": next(iter(rosters)),
        "kind": act["kind"],
        "act": envelope.act,
        "by": act["by"],
        "slug": act["body"].get("slug", ""),
        "languages": sorted(texts),
        "topics": act["body"].get("topics", []),
        "urgent": act["body"].get("urgent", False),
        "corrects": act["body"].get("corrects") or act["body"].get("replaces"),
        "translates": act["body"].get("statement"),
        "texts": texts,
        "members": sorted(key.member for key in signed.values()),
        "members_in_all": len(rosters[act["roster"]]["members"]),
        "effect": effect,
        "public_from": public,
        "state": line.state,
        "state_since": line.time,
        "as_of": checkpoint.time,
        "size": checkpoint.size,
        "roster": next(reversed(rosters)),
        "declaration": chain.declaration,
        "ended": chain.ended,
        "confirmed_by": confirmed_by,
    }


def _act(
    bundle: dict[str, Any],
    envelope: Envelope,
    rosters: dict[str, Terms],
    used: set[str],
) -> tuple[Act, dict[str, Key]]:
    """The act, and the keys that signed it."""
    act = read_payload(envelope.payload)
    coalition = next(iter(rosters))
    need(act["kind"] in SPOKEN and act["body"].get("public", True), "not said")
    need(act["coalition"] == coalition, "another coalition")
    need(act["roster"] in rosters, "a list of members that is not here")
    terms = rosters[act["roster"]]
    devices, inviters = _devices(bundle["keys"], coalition, terms, used)
    needed = charter.speaking(devices, act["kind"], act["by"], terms)
    signed = _signers(envelope, devices, needed, in_order=False)
    _check_devices(list(signed), devices, inviters)
    of_seals = charter.seals(terms)
    _, time = read_leaf(_text(bundle["leaf"]).encode())
    need(not any(charter.dead(key, of_seals, time) for key in signed.values()), "dead")
    need("closes" not in act or time < act["closes"], "closed")
    return act, signed


def _record(
    bundle: dict[str, Any], envelope: Envelope, rosters: dict[str, Terms]
) -> tuple[int, str, Checkpoint]:
    """Index and time of the completing leaf, and the checkpoint that it is under."""
    index, path, note = read_proof(_text(bundle["proof"]))
    need(note == bundle["checkpoint"], "two checkpoints")
    data = _text(bundle["leaf"]).encode()
    leaf, time = read_leaf(data)
    need(leaf.payload == envelope.payload, "the leaf of another act")
    need(leaf.signatures == envelope.signatures[-1:], "another signature's leaf")
    hub = rosters[next(reversed(rosters))]["hub"]
    head = open_checkpoint(note, hub["key"], alone=False)
    shown = includes(leaf_hash(data), index, head.size, path, head.root)
    need(shown, "the leaf is not in the log")
    need(head.coalition == next(iter(rosters)), "another log")
    need(head.epoch == hub["epoch"], "another host")
    return index, time, head


def confirmed(head: Checkpoint, terms: Terms) -> list[str]:
    """The members whose copies confirm the checkpoint: enough, and all are right."""
    found = []
    for line in head.lines[1:]:
        name = line.split(" ")[1]
        member = name.rpartition("/")[2]
        replica = terms["members"].get(member, {}).get("replica")
        need(replica and name == f"accord/{head.coalition}/{member}", "no member")
        cosigned(line, head.text, str(replica))
        found.append(member)
    need(found == sorted(set(found)), "not in order, or twice")
    of_all = len(charter.copies(terms))
    enough = terms["finality"] == "hub" or len(found) > of_all * 2 // 3
    need(enough, "not enough copies")
    return found


def public_from(words: dict[str, Any], effect: str) -> str:
    """From when words are public that took effect at a time."""
    if "release" not in words:
        return shift(effect, minutes=10)
    earliest = effect if words["urgent"] else shift(effect, minutes=10)
    return earliest if "corrects" in words else max(words["release"], earliest)


def _text(value: object) -> str:
    need(isinstance(value, str), "text expected")
    return str(value)


def _signers(
    envelope: Envelope,
    keys: dict[str, Key],
    requirement: Requirement,
    *,
    in_order: bool = True,
) -> dict[str, Key]:
    """Those who signed: known, once each, enough, none spare, all right."""
    ids = [one for one, _ in envelope.signatures]
    need(set(ids) <= set(keys), "an unknown key")
    need(len(set(ids)) == len(ids), "a key twice")
    need(not in_order or ids == sorted(ids), "not in the order of keyids")
    found = {one: keys[one] for one in ids}
    need(requirement.met(found), "too few")
    need(not requirement.spare(found), "one too many")
    for one, signature in envelope.signatures:
        need(verify(keys[one].key, envelope.signed, signature), "a false signature")
    return found


@dataclass
class Chain:
    """The lists of members by id, with the keys and handles that they ever named."""

    rosters: dict[str, Terms] = field(default_factory=dict)
    hosts: list[str] = field(default_factory=list)
    keys: dict[str, Key] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    handles: set[str] = field(default_factory=set)
    hubs: dict[int, str] = field(default_factory=dict)
    amended: str = ""
    spoken: set[str] = field(default_factory=set)
    ended: str = ""

    @property
    def declaration(self) -> str:
        """The act with the declaration in force."""
        return self.amended or next(iter(self.rosters))

    def first(self) -> str:
        """Line 0 as it has to be."""
        return first_line(next(reversed(self.rosters)), self.amended, self.ended)

    def add(self, act: str, terms: Terms) -> None:
        """Puts a list in force."""
        self.rosters[act] = terms
        self.keys |= charter.named(terms)
        self.used |= set(charter.named(terms))
        self.handles |= set(terms["members"])
        self.hubs[terms["hub"]["epoch"]] = terms["hub"]["key"]


def read_charter(values: object, trust: str) -> Chain:
    """The chain of envelopes from the founding on."""
    need(isinstance(values, list) and values, "no charter")
    assert isinstance(values, list)
    chain = Chain()
    for value in values:
        envelope = read_envelope(value, 1)
        act = read_payload(envelope.payload)
        if not chain.rosters:
            _founding(chain, envelope, act)
            continue
        need(act.get("coalition") == next(iter(chain.rosters)), "another coalition")
        need(not chain.ended or act["kind"] == "charter.hub", "after the end")
        if act["kind"] == "charter.hub":
            _choice(chain, envelope, act["body"])
        elif act["kind"] in ("charter.amend", "charter.close"):
            _course(chain, envelope, act)
        else:
            _list(chain, envelope, act)
    need(trust in chain.hosts or trust in chain.rosters, "not what is trusted")
    return chain


def _founding(chain: Chain, envelope: Envelope, act: Act) -> None:
    terms = act["body"]
    need(act["kind"] == "charter.found", "no founding")
    need(act["by"] in terms["members"], "a proposer who founds nothing")
    charter.check_terms(terms, None, chain.used)
    _signers(envelope, charter.named(terms), charter.founding(terms))
    chain.add(envelope.act, terms)
    chain.spoken = charter.languages(act)


def _list(chain: Chain, envelope: Envelope, act: Act) -> None:
    """The next list of members."""
    terms = act["body"]
    last, old = list(chain.rosters.items())[-1]
    need(act["kind"] == "charter.roster", "no list of members")
    need(act["roster"] == last, "not after the last one")
    charter.check_succession(terms, old, chain.handles)
    charter.check_terms(terms, old, chain.used)
    keys = charter.named(terms) | charter.named(old)
    _signers(envelope, keys, charter.succession(act["by"], terms, old))
    chain.add(envelope.act, terms)


def _course(chain: Chain, envelope: Envelope, act: Act) -> None:
    """Another declaration, or the end."""
    last, terms = list(chain.rosters.items())[-1]
    need(act["roster"] == last, "not after the last list")
    if act["kind"] == "charter.amend":
        need(act["body"]["replaces"] == chain.declaration, "another declaration")
        need(chain.spoken <= charter.languages(act), "a language missing")
    needed = charter.stamping(act["kind"], terms)
    _signers(envelope, charter.named(terms), needed)
    if act["kind"] == "charter.close":
        chain.ended = envelope.act
    else:
        chain.amended, chain.spoken = envelope.act, charter.languages(act)


def _choice(chain: Chain, envelope: Envelope, body: Terms) -> None:
    """Members' copies choose another host."""
    lists = list(chain.rosters)
    old = chain.rosters[lists[-1]]
    charter.check_choice(body, old)
    need(body["since"] in lists, "a list of members that is not here")
    since = [chain.rosters[one] for one in lists[lists.index(body["since"]) :]]
    new = keyid(body["key"])
    need(new not in chain.used and sound(body["key"]), "no fresh key")
    keys = chain.keys | {new: Key(body["key"], "hub")}
    _signers(envelope, keys, charter.choosing(body, since))
    chain.rosters[lists[-1]] = charter.hosted(body, old)
    chain.hosts.append(envelope.act)
    chain.hubs[body["epoch"]] = body["key"]
    chain.keys, chain.used = keys, chain.used | {new}


def _devices(
    values: object, coalition: str, terms: Terms, used: set[str]
) -> tuple[dict[str, Key], dict[str, str]]:
    """Desk keys by keyid, and who invited each."""
    need(isinstance(values, list) and len(values) % 2 == 0, "not in pairs")
    assert isinstance(values, list)
    devices: dict[str, Key] = {}
    inviters: dict[str, str] = {}
    for one, other in zip(values[::2], values[1::2], strict=True):
        invitation, enrolment = read_envelope(one, 1), read_envelope(other, 1)
        invite, enrol = (read_payload(e.payload) for e in (invitation, enrolment))
        need(invite["kind"] == "charter.invite", "no invitation")
        need(enrol["kind"] == "charter.enrol", "no enrolment")
        need(invite["coalition"] == enrol["coalition"] == coalition, "of another")
        need(enrol["body"]["invite"] == invitation.act, "of another invitation")
        need(enrol["by"] == invite["by"], "of another member")
        keys = charter.named(terms) | devices
        ((inviter, by),) = _signers(
            invitation, keys, charter.inviting(keys, invite)
        ).items()
        key = enrolled(invite, enrol, inviter if by.purpose == "seal" else by.root)
        pair = {keyid(invite["body"]["key"]): Key(invite["body"]["key"], "invite")}
        pair[keyid(key.key)] = key
        need(len(pair) == 2 and not set(pair) & used, "a key used before")
        need(all(sound(k.key) for k in pair.values()), "a key that is not sound")
        _signers(enrolment, pair, Requirement([], set(pair)))
        used |= set(pair)
        devices[keyid(key.key)] = key
        inviters[keyid(key.key)] = inviter
    return devices, inviters


def enrolled(invite: Act, enrol: Act, root: str) -> Key:
    """The desk key that an enrolment brings in."""
    body = invite["body"]
    return Key(
        enrol["body"]["key"],
        "desk",
        enrol["by"],
        body["person"],
        set(body["roles"]),
        body["until"],
        root,
    )


def _check_devices(
    signed: list[str], devices: dict[str, Key], inviters: dict[str, str]
) -> None:
    """The devices are the signers' and their inviters', in that order."""
    wanted: list[str] = []
    for one in signed:
        path = []
        while one in devices:
            path.insert(0, one)
            one = inviters[one]
        wanted += [step for step in path if step not in wanted]
    need(wanted == list(devices), "a device too many, or not in order")


_PICTURES = {"jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}


def _texts(blobs: object, act: Act) -> dict[str, Any]:
    need(isinstance(blobs, dict) and set(blobs) == set(act["blobs"]), "contents")
    assert isinstance(blobs, dict)
    texts = {}
    for name, ref in act["blobs"].items():
        blob = unbase64(blobs[name])
        need(len(blob) == ref["size"], "another size")
        need(sha256(blob).hexdigest() == ref["sha256"], "another content")
        if name.startswith("picture."):
            kind = act["body"]["pictures"][name.partition(".")[2]]["type"]
            need(blob[32:].startswith(_PICTURES[kind]), "not a picture")
            continue
        text = parse(blob[32:], 2**24)
        if act["kind"] == "voice.position":
            object_of(question=_text, answer=_text)(text)
        else:
            object_of(title=_text, summary=_text, text=_text)(text)
        plain = json.dumps(text, ensure_ascii=False)
        need(unicodedata.is_normalized("NFC", plain), "not NFC")
        if "question" in text:
            text = {"title": text["question"], "summary": "", "text": text["answer"]}
        texts[name.partition(".")[2]] = text
    return texts


def _standing(value: object, head: Checkpoint, last: str) -> Line:
    """The act's line; both lines are in the standing."""
    object_of(roster=lambda _: None, line=lambda _: None)(value)
    assert isinstance(value, dict)
    need(len(value["roster"]) == 2 and len(value["line"]) == 3, "not a line")
    (first, first_path), (line, index, path) = value["roster"], value["line"]
    need(read_first_line(_text(first)) == last, "another first line")
    need(type(index) is int and index > 0, "no place")
    for text, at, hashes in ((first, 0, first_path), (_text(line), index, path)):
        proof = [unbase64(one) for one in hashes]
        need(all(len(one) == 32 for one in proof), "a hash has 32 bytes")
        hashed = leaf_hash(text.encode())
        shown = includes(hashed, at, head.standing_size, proof, head.standing_root)
        need(shown, "a line that is not in the standing")
    return read_line(line)


def _check_line(
    line: Line, first: int, effect: str, public: str, head: Checkpoint
) -> None:
    """The line can be true: its state, time and index fit the effect."""
    need(effect <= line.time and effect <= head.time, "a line from before the effect")
    need(first <= line.index < head.size, "a line from outside of the log")
    if line.state == "agreed":
        need(line.time == public, "public at another time")
    else:
        need(line.index > first, "changed by the effect itself")
    if line.state == "held":
        need(line.time < public, "held when it was public")
    if line.state in ("held", "retracted"):
        need(line.time <= head.time, "changed in the future")
