"""Acts about other acts: abstentions, objections, signatures taken back."""

from dataclasses import dataclass
from typing import ClassVar

from accord.core.acts.body import NOTHING, Contents
from accord.core.acts.fields import Fields, digest, flag


@dataclass(frozen=True, slots=True)
class Abstain:
    """A member says that it will neither sign an open act nor object to it."""

    KIND: ClassVar[str] = "decide.abstain"
    act: str

    @classmethod
    def read(cls, fields: Fields) -> "Abstain":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("act", digest))

    def contents(self) -> Contents:
        """The reason, if any."""
        return Contents(optional=frozenset({"reason"}))


@dataclass(frozen=True, slots=True)
class Object:
    """A member objects to an open act, or ends its objection."""

    KIND: ClassVar[str] = "decide.object"
    act: str
    stands: bool

    @classmethod
    def read(cls, fields: Fields) -> "Object":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("act", digest), fields.take("stands", flag))

    def contents(self) -> Contents:
        """The reason."""
        return Contents(optional=frozenset({"reason"}))


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The proposer closes its open act; another signer takes its signature back."""

    KIND: ClassVar[str] = "decide.withdraw"
    act: str

    @classmethod
    def read(cls, fields: Fields) -> "Withdraw":
        """The body out of its fields; raises Malformed."""
        return cls(fields.take("act", digest))

    def contents(self) -> Contents:
        """Nothing."""
        return NOTHING
