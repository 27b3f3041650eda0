"""What the rules say about one kind of act, as a row of functions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from accord.core.acts.act import Act
from accord.core.acts.body import Body
from accord.core.rules.changes import Change
from accord.core.rules.requirement import Requirement
from accord.core.rules.state import Moment, State

B = TypeVar("B", bound=Body)


@dataclass(frozen=True, slots=True)
class Rule(Generic[B]):
    """One kind of act.

    `requirement`: whose signatures it needs. `check`: raises Refused, changes nothing.
    `apply`: what it changes when it takes effect; cannot refuse. `roles`: of the keys
    that may object or withdraw. `field`: made in the field, so it may come days late.
    """

    requirement: Callable[[Act, B, State], Requirement]
    check: Callable[[Act, B, State, Moment], None]
    apply: Callable[[Act, B, State, Moment], list[Change]]
    roles: frozenset[str]
    field: bool = False
