"""Ed25519: which keys are accepted, which signatures verify."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from accord.core.acts import keys
from tests.coalition import public, seed
from tests.core.third_party import load

WYCHEPROOF = [
    (group["publicKey"]["pk"], test)
    for group in load("wycheproof/ed25519.json")["testGroups"]
    for test in group["tests"]
]
CCTV = load("cctv/ed25519.json")


def test_wycheproof() -> None:
    assert len(WYCHEPROOF) == 151
    for key, test in WYCHEPROOF:
        signature, message = bytes.fromhex(test["sig"]), bytes.fromhex(test["msg"])
        right = test["result"] == "valid"
        assert keys.verify(key, message, signature) == right, test["tcId"]


def test_cctv() -> None:
    """No edge case passes: its key is refused, or its signature is."""
    assert len(CCTV) == 914
    for case in CCTV:
        passes = keys.is_sound(case["key"]) and keys.verify(
            case["key"], case["msg"].encode(), bytes.fromhex(case["sig"])
        )
        assert passes == (not case["flags"]), case["number"]


def test_the_cctv_cases_hold_both_kinds() -> None:
    sound = [case for case in CCTV if keys.is_sound(case["key"])]
    assert len(sound) == 28
    assert not any("low_order_component_A" in (one["flags"] or []) for one in sound)


NOT_SOUND = {
    "the identity": "01" + "00" * 31,
    "order 2": "ec" + "ff" * 30 + "7f",
    "order 4": "00" * 32,
    "order 8": "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "not canonical (y = p + 1)": "ee" + "ff" * 30 + "7f",
    "x = 0 with a sign": "01" + "00" * 30 + "80",
    "not on the curve": "02" + "00" * 31,
}


@pytest.mark.parametrize("key", NOT_SOUND.values(), ids=NOT_SOUND)
def test_keys_that_are_not_sound(key: str) -> None:
    assert not keys.is_sound(key)


def test_a_key_of_mixed_order_is_not_sound() -> None:
    (case,) = [one for one in CCTV if one["number"] == 305]
    assert keys.is_sound(case["key"])
    mixed = {
        one["key"]
        for one in CCTV
        if one["flags"]
        and "low_order_component_A" in one["flags"]
        and "low_order_A" not in one["flags"]
    }
    assert mixed
    assert not any(keys.is_sound(key) for key in mixed)


def test_a_signature_has_64_bytes() -> None:
    message = b"Water is free."
    signature = keys.sign(seed("alfa"), message)
    assert keys.verify(public("alfa"), message, signature)
    assert not keys.verify(public("alfa"), signature[63:] + message, signature[:63])
    assert not keys.verify(public("alfa"), message[1:], signature + message[:1])
    assert not keys.verify(public("alfa"), message, b"")


def test_the_keyid_is_the_hash_of_the_public_key_info() -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed("alfa"))
    der = private.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    assert der.hex() == keys.SPKI_PREFIX.hex() + public("alfa")
    assert keys.keyid(public("alfa")) == keys.sha256(der).hexdigest()
