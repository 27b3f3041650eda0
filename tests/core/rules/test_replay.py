"""A log is replayed and checked; whatever is changed in it is named."""

import pytest

from accord.core.acts.envelope import Leaf, Signature, parse_leaf
from accord.core.acts.errors import AccordError, Refused
from accord.core.rules.replay import (
    Claim,
    check_head,
    false_signature,
    find_false,
    replay,
)
from accord.core.rules.state import State
from accord.core.tlog import note
from accord.core.tlog.note import Checkpoint
from tests.coalition import Coalition, founded, seed


@pytest.fixture(scope="module")
def told() -> Coalition:
    """A founded coalition with one statement."""
    made = founded()
    made.statement("alfa/voice", "bravo/voice")
    return made


def _note(told: Coalition, **changes: object) -> str:
    state = told.state
    fields: dict[str, object] = {
        "coalition": state.coalition,
        "epoch": 1,
        "size": state.size,
        "root": state.tree.root(),
        "standing_size": state.standing.tree.size,
        "standing_root": state.standing.tree.root(),
        "time": state.time,
    }
    return note.sign(Checkpoint(**(fields | changes)), seed("hub"))  # type: ignore[arg-type]


def _check(leaves: list[bytes], text: str) -> State:
    """Everything, as `accord log verify` does it."""
    state = State()
    claims: list[Claim] = []
    try:
        for _, claim in replay(state, leaves):
            claims.append(claim)
    finally:
        # A false signature comes before what it makes wrong later.
        false = find_false(claims)
        if false is not None:
            raise false_signature(false)
    check_head(state, text)
    return state


def test_a_right_log(told: Coalition) -> None:
    state = _check(told.leaves, _note(told))
    assert state.tree.root() == told.state.tree.root()
    assert state.standing.tree.root() == told.state.standing.tree.root()


def test_a_false_signature_is_named(told: Coalition) -> None:
    for index in (0, 7, len(told.leaves) - 1):
        leaf = parse_leaf(told.leaves[index])
        sig = bytes([leaf.signature.sig[0] ^ 1]) + leaf.signature.sig[1:]
        changed = Leaf(leaf.payload, Signature(leaf.signature.keyid, sig), leaf.time)
        leaves = [*told.leaves]
        leaves[index] = changed.encode()
        with pytest.raises(Refused, match=f"Record {index} is wrong: The signature"):
            _check(leaves, _note(told))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda leaves: leaves[:-1], "names 33 records; there are 32"),
        (
            lambda leaves: [*leaves, leaves[-1]],
            "Record 33 is wrong: .* already recorded",
        ),
        (lambda leaves: [*leaves[:9], *leaves[10:]], "Record [0-9]+ is wrong"),
        (
            lambda leaves: [leaves[0][:-1], *leaves[1:]],
            "Record 0 is wrong: .* canonical",
        ),
        (lambda leaves: [*leaves[:12], leaves[13], leaves[12], *leaves[14:]], "wrong"),
        (lambda leaves: [], "not founded"),
    ],
)
def test_leaves_that_were_changed(told: Coalition, change, sentence: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(AccordError, match=sentence):
        _check(change(told.leaves), _note(told))


def test_a_changed_time_is_found_by_the_root(told: Coalition) -> None:
    leaf = parse_leaf(told.leaves[-1])
    later = Leaf(leaf.payload, leaf.signature, "2026-11-01T08:00:01Z")
    with pytest.raises(Refused, match="not those that the checkpoint was signed over"):
        _check([*told.leaves[:-1], later.encode()], _note(told))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"coalition": "0" * 64}, "of another log"),
        ({"epoch": 2}, "of another log"),
        ({"size": 3}, "names 3 records"),
        ({"root": bytes(32)}, "not those that the checkpoint was signed over"),
        ({"standing_size": 9}, "What was agreed"),
        ({"standing_root": bytes(32)}, "What was agreed"),
        ({"time": "2026-11-01T08:00:01Z"}, "another time"),
    ],
)
def test_a_checkpoint_that_says_something_else(
    told: Coalition, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        _check(told.leaves, _note(told, **changes))


def test_a_checkpoint_signed_by_another(told: Coalition) -> None:
    state = told.state
    head = Checkpoint(
        state.coalition, 1, state.size, state.tree.root(), 2, bytes(32), state.time
    )
    with pytest.raises(Refused, match="not signed by the host"):
        _check(told.leaves, note.sign(head, seed("alfa")))
