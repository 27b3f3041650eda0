"""What a reader can say to a decision, and what the sign dialog is told about it."""

import json
from collections.abc import Iterable, Mapping

from django.http import JsonResponse
from django.utils.translation import get_language

from accord.core.acts import times
from accord.core.acts.act import parse_act
from accord.core.rules.table import RULES
from accord.ledger.board import Board, Seat, needed
from accord.ledger.cache import reading
from accord.ledger.prepare import Prepared
from accord.people.kinds import JOINT
from accord.people.names import labels, member_mark, members_in
from accord.people.reader import Reader


def answers(found: Board, reader: Reader) -> dict[str, object]:
    """The context of `desk/say.html`: what this reader can say now.

    `labels` and `tally` are JSON, for the attributes of the button.
    """
    act = found.act
    may = act.state == "open" and bool(RULES[act.kind].roles & reader.roles)
    mine = {one.status for one in found.seats if one.member == reader.member}
    members = [*members_in(act.parsed), *(seat.member for seat in found.seats)]
    return {
        "act": act,
        "may_sign": found.may_sign,
        "last": found.last,
        "can_object": may and act.kind in JOINT and bool(mine - {"signed", "objects"}),
        "can_abstain": may
        and act.kind in JOINT
        and bool(mine)
        and mine <= {"silent", "took_back"},
        "can_end_objection": may and "objects" in mine,
        "can_take_back": may and "signed" in mine and act.by != reader.member,
        "can_close": may and act.by == reader.member,
        "labels": json.dumps(labels(members, get_language() or "en")),
        "tally": json.dumps(tally(found.need, found.seats)),
    }


def tally(needed: int, seats: Iterable[Seat]) -> dict[str, object]:
    """Who has signed, as the sign dialog shows it (docs/browser.md)."""
    shown = [_seat(one) for one in seats]
    return {"needed": needed, "of": len(shown), "seats": shown}


def _seat(seat: Seat) -> dict[str, str]:
    state = "silent" if seat.status == "took_back" else seat.status
    said = {"member": seat.member, "state": state, "mark": member_mark(seat.member)}
    if seat.time is not None:
        said["at"] = times.write(seat.time)
    return said


def to_sign(
    prepared: Prepared, then: str, books: Mapping[str, int] | None = None
) -> JsonResponse:
    """A new act for the browser to show and sign, with names and who has to sign.

    `books`: the units that the books show of each lot, for a count.
    """
    act = parse_act(prepared.payload)
    with reading() as state:
        wanted = RULES[act.kind].requirement(act, act.body, state)
    sides = [member for one in wanted.groups for member in sorted(one.members)]
    named = labels([*members_in(act), *sides], get_language() or "en")
    told = named | ({"books": dict(books)} if books else {})
    # Two sides are two seats, also when one member has both.
    members = sides if wanted.apart else sorted(set(sides))
    seats = [Seat(member, "silent") for member in members]
    return prepared.response(then, told, tally(needed(wanted), seats))
