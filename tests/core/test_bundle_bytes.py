"""Bundles as bytes: none can be changed, and bombs cost little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.acts.errors import AccordError
from accord.core.bundle.check import check
from tests.bombs import BOMBS, DATA, TRUST


def refused(data: bytes) -> bool:
    try:
        check(data, TRUST)
    except AccordError:
        return True
    return False


def test_one_flipped_bit_of_every_100th_byte() -> None:
    """tests/interop/test_every_byte.py flips the others too."""
    assert not refused(DATA)
    for at in range(0, len(DATA), 100):
        flipped = DATA[at] ^ (1 << at // 100 % 8)
        assert refused(DATA[:at] + bytes([flipped]) + DATA[at + 1 :]), at


@given(st.integers(0, len(DATA) - 1), st.integers(1, 200), st.binary(max_size=200))
def test_a_piece_replaced(at: int, length: int, piece: bytes) -> None:
    changed = DATA[:at] + piece + DATA[at + length :]
    assert changed == DATA or refused(changed)


@given(st.binary(max_size=100))
def test_anything_else(data: bytes) -> None:
    assert refused(data)


@pytest.mark.parametrize("size", [0, 1, 100, len(DATA) // 2, len(DATA) - 1])
def test_cut_short(size: int) -> None:
    assert refused(DATA[:size])


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused(bomb: bytes) -> None:
    """tests/interop/test_bombs.py measures what that costs."""
    assert refused(bomb)
