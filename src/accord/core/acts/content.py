"""Acts about contents: erasing them, and the key to which they are encrypted."""

import re
from dataclasses import dataclass
from typing import ClassVar

from accord.core.acts.body import NOTHING, Contents
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import Fields, ascending, blob_name, digest

# An X25519 recipient as age writes it: bech32 with the prefix "age".
_RECIPIENT = re.compile("age1[02-9ac-hj-np-z]{58}")


def recipient(value: object, where: str) -> str:
    """An age recipient, `age1...`; raises Malformed."""
    if not isinstance(value, str) or not _RECIPIENT.fullmatch(value):
        raise Malformed("{where} is not an age recipient.", where=where)
    return value


@dataclass(frozen=True, slots=True)
class Erase:
    """Contents of an act are erased for good, everywhere they are held."""

    KIND: ClassVar[str] = "decide.erase"
    act: str
    contents_named: tuple[str, ...]

    @classmethod
    def read(cls, fields: Fields) -> "Erase":
        """The body out of its fields; raises Malformed."""
        return cls(
            fields.take("act", digest),
            fields.take("contents", ascending(blob_name, 1, 32)),
        )

    def contents(self) -> Contents:
        """Nothing."""
        return NOTHING


@dataclass(frozen=True, slots=True)
class Reader:
    """A member's reading key: contents meant for it are encrypted to this recipient."""

    KIND: ClassVar[str] = "charter.reader"
    recipient: str

    @classmethod
    def read(cls, fields: Fields) -> "Reader":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("recipient", recipient))

    def contents(self) -> Contents:
        """Nothing."""
        return NOTHING
