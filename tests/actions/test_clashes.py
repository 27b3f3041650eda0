"""Clashes: the sweep finds what comparing all pairs finds."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from accord.actions.clashes import Clash, Slot, all_clashes, with_one

SLOTS = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.integers(1, 12),
        st.sampled_from(["", "mill", "quay"]),
        st.sampled_from([(), ("van",), ("boat",), ("boat", "van")]),
        st.frozensets(st.sampled_from(["alfa", "bravo", "charlie"])),
        st.booleans(),
    ),
    max_size=25,
).map(
    lambda rows: [
        _slot(number, _time(start), _time(start + hours), *takes)
        for number, (start, hours, *takes) in enumerate(rows)
    ]
)


def _slot(
    number: int,
    start: str,
    end: str,
    place: str,
    fleet: tuple[str, ...],
    people: frozenset[str],
    planned: bool,
) -> Slot:
    """An action, or what a plan in force needs of one vehicle."""
    if planned and fleet:
        name = f"plan {fleet[0]} {number:02d}"
        return Slot(name, start, end, "", frozenset(fleet[:1]))
    return Slot(f"{number:02d}", start, end, place, frozenset(fleet), people)


def _time(hour: int) -> str:
    return f"2026-11-{5 + hour // 24:02d}T{hour % 24:02d}:00:00Z"


def naive(found: list[Slot]) -> list[Clash]:
    """Every pair, compared."""
    clashes = []
    for one, other in combinations(found, 2):
        if not (one.start < other.end and other.start < one.end):
            continue
        first, second = sorted((one.id, other.id))
        if one.place and one.place == other.place:
            clashes.append(Clash(first, second, "place", one.place))
        clashes += [
            Clash(first, second, "vehicle", each)
            for each in one.vehicles & other.vehicles
        ]
        clashes += [
            Clash(first, second, "people", each) for each in one.people & other.people
        ]
    return sorted(clashes)


@given(SLOTS)
def test_the_sweep_finds_what_all_pairs_find(found: list[Slot]) -> None:
    assert all_clashes(found) == naive(found)


@given(SLOTS)
def test_one_action_clashes_with_what_it_shares(found: list[Slot]) -> None:
    for slot in found:
        mine = [one for one in naive(found) if slot.id in (one.first, one.second)]
        assert with_one(slot, found) == mine


def test_people_are_asked_once_at_a_time() -> None:
    first = Slot("a", _time(1), _time(3), "mill", frozenset(), frozenset({"alfa"}))
    then = Slot("b", _time(2), _time(4), "quay", frozenset(), frozenset({"alfa"}))
    assert all_clashes([first, then]) == [Clash("a", "b", "people", "alfa")]


def test_what_ends_when_the_other_starts_does_not_clash() -> None:
    first = Slot("a", _time(1), _time(2), "mill")
    then = Slot("b", _time(2), _time(3), "mill")
    assert all_clashes([first, then]) == []
