"""The board of a decision with names and stamps, as the template draws it.

`{% board shown %}` takes a ShownBoard. Beside who is silent stands a message, in the
language of a person who can sign, that says nothing of the matter.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.core.rules.table import RULES
from accord.ledger import queries
from accord.ledger.board import Board, Seat
from accord.people import names, times
from accord.people.apply import person_id
from accord.people.models import Device, Preference
from accord.people.reader import Reader

SHORT = 12


@dataclass(frozen=True)
class ShownSeat:
    """One member's place: see docs/pages.md for what each field is."""

    handle: str
    name: str
    mark: str
    state: str
    time: datetime | None
    by: str
    you: bool
    who: str
    reason: str
    side: str = ""
    note: str = ""


@dataclass(frozen=True)
class Nudge:
    """A ready message to one person, in that person's language."""

    id: str
    person: str
    language: str
    text: str


@dataclass(frozen=True)
class ShownBoard:
    """A board with names; `rule` says when the decision takes effect."""

    needed: int
    rule: str
    seats: tuple[ShownSeat, ...]
    nudges: tuple[Nudge, ...]
    headline: str = ""


def shown(
    board: Board, rule: str, reader: Reader | None, headline: str = ""
) -> ShownBoard:
    """A board for a reader; nudges only while the act is open."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    seats = tuple(_seat(seat, board, language) for seat in board.seats)
    open_now = board.act.state == "open" and reader is not None
    nudges = _nudges(board, reader) if open_now else ()
    return ShownBoard(
        board.need, rule, seats, nudges, headline or closed_headline(board)
    )


def closed_headline(board: Board) -> str:
    """What stands above the board of an act that will not take effect."""
    if board.act.state == "lapsed":
        return _("Lapsed")
    if board.act.state == "closed":
        if board.act.closed_reason == "withdrawn":
            return _("Closed by the proposer")
        if board.act.closed_reason == "hub":
            return _("Closed: the host has changed")
        if board.act.closed_reason == "ended":
            return _("Closed: the coalition has ended")
        return _("Closed: the members have changed")
    if board.blocked:
        return _("Blocked by an objection")
    return _("In conflict with the books") if board.act.state == "conflict" else ""


def _seat(seat: Seat, board: Board, language: str) -> ShownSeat:
    signed = seat.status == "signed"
    by = names.person_name(seat.member, seat.person) if signed and seat.person else ""
    reason = ""
    if seat.reason_act:
        row = queries.act(seat.reason_act)
        said = queries.content(row, "reason") if row else None
        reason = str(said.get("text", "")) if said else ""
    who = (
        ""
        if signed
        else ", ".join(person for _, person in signers(board.act.kind, seat.member)[:3])
    )
    return ShownSeat(
        handle=seat.member,
        name=names.member_name(seat.member, language),
        mark=names.member_mark(seat.member),
        state="silent" if seat.status == "took_back" else seat.status,
        time=seat.time,
        by=by,
        you=seat.you and board.may_sign,
        who=who,
        reason=reason,
        side=seat.side,
        note=_("took its signature back") if seat.status == "took_back" else "",
    )


def signers(kind: str, member: str) -> list[tuple[str, str]]:
    """(opaque person, name) of those whose devices may sign a kind of act."""
    roles = RULES[kind].roles
    found: dict[str, str] = {}
    for device in Device.objects.filter(member=member, revoked=None).order_by("index"):
        if roles & set(device.roles.split(",")):
            found[device.person] = names.person_title(member, device.person)
    return list(found.items())


def _nudges(board: Board, reader: Reader | None) -> tuple[Nudge, ...]:
    nudges = []
    for seat in board.seats:
        if seat.status != "silent" or (reader and seat.member == reader.member):
            continue
        for person, name in signers(board.act.kind, seat.member)[:1]:
            nudges.append(_nudge(board, seat.member, person, name))
    return tuple(nudges)


def _nudge(board: Board, member: str, person: str, name: str) -> Nudge:
    chosen = Preference.objects.filter(id=person_id(member, person)).first()
    language = (chosen.language if chosen else "") or settings.LANGUAGE_CODE
    with translation.override(language):
        text = ngettext(
            "{name}, one decision waits for your signature until {until}. "
            "{count} signature is missing: {link}",
            "{name}, one decision waits for your signature until {until}. "
            "{count} signatures are missing: {link}",
            max(board.still, 1),
        ).format(
            name=name,
            until=times.printed(board.act.closes),
            count=max(board.still, 1),
            link=f"{settings.ORIGIN}/d/{board.act.id[:SHORT]}",
        )
    return Nudge(f"nudge-{member}", name, language, text)
