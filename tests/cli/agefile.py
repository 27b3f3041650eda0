"""A file in the age format under a passphrase, by a machine that had little time.

How much work a passphrase costs (the scrypt stanza's last number) is chosen by who
writes the file: https://age-encryption.org/v1. Ours takes a second at each opening.
"""

import hashlib
import hmac
import secrets
from base64 import b64encode

from nacl.bindings import crypto_aead_chacha20poly1305_ietf_encrypt as seal

WORK = 10  # scrypt with N = 2^10: about three milliseconds


def under_passphrase(data: bytes, passphrase: str) -> bytes:
    """`data` (one chunk: less than 64 KiB) as an age file."""
    key, salt, nonce = (secrets.token_bytes(16) for _ in range(3))
    wrapping = hashlib.scrypt(
        passphrase.encode(),
        salt=b"age-encryption.org/v1/scrypt" + salt,
        n=1 << WORK,
        r=8,
        p=1,
        dklen=32,
    )
    wrapped = seal(key, None, bytes(12), wrapping)
    head = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (
        _text(salt),
        WORK,
        _text(wrapped),
    )
    mac = hmac.digest(_derived(key, b"", b"header"), head, "sha256")
    chunk = seal(data, None, bytes(11) + b"\x01", _derived(key, nonce, b"payload"))
    return head + b" " + _text(mac) + b"\n" + nonce + chunk


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    """HKDF-SHA-256 (RFC 5869) of 32 bytes: one block."""
    extracted = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(extracted, purpose + b"\x01", "sha256")


def _text(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")
