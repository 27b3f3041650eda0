"""Vectors of what can be said: JSON, keys, payloads, envelopes, leaves, files."""

import json

from accord.core.acts import actfile, keyfile, keys, recovery, sealed
from accord.core.acts.act import KINDS, parse_act
from accord.core.acts.actfile import ActFile
from accord.core.acts.canonical import encode, parse
from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import pae, parse_leaf, read_envelope
from accord.core.acts.fields import Fields
from accord.core.bundle.form import LIMITS
from accord.core.tlog.merkle import leaf_hash
from tests import bad_bundles
from tests.bundles import grown
from tests.coalition import keyid, public, seed
from tests.core.acts import test_canonical, test_envelope, test_keys, test_payload
from tests.payloads import BODIES, payload
from tests.vectors.refusals import Vectors, refusals

PASSPHRASE = "the long way home"
ORDER = 2**252 + 27742317777372353535851937790883648493
PEOPLE = [
    f"{member}/{role}"
    for member in ("alfa", "bravo", "charlie", "delta")
    for role in ("voice", "people", "supplies", "press")
]
NAMES = ["alfa", "bravo", "charlie", "delta", "hub"]
NAMES += [*PEOPLE, *(f"{one} invite" for one in PEOPLE)]


def canonical_json() -> Vectors:
    """JSON in its one form, and everything else."""
    return {
        "good": [
            {"name": name, "bytes": to_base64(data)}
            for name, data in test_canonical.GOOD.items()
        ],
        "bad": refusals(
            "bytes",
            {name: data for name, (data, _) in test_canonical.BAD.items()},
            lambda data: parse(data, LIMITS),
            to_base64,
        ),
    }


def of_keys() -> Vectors:
    """Keys, their ids, signatures, and keys that are not enrolled."""
    message = b"Water is free."
    right = keys.sign(seed("alfa"), message)
    s = int.from_bytes(right[32:], "little") + ORDER
    signatures = {
        "right": right,
        "of another key": keys.sign(seed("bravo"), message),
        "of another message": keys.sign(seed("alfa"), b"Water is sold."),
        "S as large as the order": right[:32] + s.to_bytes(32, "little"),
        "R is the identity": bytes([1]) + bytes(31) + right[32:],
        "nothing": bytes(64),
    }
    return {
        "keys": [
            {
                "name": name,
                "seed": seed(name).hex(),
                "key": public(name),
                "keyid": keyid(name),
            }
            for name in ("alfa", "bravo", "charlie", "hub", "alfa/voice")
        ],
        "unsound": [
            {"name": name, "key": key} for name, key in test_keys.NOT_SOUND.items()
        ],
        "signatures": [
            {
                "name": name,
                "key": public("alfa"),
                "message": to_base64(message),
                "sig": to_base64(signature),
                "valid": keys.verify(public("alfa"), message, signature),
            }
            for name, signature in signatures.items()
        ],
    }


def payloads() -> Vectors:
    """A payload of every kind, and every way in which one is refused."""
    bad = {}
    for name, (kind, change, _) in test_payload.BAD.items():
        document = payload(kind)
        change(document)
        bad[name] = encode(document)
    return {
        "good": [
            {"kind": kind, "payload": to_base64(data), "act": parse_act(data).id}
            for kind in sorted(BODIES)
            for data in [encode(payload(kind)), *encrypted(kind)]
        ],
        "bad": refusals(
            "payload", bad | test_canonical.BAD_PAYLOADS, parse_act, to_base64
        ),
    }


def encrypted(kind: str) -> list[bytes]:
    """The same with its words encrypted, where they may be."""
    document = payload(kind)
    words = KINDS[kind].read(Fields(document["body"], "body")).contents().words
    for name in words:
        document["blobs"][f"{name}.sealed"] = document["blobs"].pop(name)
    return [encode(document)] if words else []


def envelopes() -> Vectors:
    """Envelopes as they are posted, with the bytes that are signed."""
    _, _, document = bad_bundles.good()
    known = {keyid(name): public(name) for name in NAMES}
    good = [document["envelope"], document["charter"][0], document["keys"][1]]
    return {
        "good": [
            {
                "envelope": one,
                "act": parse_act(envelope.payload).id,
                "signed": to_base64(pae(envelope.payload)),
                "keys": {sig.keyid: known[sig.keyid] for sig in envelope.signatures},
            }
            for one in good
            for envelope in [read_envelope(one)]
        ],
        "bad": refusals(
            "envelope",
            {name: value for name, (value, _) in test_envelope.BAD_ENVELOPES.items()},
            read_envelope,
        ),
    }


def leaves() -> Vectors:
    """Leaves and their hashes."""
    return {
        "good": [
            {"leaf": leaf.decode(), "hash": leaf_hash(leaf).hex()}
            for leaf in grown().leaves[:6]
        ],
        "bad": refusals(
            "leaf", test_envelope.BAD_LEAVES, lambda text: parse_leaf(text.encode())
        ),
    }


def files() -> Vectors:
    """Act files, key files, cards and recovery sheets."""
    return {
        "act_files": _act_files(),
        "key_files": _key_files(),
        "cards": _cards(),
        "recovery_sheets": [
            {"seed": seed("alfa").hex(), "groups": recovery.groups(seed("alfa"))}
        ],
    }


def _act_files() -> Vectors:
    coalition, act_id, _ = bad_bundles.good()
    act = coalition.state.acts[act_id].act
    contents = {name: coalition.blobs[ref.sha256] for name, ref in act.blobs.items()}
    unsigned = ActFile(act, contents, ())
    signed = unsigned.signed_with(coalition.leaf(act.payload, "alfa/voice").signature)
    good = json.loads(actfile.write(signed))
    blobs, envelope = good["blobs"], good["envelope"]
    bad = {
        "another version": {"v": "accord/act-file@2"},
        "contents that are a list": {"blobs": []},
        "another content": {"blobs": blobs | {"text.en": blobs["text.uk"]}},
        "a content not named": {"blobs": blobs | {"text.ro": blobs["text.uk"]}},
        "an unknown field": {"more": 1},
        "an act that is none": {"envelope": envelope | {"payload": "e30="}},
    }
    return {
        "good": [actfile.write(one).decode() for one in (unsigned, signed)],
        "bad": refusals(
            "file",
            {name: encode(good | change) for name, change in bad.items()},
            actfile.read,
            bytes.decode,
        ),
    }


def _key_files() -> Vectors:
    salt, nonce = bytes(range(16)), bytes(range(12))
    good = sealed.write("seal", seed("alfa"), PASSPHRASE, salt, nonce, 1000).decode()
    plain = keyfile.write_plain("hub", seed("hub")).decode()
    bad = {
        "another purpose than was sealed": good.replace('"seal"', '"desk"'),
        "another key than was sealed": good.replace(public("alfa"), public("bravo")),
        "another nonce": good.replace(f':"{nonce.hex()}"', f':"{"0" * 24}"'),
        "another salt": good.replace(salt.hex(), "00" * 16),
        "a long ciphertext": good.replace('"sealed":"', '"sealed":"00'),
        "another cipher": good.replace("aes-256-gcm", "aes-128-gcm"),
        "a seed of another key": plain.replace(seed("hub").hex(), seed("alfa").hex()),
        "a purpose that is none": plain.replace('"hub"', '"king"'),
        "another version": plain.replace("key@1", "key@2"),
        "a space": plain.replace(",", ", ", 1),
    }
    return {
        "plain": plain,
        "sealed": good,
        "passphrase": PASSPHRASE,
        "seed": seed("alfa").hex(),
        "bad": refusals("file", bad, _read_key_file),
    }


def _read_key_file(text: str) -> bytes:
    if '"seed"' in text:
        return keyfile.read_plain(text.encode())[1]
    return sealed.unseal(sealed.read(text.encode()), PASSPHRASE)


def _cards() -> Vectors:
    good = keyfile.write_card(public("alfa")).decode()
    bad = {
        "a private seed on it": keyfile.write_plain("seal", seed("alfa")).decode(),
        "for another purpose": good.replace('"seal"', '"hub"'),
        "an unsound key": good.replace(public("alfa"), "00" * 32),
        "a short key": good.replace(public("alfa"), public("alfa")[:-2]),
    }
    return {
        "good": [good],
        "bad": refusals("file", bad, lambda text: keyfile.read_card(text.encode())),
    }
