"""What a reader can do with words that were proposed or said, beside signing them."""

from dataclasses import dataclass

from accord.core.rules.standing import AGREED, CORRECTED
from accord.ledger import queries
from accord.ledger.queries import ActRow
from accord.people.reader import Reader
from accord.voice.proposals import Proposed, open_withdrawal

ROLE = "voice"


@dataclass(frozen=True)
class Options:
    """What can be done now; `withdrawal` is one that is proposed already."""

    hold: bool = False
    withdraw: bool = False
    correct: bool = False
    again: bool = False
    translate: bool = False
    preview: bool = False
    withdrawal: ActRow | None = None


def options(words: Proposed, reader: Reader) -> Options:
    """What this reader can do with these words."""
    ours = words.joint or words.row.by == reader.member
    if not reader.has(ROLE) or not ours:
        return Options()
    said = words.said
    if said is None:
        return Options(again=True)
    stands = said.row.state in (AGREED, CORRECTED)
    withdrawal = open_withdrawal(words.row.id) if stands else None
    return Options(
        hold=said.row.state == AGREED and not said.is_public and _signed(words, reader),
        withdraw=stands and said.is_public and withdrawal is None,
        correct=said.row.state == AGREED and said.is_public,
        again=not stands,
        preview=said.row.state == AGREED and not said.is_public,
        translate=words.joint and said.row.state == AGREED and said.is_public,
        withdrawal=withdrawal,
    )


def _signed(words: Proposed, reader: Reader) -> bool:
    """Any signer's member can stop what is not public yet."""
    rows = queries.signatures(words.row.id)
    return any(one.member == reader.member for one in rows)
