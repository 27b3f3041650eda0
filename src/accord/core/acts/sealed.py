"""Key files with a passphrase: PBKDF2-SHA256, then AES-256-GCM around the seed.

    {"cipher": {"name": "aes-256-gcm", "nonce": hex},
     "kdf": {"iterations": 600000, "name": "pbkdf2-sha256", "salt": hex},
     "key": hex, "purpose": "seal", "sealed": hex, "v": "accord/key@1"}

Canonical JSON that ends with a newline. The purpose and the public key can be read
without the passphrase, and are authenticated with it. Sources: RFC 8018 section 5.2,
NIST SP 800-38D.
"""

import hashlib
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from accord.core.acts import keys
from accord.core.acts.canonical import encode, parse
from accord.core.acts.errors import Malformed, Refused
from accord.core.acts.fields import Fields, integer, key, one_of, text
from accord.core.acts.keyfile import LIMITS, PURPOSES

VERSION = "accord/key@1"
ITERATIONS = 600_000
SALT = 16
NONCE = 12


@dataclass(frozen=True, slots=True)
class Sealed:
    """A key file as it is read without the passphrase."""

    purpose: str
    key: str
    iterations: int
    salt: bytes
    nonce: bytes
    sealed: bytes


def write(
    purpose: str,
    seed: bytes,
    passphrase: str,
    salt: bytes,
    nonce: bytes,
    iterations: int = ITERATIONS,
) -> bytes:
    """The key file of `seed`; `salt` (16 bytes) and `nonce` (12) are random."""
    public = keys.public(seed)
    lock = AESGCM(_derive(passphrase, salt, iterations))
    sealed = lock.encrypt(nonce, seed, _associated(purpose, public))
    document = {
        "cipher": {"name": "aes-256-gcm", "nonce": nonce.hex()},
        "kdf": {
            "iterations": iterations,
            "name": "pbkdf2-sha256",
            "salt": salt.hex(),
        },
        "key": public,
        "purpose": purpose,
        "sealed": sealed.hex(),
        "v": VERSION,
    }
    return encode(document) + b"\n"


def read(data: bytes) -> Sealed:
    """The file's parts; raises Malformed."""
    fields = Fields(parse(data.removesuffix(b"\n"), LIMITS), "key file")
    fields.take("v", one_of(VERSION))
    cipher = Fields(fields.take("cipher", _as_it_is), "key file.cipher")
    cipher.take("name", one_of("aes-256-gcm"))
    kdf = Fields(fields.take("kdf", _as_it_is), "key file.kdf")
    kdf.take("name", one_of("pbkdf2-sha256"))
    file = Sealed(
        purpose=fields.take("purpose", one_of(*PURPOSES)),
        key=fields.take("key", key),
        iterations=kdf.take("iterations", integer(1, 10_000_000)),
        salt=_hex(kdf.take("salt", text), SALT),
        nonce=_hex(cipher.take("nonce", text), NONCE),
        sealed=_hex(fields.take("sealed", text), 32 + 16),
    )
    for one in (cipher, kdf, fields):
        one.end()
    return file


def unseal(file: Sealed, passphrase: str) -> bytes:
    """The seed; raises Refused when the passphrase or the file is not the right one."""
    lock = AESGCM(_derive(passphrase, file.salt, file.iterations))
    try:
        seed = lock.decrypt(
            file.nonce, file.sealed, _associated(file.purpose, file.key)
        )
    except InvalidTag as error:
        raise Refused(
            "This passphrase does not open the key file, or the file was changed."
        ) from error
    if keys.public(seed) != file.key:
        raise Refused("The private and the public key in this file do not fit.")
    return seed


def _derive(passphrase: str, salt: bytes, iterations: int) -> bytes:
    words = unicodedata.normalize("NFC", passphrase).encode()
    return hashlib.pbkdf2_hmac("sha256", words, salt, iterations)


def _associated(purpose: str, public: str) -> bytes:
    return f"{VERSION} {purpose} {public}".encode()


def _hex(written: str, length: int) -> bytes:
    try:
        data = bytes.fromhex(written)
    except ValueError as error:
        raise Malformed("A value in the key file is not hexadecimal.") from error
    if data.hex() != written or len(data) != length:
        raise Malformed("A value in the key file has the wrong length or form.")
    return data


def _as_it_is(value: object, where: str) -> object:
    return value
