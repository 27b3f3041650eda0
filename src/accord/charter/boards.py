"""The board of a change of members: whose stamps are on it."""

from django.utils.translation import gettext as _

from accord.charter.waiting import seal_of
from accord.ledger.board import Board, board
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


def rule(found: Board) -> str:
    """When a change of members takes effect."""
    if found.need >= found.members:
        return _("It takes effect when every stamp named here is on it.")
    return _(
        "It takes effect when {need} of {members} have put their stamps on it, and "
        "every newcomer has."
    ).format(need=found.need, members=found.members)
