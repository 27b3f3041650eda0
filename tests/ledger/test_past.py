"""An earlier state: its tree and its standing are those of the checkpoint then."""

from accord.core.rules.state import State
from accord.ledger import cache, past
from accord.ledger.append import checkpoint
from tests.hub import Hub


def test_every_earlier_checkpoint_can_be_made_again(hub: Hub) -> None:
    """Statements, a correction, a withdrawal and new members, one after another."""
    seen = [_checkpoint(hub.state)]

    def note() -> None:
        seen.append(_checkpoint(hub.state))

    first = hub.statement("alfa/voice", "bravo/voice")
    note()
    hub.wait(minutes=11)
    hub.statement("alfa/voice", "bravo/voice", slug="again", corrects=first)
    note()
    other = hub.statement("alfa/voice", "charlie/voice", slug="bread")
    note()
    hub.sign(hub.roster("alfa", "bravo", "charlie", "delta"), *NEW)
    note()
    hub.does(
        "voice.retraction",
        ["bravo/voice", "alfa/voice"],
        {"statement": other},
        {"reason": hub.document({"text": "It was wrong."})},
        roster=hub.state.in_force().id,
    )
    note()
    with cache.reading() as state:
        assert [_checkpoint(past.at(state, one[0])) for one in seen] == seen
        assert _checkpoint(past.at(state, state.size)) == seen[-1]


NEW = ("alfa", "bravo", "delta")


def _checkpoint(state: State) -> tuple[object, ...]:
    one = checkpoint(state)
    return (one.size, one.root, one.standing_size, one.standing_root)
