"""Every byte of a bundle, a leaf and a log, changed one after the other."""

import pytest

from accord.core.acts.envelope import parse_leaf
from accord.core.acts.errors import AccordError
from accord.core.bundle.check import check
from accord.core.rules import fold
from accord.core.rules.state import State
from accord.core.tlog import note
from tests.bad_bundles import good
from tests.bundles import bundle, checkpoint
from tests.coalition import founded, public

pytestmark = pytest.mark.slow

COALITION, _, _ = good()
PARTS = 2


def small() -> tuple[bytes, str]:
    """The smallest bundle of a joint statement, and the coalition's id."""
    coalition = founded("alfa", "bravo")
    act = coalition.statement("alfa/voice", "bravo/voice")
    return bundle(coalition, act), coalition.state.coalition


DATA, TRUST = small()


def flipped(data: bytes, at: int) -> bytes:
    """`data` with one bit of the byte `at` turned round, another one for each byte."""
    return data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]


@pytest.mark.parametrize("part", range(PARTS))
def test_of_a_bundle(part: int) -> None:
    assert check(DATA, TRUST).joint
    for at in range(part, len(DATA), PARTS):
        with pytest.raises(AccordError):
            check(flipped(DATA, at), TRUST)


def replayed(leaves: list[bytes]) -> State:
    """The state after the leaves of a log; raises Malformed and Refused."""
    state = State()
    for data in leaves:
        fold.apply(state, fold.check(state, parse_leaf(data)))
    return state


def test_the_log_replays() -> None:
    state = replayed(COALITION.leaves)
    head = note.open_signed(checkpoint(COALITION), public("hub"))
    assert (state.size, state.tree.root()) == (head.size, head.root)
    assert state.standing.tree.root() == head.standing_root


@pytest.mark.parametrize("index", [0, 4, 10, 35, 44, 46])
def test_of_a_leaf(index: int) -> None:
    """A changed leaf is refused, or it is the time's and changes the root."""
    before = replayed(COALITION.leaves[:index])
    data = COALITION.leaves[index]
    times_at = data.rindex(b'"time":"')
    for at in range(len(data)):
        try:
            step = fold.check(before, parse_leaf(flipped(data, at)))
        except AccordError:
            continue
        assert at > times_at
        assert step.data != data


def test_of_a_log() -> None:
    """No log with one changed byte comes to the checkpoint's root."""
    root = COALITION.state.tree.root()
    for at in range(0, sum(map(len, COALITION.leaves)), 97):
        index, place = 0, at
        while place >= len(COALITION.leaves[index]):
            place -= len(COALITION.leaves[index])
            index += 1
        leaves = list(COALITION.leaves)
        leaves[index] = flipped(leaves[index], place)
        try:
            state = replayed(leaves)
        except AccordError:
            continue
        assert state.tree.root() != root
