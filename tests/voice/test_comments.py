"""Comments on drafts, and the agreed positions beside them."""

import re

from django.test import Client

from tests.hub import Hub


def draft(client: Client) -> str:
    """The address of a new draft."""
    answer = client.post("/en/desk/statements/new")
    return str(answer["Location"])


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_a_comment_is_read_by_others_and_settled(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    url = draft(client)
    client.post(f"{url}/comment", {"comment": "Which <b>bridge</b>?\n\nThe old one?"})
    other = Client(SERVER_NAME="127.0.0.1")
    hub.sign_in(other, "bravo/voice")
    shown = page(other, url)
    assert "Which &lt;b&gt;bridge&lt;/b&gt;?" in shown
    (done,) = re.findall(r'action="(\S+/done)"', shown)
    other.post(done)
    shown = page(client, url)
    assert not re.findall(r'action="(\S+/done)"', shown)
    assert "Which &lt;b&gt;bridge" in shown


def test_what_was_typed_stays_when_it_is_refused(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    url = f"{draft(client)}/comment"
    answer = client.post(url, {"comment": "Turned \u202e around"})
    assert answer.status_code == 400
    assert "U+202E" in answer.content.decode()
    assert "Turned \u202e around" in answer.content.decode()
    assert client.post(url, {"comment": " "}).status_code == 400
    assert client.post(url, {"comment": "x" * 4001}).status_code == 400


def test_who_only_reads_writes_no_comment(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    url = draft(client)
    own = str(client.post("/en/desk/statements/new", {"own": "1"})["Location"])
    other = Client(SERVER_NAME="127.0.0.1")
    hub.sign_in(other, "bravo/supplies")
    assert other.post(f"{url}/comment", {"comment": "x"}).status_code == 403
    hub.sign_in(other, "bravo/voice")
    assert other.post(f"{own}/comment", {"comment": "x"}).status_code == 404


def test_agreed_positions_stand_beside_the_draft(hub: Hub, client: Client) -> None:
    hub.position("alfa/voice", "bravo/voice", public=False)
    hub.sign_in(client, "alfa/voice")
    assert "Yes, boil it first." in page(client, draft(client))
