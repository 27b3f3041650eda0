"""Two releases in one hour: said before one proposes, and never in the way."""

import pytest
from django.test import Client

from accord.ledger import clock
from accord.voice import same_hour
from accord.voice.models import Draft
from tests.coalition import text_blobs
from tests.hub import Hub
from tests.voice.test_drafts import begun, details, reader, url

SAID = "Another statement goes out within the same hour"
RELEASE = "2026-11-05T12:00:00Z"  # 14:00 in the coalition's zone


@pytest.fixture
def alfa(hub: Hub, client: Client) -> Client:
    return hub.sign_in(client, "alfa/voice")


def asked(client: Client, draft: Draft, at: str, **more: object) -> str:
    """What the form says as somebody changes it."""
    page = client.get(url(draft)).content.decode()
    sent = details(page, day="2026-11-05", clock=at, **more)
    answer = client.post(url(draft, "/hour"), sent)
    assert answer.status_code == 200
    return answer.content.decode()


def other(hub: Hub, *signers: str, release: str = RELEASE, slug: str = "bread") -> str:
    """Words of another statement, with the title "Water (en)" or so."""
    return hub.statement(*(signers or ("bravo/voice",)), slug=slug, release=release)


@pytest.mark.parametrize(
    ("at", "near"),
    [("13:00", 0), ("13:01", 1), ("14:00", 1), ("14:59", 1), ("15:00", 0)],
)
def test_less_than_an_hour_apart(hub: Hub, alfa: Client, at: str, near: int) -> None:
    act, made = other(hub), begun()
    page = asked(alfa, made, at)
    assert page.count(SAID) == near
    assert page.count(act) == near
    made.refresh_from_db()
    assert made.release is None  # asking saves nothing


def test_it_stands_on_the_pages_before_one_proposes(hub: Hub, alfa: Client) -> None:
    other(hub)
    made = begun()
    assert SAID not in alfa.get(url(made, "/propose")).content.decode()
    page = alfa.get(url(made)).content.decode()
    sent = details(page, day="2026-11-05", clock="14:30", languages=["en"])
    assert alfa.post(url(made, "/details"), sent).status_code == 302
    for where in ("", "/propose"):
        shown = alfa.get(url(made, where)).content.decode()
        assert shown.count(SAID) == 1
        assert "if enough sign by then" in shown
    answer = alfa.post(url(made, "/propose"), {"versions": "en:1", "days": "3"})
    assert answer.status_code == 200  # it stops nobody


def test_what_is_agreed_counts_until_it_is_stopped(hub: Hub, alfa: Client) -> None:
    act = other(hub, "alfa/voice", "bravo/voice")
    made = begun()
    page = asked(alfa, made, "14:30")
    assert SAID in page
    assert "if enough sign" not in page
    hub.does("voice.hold", "alfa/voice", {"statement": act})
    assert SAID not in asked(alfa, made, "14:30")


def test_words_that_are_out_do_not_count(hub: Hub, alfa: Client) -> None:
    other(hub, "alfa/voice", "bravo/voice", release=hub.time)
    hub.wait(minutes=11)
    made = begun(own=True)
    assert same_hour.beside(made, None, reader("alfa/voice")) == []


def test_a_members_own_word_goes_out_at_a_known_time(hub: Hub) -> None:
    """Without a release in ten minutes; joint words when enough have signed."""
    other(hub, "alfa/voice", "bravo/voice", release=hub.time)  # out in ten minutes
    own, joint = begun(own=True), begun()
    assert len(same_hour.beside(own, None, reader("alfa/voice"))) == 1
    assert same_hour.beside(joint, None, reader("alfa/voice")) == []
    assert same_hour.beside(joint, clock.now(), reader("alfa/voice")) == []


def test_open_words_without_a_time_are_nowhere_in_particular(hub: Hub) -> None:
    other(hub, release=hub.time)
    own = begun(own=True)
    assert same_hour.beside(own, None, reader("alfa/voice")) == []


def test_its_own_earlier_proposal_is_no_other(hub: Hub, alfa: Client) -> None:
    other(hub, "alfa/voice", slug="water")
    made = begun()
    made.slug = "water"
    made.save()
    assert SAID not in asked(alfa, made, "14:00")


def test_another_members_own_word_is_seen_once_it_is_signed(
    hub: Hub, alfa: Client
) -> None:
    made = begun()
    begun("bravo/voice", own=True, slug="their-own")  # a draft is not yet a record
    assert SAID not in asked(alfa, made, "14:00")
    words = hub.words("their-own", release=RELEASE)
    hub.does("voice.own", "bravo/voice", words, text_blobs("en", "uk"))
    assert SAID in asked(alfa, made, "14:00")


def test_busy_alone_where_one_may_not_know(
    hub: Hub, alfa: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = other(hub)
    monkeypatch.setattr(same_hour, "may", lambda reader, row: False)
    page = asked(alfa, begun(), "14:00")
    assert "busy" in page
    assert act not in page
    assert "Water" not in page
    assert "bread" not in page


@pytest.mark.parametrize("at", ["", "soon", "25:00"])
def test_times_that_are_none(hub: Hub, alfa: Client, at: str) -> None:
    other(hub)
    assert SAID not in asked(alfa, begun(), at)


def test_who_may_not_write_does_not_ask(hub: Hub) -> None:
    made, own = begun(), begun(own=True)
    outside = Client(SERVER_NAME="127.0.0.1")
    assert outside.post(url(made, "/hour")).status_code == 302
    supplies = hub.sign_in(Client(SERVER_NAME="127.0.0.1"), "bravo/supplies")
    assert supplies.post(url(made, "/hour")).status_code == 403
    bravo = hub.sign_in(Client(SERVER_NAME="127.0.0.1"), "bravo/voice")
    assert bravo.post(url(own, "/hour")).status_code == 404
