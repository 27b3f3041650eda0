"""No two final heads in conflict, whatever a dishonest host and its helpers do.

A small part of `benchmarks/simulation.py`, which plays 20,000 runs of each kind.
"""

import pytest

from tests.simulation.run import Run, Wrong, count

KINDS = ((4, 1), (5, 1), (7, 2))


@pytest.mark.parametrize(("members", "faulty"), KINDS)
def test_no_two_final_heads_in_conflict(members: int, faulty: int) -> None:
    found = count(members, faulty, range(60))
    assert found["conflicts"] == 0
    # Something was there to go wrong.
    assert found["runs with finals"] > 20
    assert found["runs final under a later host"] > 5
    assert found["takeovers"] > 20
    assert found["rosters"] > 20
    assert found["crashes"] > 20
    assert found["evidence"] > 5


def test_nor_where_lists_grow_and_shrink() -> None:
    found = count(5, 1, range(60), resize=True)
    assert found["conflicts"] == 0
    assert found["runs final under a later list"] > 2


@pytest.mark.parametrize(
    ("wrong", "members", "faulty"),
    [
        (Wrong(majority=True), 5, 1),
        (Wrong(majority=True), 7, 2),
        (Wrong(no_base=True), 4, 1),
        (Wrong(no_fence=True), 4, 1),
        (Wrong(new_list_alone=True), 4, 1),
        (Wrong(forgets=True), 4, 1),
    ],
    ids=str,
)
def test_it_finds_forks_where_a_rule_is_left_out(
    wrong: Wrong, members: int, faulty: int
) -> None:
    found = (Run(seed, members, faulty, wrong).play() for seed in range(500))
    assert any(one is not None for one in found)


def test_a_run_can_be_played_again() -> None:
    first, second = Run(7, 4, 1), Run(7, 4, 1)
    first.play()
    second.play()
    assert first.seen == second.seen
    assert [one.root for one in first.finals] == [one.root for one in second.finals]
