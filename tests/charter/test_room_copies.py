"""Founders choose whose word makes a record final, before there is a coalition."""

import pytest

from accord.charter import room_progress, rooms
from accord.core.acts.charter import Found
from accord.ledger import confirmed
from accord.ledger.cache import reading
from accord.ledger.coalition import current
from tests.charter.founding import Founding, stamped, upload
from tests.coalition import FOUNDERS, public
from tests.hub import Hub


def copy_of(name: str) -> str:
    """The name of the key of a founder's copy."""
    return f"{name} replica"


def hand_in(founding: Founding, *names: str) -> None:
    for name in names:
        assert founding.post(name, "copy", key=public(copy_of(name)))[0] == 200


def terms(founding: Founding) -> dict[str, object]:
    body = rooms.act_of(founding.room).body
    assert isinstance(body, Found)
    keys = {name: one.replica for name, one in body.terms.members.items()}
    return {"finality": body.terms.finality, "copies": keys}


def test_at_first_the_host_alone(founding: Founding) -> None:
    assert "when the host has saved it" in founding.page("alfa")
    founding.freeze()
    nobody = dict.fromkeys(FOUNDERS, None)
    assert terms(founding) == {"finality": "hub", "copies": nobody}


def test_copies_that_confirm_from_the_first_record_on(founding: Founding) -> None:
    founding.post("bravo", "confirming", finality="cosigned")
    hand_in(founding, *FOUNDERS)
    page = founding.page("charlie")
    assert "until it is final: 3 of 3." in page
    assert "With fewer than four copies all have to confirm" in page
    founding.freeze()
    said = terms(founding)
    assert said["finality"] == "cosigned"
    assert said["copies"] == {name: public(copy_of(name)) for name in FOUNDERS}

    for name in FOUNDERS:
        file = stamped(founding.file(), name, copy_of(name))
        assert founding.post(name, "sign", file=upload(file))[0] == 200
    here = current()
    assert here is not None
    assert here.finality == "cosigned"
    with reading() as state:
        assert state.in_force().terms.members["alfa"].replica == public("alfa replica")
    assert (confirmed.now().needed, confirmed.now().of) == (3, 3)
    page = founding.page("alfa")
    assert f"--member alfa --key copy.key.json --trust {here.id}" in page


def test_four_copies_bear_the_loss_of_one(founding: Founding) -> None:
    founding.post("alfa", "founders", handle="delta", name="")
    seat = founding.room.founders.get(handle="delta")
    founding.tokens["delta"] = seat.token
    rooms.enter(seat, "delta", "")
    founding.post("bravo", "confirming", finality="cosigned")
    hand_in(founding, *FOUNDERS, "delta")
    page = founding.page("alfa")
    assert "until it is final: 3 of 4." in page
    assert "With fewer than four copies" not in page


def test_copies_that_nobody_has_cannot_confirm(founding: Founding) -> None:
    founding.write()
    founding.hand_in()
    founding.post("alfa", "confirming", finality="cosigned")
    said = "Members’ own copies are to confirm records, and nobody has handed in"
    assert said in "".join(room_progress.missing(founding.room))
    assert "cannot be closed yet" in founding.post("alfa", "freeze")[1]
    hand_in(founding, "bravo")
    assert room_progress.missing(founding.room) == []
    founding.post("bravo", "copy", key="")
    assert said in founding.page("bravo")


def test_a_copy_shows_that_somebody_holds_its_key(founding: Founding) -> None:
    hand_in(founding, "alfa")
    founding.freeze()
    for name in FOUNDERS:
        founding.sign(name)
    assert current() is None
    assert "1 still needed" in founding.page("bravo")
    assert "its copy’s key is missing" in founding.page("bravo")
    assert "--key copy.key.json" in founding.page("alfa")
    file = stamped(founding.file(), copy_of("alfa"))
    assert founding.post("alfa", "sign", file=upload(file))[0] == 200
    assert current() is not None


def test_both_signatures_are_taken_back(founding: Founding) -> None:
    hand_in(founding, "alfa")
    founding.freeze()
    file = stamped(founding.file(), copy_of("alfa"))
    founding.post("alfa", "sign", file=upload(file))
    assert "Somebody has signed these texts." in founding.post("bravo", "unfreeze")[1]
    founding.post("alfa", "take-back")
    assert founding.post("bravo", "unfreeze")[0] == 200


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("hello", "This is not a public key"),
        ("0" * 64, "not a sound Ed25519 key"),
        ('{"seed":"00","v":"accord/key@1"}', "This is the secret key file."),
        (public("alfa"), "This key was handed in already."),
        (public("hub"), "This key was handed in already."),
        (public("bravo replica"), "This key was handed in already."),
    ],
)
def test_keys_that_are_none(founding: Founding, key: str, sentence: str) -> None:
    founding.hand_in("alfa")
    hand_in(founding, "bravo")
    status, page = founding.post("alfa", "copy", key=key)
    assert (status, sentence in page) == (400, True)
    assert founding.seat("alfa").copy == ""


def test_a_choice_that_there_is_not(founding: Founding, unfounded: Hub) -> None:
    assert founding.post("alfa", "confirming", finality="both")[0] == 400
    founding.freeze()
    for part, sent in (
        ("confirming", {"finality": "cosigned"}),
        ("copy", {"key": public("alfa replica")}),
    ):
        status, page = founding.post("alfa", part, **sent)
        assert (status, "The texts are closed." in page) == (409, True)
