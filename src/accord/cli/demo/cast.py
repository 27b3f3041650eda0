"""Who is in the story, each with a real key of its own."""

import secrets
from dataclasses import dataclass, field

from accord.core.acts import keys

FOUNDERS = ("far-shore", "kestrel", "reed-bank")
NEWCOMER = "mill-ferry"
MEMBERS = (*FOUNDERS, NEWCOMER)


@dataclass(frozen=True)
class Signer:
    """A private key that was made for this telling."""

    name: str
    purpose: str
    seed: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def key(self) -> str:
        """The public key."""
        return keys.public(self.seed)

    @property
    def keyid(self) -> str:
        """The key's id."""
        return keys.keyid(self.key)


@dataclass(frozen=True)
class Person:
    """Somebody who acts for a member; `code` is public, the name is not."""

    id: str
    member: str
    name: str
    roles: tuple[str, ...]
    code: str = field(default_factory=lambda: f"p{secrets.token_hex(4)}")

    def new_device(self) -> Signer:
        """A key for a device of this person."""
        return Signer(f"{self.member}.{self.id}", "desk")


def stamps() -> dict[str, Signer]:
    """A stamp for each member."""
    return {name: Signer(name, "seal") for name in (*FOUNDERS, NEWCOMER)}


def people() -> dict[str, Person]:
    """Everybody, by id."""
    everybody = (
        Person(
            "andrii",
            "reed-bank",
            "Andrii H.",
            ("actions", "people", "reports", "voice"),
        ),
        Person("petru", "reed-bank", "Petru S.", ("supplies",)),
        Person(
            "ilinca",
            "far-shore",
            "Ilinca Bratu",
            ("actions", "people", "reports", "voice"),
        ),
        Person("dan", "far-shore", "Dan V.", ("supplies",)),
        Person("k1", "kestrel", "K1", ("actions", "people", "reports", "voice")),
        Person("k2", "kestrel", "K2", ("supplies",)),
        Person(
            "sorina",
            NEWCOMER,
            "Sorina M.",
            ("actions", "people", "supplies", "voice"),
        ),
    )
    return {one.id: one for one in everybody}
