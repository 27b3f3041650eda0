"""Ed25519 keys (RFC 8032): which are accepted, their ids, signing and verifying.

Verification is cofactorless, with S < L and R not of small order. Because only
canonical points of prime order are enrolled, every verifier agrees on every
signature (the edge cases of C2SP's CCTV are in the tests).
"""

from functools import lru_cache
from hashlib import sha256

from nacl.bindings import crypto_core_ed25519_is_valid_point, crypto_sign_open
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey

SIGNATURE = 64

# SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410 section 4).
SPKI_PREFIX = bytes.fromhex("302a300506032b6570032100")


@lru_cache(maxsize=65536)
def keyid(key: str) -> str:
    """The id of `key` (64 hex digits): hex SHA-256 of its SubjectPublicKeyInfo."""
    return sha256(SPKI_PREFIX + bytes.fromhex(key)).hexdigest()


def is_sound(key: str) -> bool:
    """Whether `key` is a canonical point of prime order on the curve."""
    return crypto_core_ed25519_is_valid_point(bytes.fromhex(key))


def verify(key: str, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made with `key`."""
    if len(signature) != SIGNATURE:
        return False
    try:
        crypto_sign_open(signature + message, bytes.fromhex(key))
    except BadSignatureError:
        return False
    return True


def public(seed: bytes) -> str:
    """The public key, in hex, of a 32-byte private seed."""
    return SigningKey(seed).verify_key.encode().hex()


def sign(seed: bytes, message: bytes) -> bytes:
    """The 64-byte signature over `message` with a 32-byte private seed."""
    return SigningKey(seed).sign(message).signature
