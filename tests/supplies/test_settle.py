"""Settling what a handover missed: signed by both sides, seen by all."""

import pytest

from tests.stores import Stores
from tests.supplies.conftest import Case, Desk, Desks, body_of

SOME = {0: (90, 4, 6, 0)}
LATER = {0: (94, 6, 0, 0)}


@pytest.fixture
def handover(shop: Stores, sent: str) -> str:
    """Of 100 from alfa, charlie counted 90 good and 4 damaged."""
    return shop.handover(sent, "alfa", "charlie", SOME, store=True)


def some(shop: Stores, **changes: object) -> dict[str, object]:
    """Four came back, two are lost."""
    fields = {"how-0": "both", "back-0": "4", "site": shop.sites["alfa"]}
    return fields | {"note": "The van was wet."} | changes


def test_both_sides_find_it_and_sign(
    shop: Stores, lot: str, handover: str, keeper: Desk, desk: Desks
) -> None:
    other = desk("charlie/supplies")
    for one in (keeper, other):
        assert f"/handovers/{handover}/settle" in one.get()
        assert "Settle what differs" in one.see(f"/handovers/{handover}")
    page = keeper.see(f"/handovers/{handover}/settle")
    assert "alfa had 100, 90 were counted as good. 6 missing 4 damaged" in page
    act = keeper.does(f"/handovers/{handover}/settle/prepare", **some(shop))
    assert body_of(shop, act).site == shop.sites["alfa"]
    assert shop.at("alfa", lot) == 100

    waiting = other.see("/en/desk/")
    assert "alfa proposes how to settle a difference" in waiting
    assert "waits for a signature" in other.see()
    assert "waits for a signature" in keeper.see(f"/handovers/{handover}")
    page = other.see(f"/records/{act}")
    assert "2 lost, 4 came back" in page
    assert "The van was wet." in page
    assert "Your signature closes this difference." in page

    shop.coalition.sign(shop.state.acts[act].act.payload, "charlie/supplies")
    assert shop.at("alfa", lot) == 104
    assert "To settle between people" not in keeper.see()
    page = keeper.see(f"/handovers/{handover}")
    assert "What differed is settled." in page
    assert "Settle what differs" not in page
    answer = keeper.client.get(f"/en/desk/supplies/handovers/{handover}/settle")
    assert answer["Location"].endswith(f"/handovers/{handover}")


@pytest.mark.parametrize(
    ("how", "lost", "back"), [("lost", 6, 0), ("back", 0, 6), ("both", 2, 4)]
)
def test_what_is_signed_adds_up(
    shop: Stores, handover: str, keeper: Desk, how: str, lost: int, back: int
) -> None:
    fields = some(shop, **{"how-0": how})
    act = keeper.does(f"/handovers/{handover}/settle/prepare", **fields)
    body = body_of(shop, act)
    (line,) = body.lines
    assert (line.lost, line.back) == (lost, back)
    assert (body.site is not None) == bool(back)


def test_what_is_only_damaged_is_closed(shop: Stores, sent: str, keeper: Desk) -> None:
    handover = shop.handover(sent, "alfa", "charlie", LATER, store=True)
    assert "Nothing is missing" in keeper.see(f"/handovers/{handover}/settle")
    path = f"/handovers/{handover}/settle/prepare"
    act = keeper.does(path, **{"how-0": "agreed"})
    assert "nothing is missing" in keeper.see(f"/records/{act}")


WRONG: list[Case] = [
    ({"how-0": ""}, "how-0", "required"),
    ({"how-0": "gone"}, "how-0", "valid choice"),
    ({"back-0": ""}, "back-0", "How many?"),
    ({"back-0": "7"}, "back-0", "At most 6"),
    ({"back-0": "-1"}, "back-0", "whole number"),
    ({"site": ""}, "site", "Choose the store"),
    ({"site": "0" * 64}, "site", "valid choice"),
]


def test_what_is_no_settlement(shop: Stores, handover: str, keeper: Desk) -> None:
    path = f"/handovers/{handover}/settle/prepare"
    keeper.refuses(path, some(shop), WRONG)
    status, answer = keeper.prepare(path, **some(shop, **{"how-0": "wait"}))
    assert (status, answer["detail"][:6]) == (400, "Say of")
    keeper.refuses(
        path, some(shop), [({"site": shop.sites["bravo"]}, "site", "valid choice")]
    )


def test_only_the_two_sides_settle(shop: Stores, handover: str, desk: Desks) -> None:
    path = f"/handovers/{handover}/settle"
    assert path not in desk("bravo/supplies").get()
    for name, status in (("bravo/supplies", 404), ("alfa/voice", 403)):
        client = desk(name).client
        assert client.get(f"/en/desk/supplies{path}").status_code == status
        assert client.post(f"/en/desk/supplies{path}/prepare").status_code == status


def test_it_can_be_undone_by_both(
    shop: Stores, handover: str, keeper: Desk, desk: Desks
) -> None:
    lines = {0: (6, 0)}
    act = shop.settle(handover, lines, receiver="charlie")
    undo = keeper.does(f"/records/{act}/reverse")
    desk("charlie/supplies")
    shop.coalition.sign(shop.state.acts[undo].act.payload, "charlie/supplies")
    assert "Settle what differs" in keeper.see(f"/handovers/{handover}")
