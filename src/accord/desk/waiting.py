"""What waits for a reader, out of every job, and what the reader waits for."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accord.actions.waiting import waiting as actions_waiting
from accord.charter.waiting import waiting as charter_waiting
from accord.desk.erasing import waiting as erasing_waiting
from accord.ledger import queries
from accord.ledger.board import board
from accord.people.reader import Reader
from accord.people.waiting import Waiting
from accord.reports.waiting import waiting as reports_waiting
from accord.supplies.waiting import waiting as supplies_waiting
from accord.voice.waiting import waiting as voice_waiting

JOBS = (
    voice_waiting,
    supplies_waiting,
    actions_waiting,
    reports_waiting,
    charter_waiting,
    erasing_waiting,
)


@dataclass(frozen=True)
class Letter:
    """What waits, as `components/letter.html` shows it."""

    kind: str
    title: str
    url: str
    action: str
    notes: tuple[str, ...]
    badge: str
    badge_text: str
    then: str
    quiet: str
    tally: dict[str, object] | None
    last: bool


def waiting(reader: Reader) -> list[Waiting]:
    """What needs this person's signature or answer: what it completes comes first."""
    found = [one for job in JOBS for one in job(reader)]
    return sorted(found, key=lambda one: (not one.last, _urgency(one)))


def _urgency(one: Waiting) -> float:
    return one.urgent_at.timestamp() if one.urgent_at else float("inf")


def letter(one: Waiting, *, first: bool) -> Letter:
    """The letter for one thing that waits; the first that completes stands out."""
    tally: dict[str, object] | None = None
    if one.need:
        tally = {"signed": one.signed, "needed": one.need, "you": True}
        tally["silent"] = max(0, one.need - one.signed - 1)
    return Letter(
        kind=one.kind,
        title=one.title,
        url=one.url,
        action=_("Read and sign") if one.need else pgettext("a button", "Open"),
        notes=(_("proposed by {who}").format(who=one.who),) if one.who else (),
        badge="wait" if one.badge else "",
        badge_text=one.badge or "",
        then=one.effect if one.last else "",
        quiet="" if one.last else one.effect,
        tally=tally,
        last=first and one.last,
    )


@dataclass(frozen=True)
class Open:
    """A decision that my organisation has signed and that lacks others."""

    act_id: str
    kind: str
    signed: int
    silent: int
    abstains: int
    objects: int
    needed: int


def waits_for_others(reader: Reader, kinds: tuple[str, ...]) -> list[Open]:
    """Open acts that the reader's member has signed, newest first."""
    found = []
    for row in queries.acts(kinds, state="open"):
        shown = board(row.id, reader.keyid)
        if shown is None or shown.may_sign:
            continue
        states = [seat.status for seat in shown.seats]
        mine = [one.status for one in shown.seats if one.member == reader.member]
        if "signed" in mine:
            found.append(
                Open(
                    row.id,
                    row.kind,
                    states.count("signed"),
                    states.count("silent") + states.count("took_back"),
                    states.count("abstains"),
                    states.count("objects"),
                    shown.need,
                )
            )
    return found
