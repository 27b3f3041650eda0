"""The board of a change of members: whose stamps are on it."""

from django.utils.translation import gettext as _

from accord.charter.waiting import seal_of
from accord.core.acts.charter import Roster
from accord.core.rules.state import named_keys
from accord.ledger.board import Board, board
from accord.ledger.cache import reading
from accord.people.boards import ShownBoard, shown
from accord.people.reader import Reader


def roster_board(act_id: str, reader: Reader | None) -> ShownBoard | None:
    """The board of a list of members, for a reader or for a newcomer."""
    found = stamp_board(act_id, reader.member if reader else "")
    if found is None:
        return None
    return shown(found, rule(found), None)


def stamp_board(act_id: str, member: str) -> Board | None:
    """The same with the eyes of a member's stamp."""
    seal = seal_of(member) if member else None
    return board(act_id, seal.keyid if seal else None)


def lacking(act_id: str, found: Board) -> list[str]:
    """The members of now whose new stamps have not signed an open list."""
    row = found.act
    if row.state != "open" or not isinstance(row.parsed.body, Roster):
        return []
    named = named_keys(row.parsed.body.terms, act_id)
    with reading() as state:
        now = state.in_force().members
    members = [named[keyid].member or "" for keyid in found.keys_missing]
    return [one for one in members if one in now]


def rule(found: Board) -> str:
    """When a change of members takes effect."""
    if found.act.kind != "charter.roster" and found.need < found.members:
        return _(
            "It takes effect when {need} of {members} have put their stamps on it."
        ).format(need=found.need, members=found.members)
    if found.need >= found.members:
        return _("It takes effect when every stamp named here is on it.")
    return _(
        "It takes effect when {need} of {members} have put their stamps on it, and "
        "every newcomer has."
    ).format(need=found.need, members=found.members)
