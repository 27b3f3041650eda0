"""The coalition of this hub: its id, names, and who is in it."""

from dataclasses import dataclass
from datetime import datetime

from accord.core.acts import times
from accord.ledger import queries
from accord.ledger.cache import reading


@dataclass(frozen=True)
class Coalition:
    """The coalition as it is now; `names` are the founding's, `languages` those of the
    declaration, whose act is `declaration`; `ended` is when it ended, or None.
    """

    id: str
    names: dict[str, str]
    languages: tuple[str, ...]
    founded: datetime
    members: tuple[str, ...]
    roster: str
    epoch: int
    hub_key: str
    finality: str
    declaration: str = ""
    ended: datetime | None = None

    def name(self, language: str) -> str:
        """Its name in a language, or in the first that it has."""
        return self.names.get(language) or next(iter(self.names.values()), self.id[:16])


def current() -> Coalition | None:
    """The coalition, or None before the founding."""
    with reading() as state:
        if not state.coalition:
            return None
        founding = state.acts[state.coalition]
        roster = state.in_force()
        members = tuple(sorted(roster.members))
        opened = founding.opened.time
        declaration = state.acts[state.declaration].act
        end = state.acts[state.ended].effect if state.ended else None
    names = queries.content(founding.act, "names") or {}
    return Coalition(
        id=founding.act.id,
        names={code: str(name) for code, name in names.items()},
        languages=tuple(
            name.removeprefix("declaration.")
            for name in declaration.blobs
            if name.startswith("declaration.")
        ),
        founded=times.parse(opened),
        members=members,
        roster=roster.id,
        epoch=roster.terms.hub.epoch,
        hub_key=roster.terms.hub.key,
        finality=roster.terms.finality,
        declaration=declaration.id,
        ended=times.parse(end.time) if end else None,
    )
