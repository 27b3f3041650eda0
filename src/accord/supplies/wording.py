"""When a record of goods takes effect, in words."""

from django.utils.translation import gettext as _

from accord.ledger.board import Board


def rule(board: Board) -> str:
    """Whose signatures it needs."""
    if any(seat.side for seat in board.seats):
        return _(
            "It takes effect when the giver and the receiver, two persons, have signed "
            "the same record."
        )
    if len(board.seats) > 1:
        return _("It takes effect when all who are named here have signed.")
    return _("Whoever keeps the goods signs it alone.")
