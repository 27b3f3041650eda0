"""What was lost and is replaced: a member's stamp, a copy's key."""

import pytest

from accord.core.acts.errors import Refused
from tests.coalition import Coalition, founded, public


def members(cast: Coalition, **changed: object) -> dict[str, object]:
    """The members of now with other keys for some."""
    now = {name: {"seals": [public(name)]} for name in cast.state.in_force().members}
    return now | changed


def test_a_new_stamp_voids_the_old_one_and_all_that_it_admitted() -> None:
    cast = founded()
    payload = cast.roster(
        "bravo", "alfa", "charlie", members=members(cast, alfa=stamp("alfa/two"))
    )
    with pytest.raises(Refused, match="no part"):  # a device does not stand in for it
        cast.sign(payload, "bravo", "alfa/voice")
    cast.sign(payload, "charlie", "alfa/two")
    for name in ("alfa", "alfa/voice", "alfa/people"):
        with pytest.raises(Refused, match=r"not one of a member|not valid any more"):
            cast.does("charter.profile", name, {})
    cast.enrol("alfa/new", "voice", inviter="alfa/two")
    act = cast.statement("bravo/voice")
    cast.append(cast.leaf(cast.state.acts[act].act.payload, "alfa/new"))
    assert cast.state.acts[act].effect is not None


def stamp(*names: str) -> dict[str, object]:
    return {"seals": sorted(public(name) for name in names)}


def test_with_a_second_stamp_nobody_else_is_needed_for_daily_work() -> None:
    """One of two is lost: the other invites; what the lost one admitted still works."""
    cast = founded()
    both = members(cast, alfa=stamp("alfa", "alfa/two"))
    payload = cast.roster("alfa", "bravo", "charlie", members=both)
    cast.sign(payload, "alfa", "bravo", "alfa/two")
    cast.enrol("alfa/new", "voice", inviter="alfa/two")
    cast.statement("alfa/voice", "bravo/voice")
    cast.statement("alfa/new", "bravo/voice", slug="other")


def test_a_stolen_stamp_cannot_put_itself_back() -> None:
    cast = founded()
    payload = cast.roster(
        "bravo", "alfa", "charlie", members=members(cast, alfa=stamp("alfa/two"))
    )
    cast.sign(payload, "bravo", "charlie", "alfa/two")
    old = members(cast, alfa=stamp("alfa"))
    payload = cast.roster("bravo", "alfa", "charlie", members=old)
    with pytest.raises(Refused, match="was used before"):
        cast.sign(payload, "bravo")


def test_a_copy_that_was_set_back_gets_a_new_key() -> None:
    """The new key proves that somebody holds it; the old one signs nothing more."""
    cast = founded()
    first = members(cast, alfa=stamp("alfa") | {"replica": public("alfa copy")})
    payload = cast.roster("alfa", "bravo", "charlie", members=first)
    cast.sign(payload, "alfa", "bravo", "alfa copy")
    second = members(cast, alfa=stamp("alfa") | {"replica": public("alfa copy two")})
    payload = cast.roster("alfa", "bravo", "charlie", members=second)
    cast.sign(payload, "alfa", "bravo")
    assert cast.state.in_force().terms.version == 2
    cast.sign(payload, "alfa copy two")
    terms = cast.state.in_force().terms
    assert terms.version == 3
    assert terms.members["alfa"].replica == public("alfa copy two")
    third = cast.roster("alfa", "bravo", "charlie", members=first)
    with pytest.raises(Refused, match="was used before"):
        cast.sign(third, "alfa")
