"""What everybody may read, or once could, by the act that says it."""

from accord.ledger import clock
from accord.voice import positions, statements, withdrawn
from accord.voice.models import Statement
from accord.voice.positions import Shown
from accord.voice.statements import Said


def find(act_id: str, language: str = "") -> Said | Shown | None:
    """The statement, the position or the translation withdrawn alone of an act."""
    row = statements.by_act(act_id)
    if row is not None:
        return public(row, language)
    position = positions.find(act_id)
    if position is not None:
        return position if position.row.public and position.is_out else None
    return withdrawn.find(act_id)


def public(row: Statement | None, language: str = "") -> Said | None:
    """A statement that everybody can read."""
    if row is None or not statements.is_public(row, clock.text()):
        return None
    return statements.said(row, language)
