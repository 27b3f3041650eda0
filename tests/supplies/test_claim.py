"""Pages of claims: what the receiver finds after a handover, and how both settle it."""

from datetime import timedelta

import pytest

from accord.ledger import clock
from accord.supplies.models import Difference
from tests.stores import Stores
from tests.supplies.conftest import Desk, Desks, body_of


@pytest.fixture
def stored(shop: Stores, sent: str) -> str:
    """charlie counted all 100 and put them in store."""
    return shop.handover(sent, "alfa", "charlie", {0: (100, 0, 0, 0)}, store=True)


def test_the_receiver_claims_and_both_settle(
    shop: Stores, lot: str, stored: str, desk: Desks
) -> None:
    receiver, giver = desk("charlie/supplies"), desk("alfa/supplies")
    assert "missing or damaged after all" in receiver.see(f"/handovers/{stored}")
    fields = {"damaged-0": "2", "missing-0": "3", "note": "Under the others"}
    claim = receiver.does(f"/handovers/{stored}/claim/prepare", **fields)
    (line,) = body_of(shop, claim).lines
    assert (line.line, line.damaged, line.missing) == (0, 2, 3)
    assert shop.at("charlie", lot) == 95
    page = giver.see(f"/records/{claim}")
    assert "2 damaged, 3 missing" in page
    assert "Under the others" in page
    board = giver.see()
    assert "found this after the handover and signed it alone" in board
    assert giver.client.get(f"/en/desk/supplies/handovers/{claim}").status_code == 302

    answer = {"how-0": "lost", "note": ""}
    settled = giver.does(f"/handovers/{claim}/settle/prepare", **answer)
    payload = shop.state.acts[settled].act.payload
    shop.coalition.sign(payload, "charlie/supplies")
    assert not Difference.objects.filter(act=claim, agreed="").exists()
    assert "after the handover and signed it alone" not in giver.see()
    assert shop.on_the_way("charlie", lot, "missing") == 0


def test_what_the_form_refuses(stored: str, desk: Desks) -> None:
    receiver = desk("charlie/supplies")
    path = f"/handovers/{stored}/claim/prepare"
    receiver.refuses(
        path,
        {"damaged-0": "1", "missing-0": "1"},
        [
            ({"damaged-0": "99", "missing-0": "2"}, "missing-0", "100 were counted"),
            ({"damaged-0": "101"}, "damaged-0", "At most 100"),
            ({"missing-0": "-1"}, "missing-0", "a whole number"),
        ],
    )
    status, answer = receiver.prepare(path, **{"damaged-0": "", "missing-0": "0"})
    assert status == 400
    assert "at least one line" in answer["detail"]


def test_only_the_receiver_and_only_for_a_week(
    stored: str, desk: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/en/desk/supplies/handovers/{stored}/claim"
    for who, status in (
        ("charlie/supplies", 200),
        ("alfa/supplies", 404),
        ("charlie/voice", 403),
    ):
        assert desk(who).client.get(path).status_code == status
    receiver: Desk = desk("charlie/supplies")
    later = clock.now() + timedelta(days=7, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "after all" not in receiver.see(f"/handovers/{stored}")
