"""What waits on the desk among statements."""

from html import unescape

import pytest
from django.test import Client

from accord.people.reader import make_reader
from accord.people.waiting import Waiting
from accord.voice.waiting import waiting
from tests.coalition import FOUNDERS, keyid, rules
from tests.hub import Hub


def waits(hub: Hub, name: str) -> list[Waiting]:
    """What waits for the holder of the key called `name`."""
    return waiting(make_reader(hub.state.keys[keyid(name)]))


def test_nothing_waits_for_who_has_signed(hub: Hub) -> None:
    hub.statement("alfa/voice")
    assert waits(hub, "alfa/voice") == []


def test_nothing_waits_for_keys_of_other_roles(hub: Hub) -> None:
    hub.statement("alfa/voice")
    assert waits(hub, "bravo/supplies") == []


def test_the_last_signature_says_what_it_does(hub: Hub) -> None:
    act = hub.statement("alfa/voice", release="2026-11-01T14:00:00Z")
    (one,) = waits(hub, "bravo/voice")
    assert one.act_id == act
    assert one.title == "Water"
    assert one.kind == "Joint statement in 2 languages"
    assert (one.who, one.need, one.signed, one.last) == ("alfa", 2, 1, True)
    assert one.effect.startswith("Yours would be signature 2 of 2. It makes it public:")
    assert ">today, 16:00 Kyiv" in one.effect
    assert one.urgent_at is not None
    assert one.urgent_at.hour == 14


def test_when_more_are_lacking(hub: Hub) -> None:
    everybody = hub.roster(*FOUNDERS, rules=rules(statement=(3, 3)))
    hub.sign(everybody, *FOUNDERS)
    hub.statement("alfa/voice")
    (one,) = waits(hub, "bravo/voice")
    assert not one.last
    assert one.effect.strip() == "After yours, 1 more signature is needed."


@pytest.mark.parametrize(
    ("urgent", "said"),
    [
        (False, "It makes it public ten minutes later."),
        (True, "It makes it public at once."),
    ],
)
def test_without_a_release_time(hub: Hub, urgent: bool, said: str) -> None:
    hub.statement("alfa/voice", urgent=urgent)
    (one,) = waits(hub, "bravo/voice")
    assert said in one.effect
    assert (one.badge == "Urgent") == urgent


def test_a_withdrawal_waits_too(hub: Hub) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.wait(minutes=11)
    reason = {"reason": hub.document({"text": "The pump failed."})}
    hub.does("voice.retraction", "alfa/voice", {"statement": act}, reason)
    (one,) = waits(hub, "charlie/voice")
    assert one.title == "Withdraw: Water"
    assert "It withdraws the statement at once." in one.effect


def test_nothing_waits_after_it_lapsed_or_was_closed(hub: Hub) -> None:
    act = hub.statement("alfa/voice")
    hub.does("decide.withdraw", "alfa/voice", {"act": act})
    hub.statement("alfa/voice", slug="fire")
    assert len(waits(hub, "bravo/voice")) == 1
    hub.wait(days=40)
    assert waits(hub, "bravo/voice") == []


def test_on_the_desk(hub: Hub, client: Client) -> None:
    hub.statement("alfa/voice", release="2026-11-01T14:00:00Z")
    hub.sign_in(client, "bravo/voice")
    page = unescape(client.get("/en/desk/").content.decode())
    assert "Joint statement in 2 languages" in page
    assert "signature 2 of 2" in page
    assert "&lt;time" not in client.get("/en/desk/").content.decode()


def test_what_waits_for_others_has_its_title(hub: Hub, client: Client) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.wait(minutes=11)
    reason = {"reason": hub.document({"text": "The pump failed."})}
    hub.does("voice.retraction", "alfa/voice", {"statement": act}, reason)
    hub.sign_in(client, "alfa/voice")
    page = client.get("/en/desk/").content.decode()
    assert "Withdrawal of a statement: Water" in page
