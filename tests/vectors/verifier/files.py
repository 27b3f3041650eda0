"""Act files, key files, cards of stamps, recovery sheets."""

from hashlib import pbkdf2_hmac, sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.vectors.verifier.form import Bad, matches, need, parse, sound, unbase64
from tests.vectors.verifier.payload import KEY, like, number, object_of, read_payload
from tests.vectors.verifier.record import Envelope, read_envelope

PURPOSE = like("desk|hub|replica|seal")


def read_act_file(data: bytes) -> tuple[Envelope, dict[str, bytes]]:
    """The envelope and the contents in an act file."""
    file = parse(data.removesuffix(b"\n").removesuffix(b"\r"), 44 * 2**20)
    object_of(v=like("accord/act-file@1"), envelope=_any, blobs=_any)(file)
    envelope = read_envelope(file["envelope"])
    named = read_payload(envelope.payload).get("blobs", {})
    need(isinstance(file["blobs"], dict) and set(file["blobs"]) <= set(named), "blobs")
    blobs = {name: unbase64(blob) for name, blob in file["blobs"].items()}
    for name, blob in blobs.items():
        need(len(blob) == named[name]["size"], "another size")
        need(sha256(blob).hexdigest() == named[name]["sha256"], "another content")
    return envelope, blobs


def _any(value: object) -> None:
    return None


def public(seed: bytes) -> str:
    """The public key of a private seed."""
    return (
        Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()
    )


def read_key_file(data: bytes, passphrase: str) -> bytes:
    """The private seed in a key file, sealed or plain."""
    file = parse(data.removesuffix(b"\n"), 4096)
    if "seed" in file:
        object_of(v=like("accord/key@1"), purpose=PURPOSE, key=KEY, seed=KEY)(file)
        seed = bytes.fromhex(file["seed"])
    else:
        seed = _unseal(file, passphrase)
    need(public(seed) == file["key"], "seed and key do not fit")
    return seed


def _unseal(file: dict[str, Any], passphrase: str) -> bytes:
    object_of(
        v=like("accord/key@1"),
        purpose=PURPOSE,
        key=KEY,
        sealed=like("[0-9a-f]{96}"),
        cipher=object_of(name=like("aes-256-gcm"), nonce=like("[0-9a-f]{24}")),
        kdf=object_of(
            name=like("pbkdf2-sha256"),
            iterations=number(1, 10**7),
            salt=like("[0-9a-f]{32}"),
        ),
    )(file)
    salt, nonce = (
        bytes.fromhex(file["kdf"]["salt"]),
        bytes.fromhex(file["cipher"]["nonce"]),
    )
    rounds = file["kdf"]["iterations"]
    key = pbkdf2_hmac("sha256", passphrase.encode(), salt, rounds)
    associated = f"accord/key@1 {file['purpose']} {file['key']}".encode()
    try:
        return AESGCM(key).decrypt(nonce, bytes.fromhex(file["sealed"]), associated)
    except InvalidTag as error:
        raise Bad("another passphrase, or changed") from error


def read_card(data: bytes) -> str:
    """The public key on the card of a stamp."""
    card = parse(data.removesuffix(b"\n"), 4096)
    object_of(v=like("accord/stamp@1"), purpose=like("seal"), key=KEY)(card)
    need(sound(card["key"]), "a key that is not sound")
    return str(card["key"])


def read_recovery(groups: list[str]) -> bytes:
    """The private seed on a recovery sheet."""
    text = matches("[0-9a-f]{68}", "".join(groups))
    seed = bytes.fromhex(text[:64])
    need(sha256(seed).hexdigest()[:4] == text[64:], "a slip of the pen")
    return seed
