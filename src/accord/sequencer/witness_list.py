"""Who is asked to cosign, and where: the setting ACCORD_WITNESSES.

Members by their handle, others by the key that C2SP tlog-witness tells (a vkey of
signed-note with the type 0x04), each with the address before `/add-checkpoint`:

    alfa=https://copy.alfa.example witness.example/w1+8f3c01d2+BAz...=https://w.example
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from accord.core.acts.encoding import from_base64
from accord.core.acts.errors import Malformed
from accord.core.tlog import cosignature

MAX_WITNESSES = 100

_HANDLE = re.compile(r"[a-z][a-z0-9-]{1,31}")
_VKEY = re.compile(r"([!-*,-~]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})")


class BadWitness(ValueError):
    """The setting cannot be used; the message is a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One that is asked: a member's handle, or a witness's name and its key in hex."""

    name: str
    key: str | None
    url: str

    @property
    def member(self) -> str:
        """The member's handle, or "" for a witness that is none."""
        return self.name if self.key is None else ""


def read(text: str) -> tuple[Witness, ...]:
    """Those in the setting; raises BadWitness."""
    found = tuple(_one(part) for part in text.split())
    if len(found) > MAX_WITNESSES:
        raise BadWitness(f"name at most {MAX_WITNESSES}")
    _apart(one.name for one in found)
    _apart(one.url for one in found)
    return found


def _apart(values: Iterable[str]) -> None:
    seen = set()
    for value in values:
        if value in seen:
            raise BadWitness(f"{value} is there twice")
        seen.add(value)


def _one(part: str) -> Witness:
    # A key in base64 is 33 bytes here: it never ends with =.
    name, equals, url = part.partition("=")
    if not equals:
        raise BadWitness("write each as handle=https://copy.example, with spaces apart")
    if _HANDLE.fullmatch(name):
        return Witness(name, None, _url(url))
    found = _VKEY.fullmatch(name)
    if not found:
        raise BadWitness(f"{name} is neither a member's handle nor a key")
    return Witness(found[1], _key(*found.groups()), _url(url))


def _key(name: str, digest: str, material: str) -> str:
    try:
        data = from_base64(material)
    except Malformed as error:
        raise BadWitness(f"the key of {name} is not base64") from error
    if data[:1] != cosignature.COSIGNATURE:
        raise BadWitness(f"the key of {name} is not for cosignatures")
    key = data[1:].hex()
    if cosignature.key_hash(name, key).hex() != digest:
        raise BadWitness(f"the key of {name} does not fit its name")
    return key


def _url(text: str) -> str:
    parts = urlsplit(text)
    try:
        bare = f"{parts.scheme}://{parts.netloc}{parts.path}" == text
        good = bare and "@" not in parts.netloc and (parts.port is None or parts.port)
    except ValueError:
        good = False
    if parts.scheme not in ("http", "https") or not parts.hostname or not good:
        raise BadWitness(f"{text} is not an address like https://copy.example")
    return text.rstrip("/")
