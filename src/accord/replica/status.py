"""How a copy stands: how far, how confirmed, what is wrong; for people and programs."""

from dataclasses import asdict, dataclass

from accord.core.acts.errors import AccordError
from accord.core.protocol import quorum
from accord.core.rules.state import State
from accord.core.tlog import cosignature
from accord.ledger import cache, clock
from accord.replica import cosigning, evidence, record, target
from accord.replica.http import Unanswered
from accord.replica.models import Following
from accord.replica.source import Source


@dataclass(frozen=True)
class Confirmation:
    """The newest checkpoint that members' copies confirm: which, and how many it takes.

    `final` if these are enough; `needed` is 0 where the host's word is.
    """

    size: int
    members: tuple[str, ...]
    needed: int
    final: bool


@dataclass(frozen=True)
class Status:
    """How a copy stands. `reachable` says whether the host answered just now.

    `listed_as` is the member whose copy has this key by the list, or empty.
    """

    member: str
    follows: str
    coalition: str
    epoch: int
    records: int
    host_records: int
    last_record: str
    contents_missing: int
    listed: bool
    listed_as: str
    cosigned: int
    confirmed: Confirmation | None
    heard: str
    reachable: bool
    trouble: str
    trouble_since: str
    evidence: str

    @property
    def behind(self) -> int:
        """How many records the host has that are not here yet."""
        return max(0, self.host_records - self.records)

    def document(self) -> dict[str, object]:
        """The same as JSON."""
        return asdict(self) | {"behind": self.behind, "good": not self.trouble}


def look(row: Following, ask: bool) -> Status:
    """How it stands; with `ask` the host is asked how far it is."""
    with cache.reading() as state:
        known = state
    host, reachable, trouble = row.seen_size, not ask, row.trouble
    confirmed = None
    if ask:
        try:
            host, confirmed = _ask(row, known)
            reachable = True
        except Unanswered as error:
            trouble = trouble or str(error)
        except AccordError as error:
            reachable, trouble = True, trouble or str(error)
    roster = known.roster
    return Status(
        member=row.member,
        follows=row.url,
        coalition=known.coalition,
        epoch=roster.terms.hub.epoch if roster else 0,
        records=known.size,
        host_records=host,
        last_record=known.time,
        contents_missing=record.wanted(),
        listed=roster is not None and cosigning.is_listed(row, roster.terms),
        listed_as=_listed_as(row, known),
        cosigned=cosigning.remembered(row).size if known.coalition else 0,
        confirmed=confirmed,
        heard=row.heard,
        reachable=reachable,
        trouble=trouble,
        trouble_since=row.trouble_since or (clock.text() if trouble else ""),
        evidence=str(evidence.directory() / row.evidence) if row.evidence else "",
    )


def _listed_as(row: Following, state: State) -> str:
    copies = quorum.replica_keys(state.roster.terms) if state.roster else {}
    return next((member for member, key in copies.items() if key == row.key), "")


def _ask(row: Following, state: State) -> tuple[int, Confirmation | None]:
    source = Source(row.url, coalition=state.coalition)
    try:
        last = target.choose(source, source.newest(row.seen_size), state)
        text = source.published(last.head.epoch)
    finally:
        source.address.close()
    if state.roster is None or last.head.epoch != state.roster.terms.hub.epoch:
        return last.head.size, None
    return last.head.size, _confirmation(text, state)


def _confirmation(text: str, state: State) -> Confirmation:
    """Who confirms the checkpoint in `text`; raises Malformed, Refused."""
    terms = state.in_force().terms
    head, _ = cosignature.open_cosigned(text, terms.hub.key)
    members = quorum.confirmed_by(text, state.coalition, terms)
    needed = quorum.needed(terms)
    return Confirmation(
        head.size,
        tuple(sorted(members)),
        needed,
        0 < needed <= len(members),
    )
