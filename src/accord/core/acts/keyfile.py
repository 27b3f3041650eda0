"""Key files without a passphrase, and the cards that stamps hand in.

    {"key": hex, "purpose": "hub", "seed": hex, "v": "accord/key@1"}
    {"key": hex, "purpose": "seal", "v": "accord/stamp@1"}

Each is canonical JSON and ends with a newline.
"""

from accord.core.acts import keys
from accord.core.acts.canonical import Limits, encode, parse
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import Fields, key, one_of

LIMITS = Limits(size=4096, depth=3, strings=64, ascii_only=True)
PURPOSES = ("desk", "hub", "replica", "seal")


def write_plain(purpose: str, seed: bytes) -> bytes:
    """The key file of a private seed, not encrypted: keep it readable by one alone."""
    document = {
        "key": keys.public(seed),
        "purpose": purpose,
        "seed": seed.hex(),
        "v": "accord/key@1",
    }
    return encode(document) + b"\n"


def read_plain(data: bytes) -> tuple[str, bytes]:
    """The purpose and the private seed in a key file; raises Malformed."""
    fields = Fields(parse(data.removesuffix(b"\n"), LIMITS), "key file")
    fields.take("v", one_of("accord/key@1"))
    purpose = fields.take("purpose", one_of(*PURPOSES))
    seed = bytes.fromhex(fields.take("seed", key))
    named = fields.take("key", key)
    fields.end()
    if keys.public(seed) != named:
        raise Malformed("The private and the public key in this file do not fit.")
    return purpose, seed


def write_card(public: str) -> bytes:
    """The card that hands in a seal's public key."""
    document = {"key": public, "purpose": "seal", "v": "accord/stamp@1"}
    return encode(document) + b"\n"


def read_card(data: bytes) -> str:
    """The public key on a card; raises Malformed."""
    fields = Fields(parse(data.removesuffix(b"\n"), LIMITS), "card")
    fields.take("v", one_of("accord/stamp@1"))
    fields.take("purpose", one_of("seal"))
    public = fields.take("key", key)
    fields.end()
    if not keys.is_sound(public):
        raise Malformed("The key on this card is not a sound Ed25519 key.")
    return public
