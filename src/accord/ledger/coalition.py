"""The coalition of this hub: its id, names, and who is in it."""

from dataclasses import dataclass
from datetime import datetime

from accord.core.acts import times
from accord.ledger import queries
from accord.ledger.cache import reading


@dataclass(frozen=True)
class Coalition:
    """The coalition as it is now; `names` and `languages` are the founding's."""

    id: str
    names: dict[str, str]
    languages: tuple[str, ...]
    founded: datetime
    members: tuple[str, ...]
    roster: str
    epoch: int
    hub_key: str
    finality: str

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
    names = queries.content(founding.act, "names") or {}
    return Coalition(
        id=founding.act.id,
        names={code: str(name) for code, name in names.items()},
        languages=tuple(
            name.removeprefix("declaration.")
            for name in founding.act.blobs
            if name.startswith("declaration.")
        ),
        founded=times.parse(opened),
        members=members,
        roster=roster.id,
        epoch=roster.terms.hub.epoch,
        hub_key=roster.terms.hub.key,
        finality=roster.terms.finality,
    )
