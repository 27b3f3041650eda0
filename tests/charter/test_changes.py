"""A new stamp, other rules and a new key of the host: from the page to the log."""

from dataclasses import dataclass

import pytest
from django.test import Client

from accord.charter.waiting import waiting
from accord.core.acts import actfile, keyfile
from accord.core.acts.charter import Roster
from accord.ledger import cache, hubkey, queries
from accord.people.reader import live_key, make_reader
from tests.charter.founding import card, stamped, upload
from tests.coalition import keyid, public, seed
from tests.hub import Hub

ALL = {"speak": "2/3", "withdraw": "1/3", "members": "2/3", "lead": "2/3"}
NOW = ALL | {"close": "2/3"}
STAMP = {"member": "charlie", "how": "instead", "note": "Ours fell into the river."}


@dataclass
class Desk:
    """The browser is signed in as alfa, who proposes."""

    hub: Hub
    client: Client

    def ask(self, page: str, **sent: object) -> tuple[int, bytes]:
        """Sends the form; the file, or the page again."""
        answer = self.client.post(f"/en/desk/members/change/{page}", sent)
        return answer.status_code, answer.content

    def hand_in(self, data: bytes, *names: str) -> str:
        """The page after a file with these stamps was handed in."""
        file = upload(stamped(data, *names))
        answer = self.client.post("/en/desk/stamp", {"file": file}, follow=True)
        self.hub.refresh()
        return answer.content.decode()

    def file_of(self, act: str) -> bytes:
        url = f"/en/desk/members/changes/{act}/file"
        return bytes(self.client.get(url).content)


@pytest.fixture
def desk(hub: Hub, client: Client) -> Desk:
    return Desk(hub, hub.sign_in(client, "alfa/people"))


def prepared(desk: Desk, page: str, **sent: object) -> tuple[str, bytes]:
    """(act id, the file): a change that could be stamped."""
    status, data = desk.ask(page, **sent)
    assert status == 200, data.decode()
    return actfile.read(data).act.id, data


def body_of(data: bytes) -> Roster:
    body = actfile.read(data).act.body
    assert isinstance(body, Roster)
    return body


@pytest.mark.parametrize("page", ["stamp", "rules", "host"])
def test_who_may_ask(hub: Hub, client: Client, page: str) -> None:
    url = f"/en/desk/members/change/{page}"
    assert client.get(url).status_code == 302
    hub.sign_in(client, "alfa/voice")
    assert client.get(url).status_code == 403
    hub.sign_in(client, "alfa/people")
    assert "Save the file to stamp" in client.get(url).content.decode()
    assert url in client.get("/en/desk/members").content.decode()


# A new stamp


def test_a_lost_stamp_is_replaced(desk: Desk) -> None:
    """By the others: the member itself cannot sign with what it has lost."""
    act, data = prepared(desk, "stamp", file=card("charlie new"), **STAMP)
    page = desk.hand_in(data, "alfa")
    assert "charlie gets a new stamp" in page
    assert "Ours fell into the river." in page
    assert "A new stamp of charlie has to sign this file as well." in page
    bravo = live_key(keyid("bravo/people"))
    assert bravo
    (letter,) = waiting(make_reader(bravo))
    assert letter.title == "charlie gets a new stamp"
    desk.hand_in(desk.file_of(act), "bravo")
    assert desk.hub.state.in_force().id != act
    page = desk.hand_in(desk.file_of(act), "charlie new")
    assert desk.hub.state.in_force().id == act
    assert "has to sign this file as well" not in page
    members = desk.hub.state.in_force().terms.members
    assert members["charlie"].seals == (public("charlie new"),)
    assert live_key(keyid("charlie/people")) is None


def test_a_stamp_beside_the_old_one(desk: Desk) -> None:
    sent = STAMP | {"how": "beside", "member": "alfa"}
    act, data = prepared(desk, "stamp", file=card("alfa two"), **sent)
    desk.hand_in(data, "alfa", "alfa two", "bravo")
    assert desk.hub.state.in_force().id == act
    seals = desk.hub.state.in_force().terms.members["alfa"].seals
    assert set(seals) == {public("alfa"), public("alfa two")}
    assert live_key(keyid("alfa/people")) is not None


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose a file first."),
        ({"file": "bravo"}, "was used before"),
        ({"file": "alfa/voice"}, "was used before"),
        ({"pasted": "hello"}, "This is not a stamp card."),
        (
            {"pasted": keyfile.write_plain("seal", seed("x")).decode()},
            "the secret key file. It was not kept here.",
        ),
        ({"file": "new", "member": "delta"}, "Select a valid choice"),
        ({"file": "new", "how": "x"}, "Select a valid choice"),
    ],
)
def test_stamps_that_cannot_be(desk: Desk, sent: dict[str, str], sentence: str) -> None:
    file = {"file": card(sent["file"])} if "file" in sent else {}
    status, page = desk.ask("stamp", **STAMP | sent | file)
    assert status == 400
    assert sentence in page.decode()
    assert "Ours fell into the river." in page.decode()


# Rules


def test_other_rules(desk: Desk) -> None:
    act, data = prepared(desk, "rules", **NOW | {"speak": "1/1", "veto_speak": "on"})
    rules = body_of(data).terms.rules
    assert rules["voice.statement"] == rules["voice.position"]
    assert (rules["voice.statement"].num, rules["voice.statement"].veto) == (1, True)
    assert rules["charter.roster"].num == 2
    page = desk.hand_in(data, "alfa")
    assert "New rules for the coalition" in page
    assert "<del>two thirds of the members</del>" in page
    assert "<ins>all members; one objection blocks it</ins>" in page
    desk.hand_in(desk.file_of(act), "bravo")
    assert desk.hub.state.in_force().terms.rules["voice.statement"].veto is True


def test_the_rules_of_now_change_nothing(desk: Desk) -> None:
    status, page = desk.ask("rules", **NOW)
    assert status == 400
    assert "These are the rules of now" in page.decode()


def test_a_rule_that_no_page_offers_stays_as_it_is(hub: Hub, client: Client) -> None:
    rules = hub.terms("alfa", "bravo", "charlie")["rules"] | {
        "voice.position": {"share": [3, 5]},
        "voice.statement": {"share": [1, 1]},
    }
    body = hub.terms("alfa", "bravo", "charlie", rules=rules)
    hub.does("charter.roster", ["alfa", "bravo"], body)
    desk = Desk(hub, hub.sign_in(client, "alfa/people"))
    page = client.get("/en/desk/members/change/rules").content.decode()
    assert "3/5 of the members" in page
    sent = NOW | {"speak": "3/5", "close": "1/1"}
    _, data = prepared(desk, "rules", **sent)
    found = body_of(data).terms.rules
    assert (found["voice.position"].num, found["voice.statement"].num) == (3, 1)
    assert (found["charter.close"].num, found["charter.close"].den) == (1, 1)


# The host


def test_a_new_key_of_the_host(desk: Desk) -> None:
    _, first = prepared(desk, "host", note="")
    act, data = prepared(desk, "host", note="")
    assert body_of(data).terms.hub.key == body_of(first).terms.hub.key
    missing = "All signatures of a decision about the host have to come together"
    assert missing in desk.hand_in(data, "alfa")
    assert queries.act(act) is None
    assert "A new key for the host" in desk.hand_in(data, "alfa", "bravo")
    new = body_of(data).terms.hub
    assert desk.hub.state.in_force().terms.hub == new
    assert hubkey.find(new.key)
    told = desk.client.get("/.well-known/accord.json").json()
    assert (told["hub"]["epoch"], told["hub"]["key"]) == (2, new.key)
    with cache.reading() as state:
        before = state.size
    desk.hub.statement("alfa/voice")
    with cache.reading() as state:
        assert state.size == before + 1
    _, third = prepared(desk, "host", note="")
    assert body_of(third).terms.hub.key != new.key


def test_the_file_is_void_once_something_else_was_recorded(desk: Desk) -> None:
    _, data = prepared(desk, "host", note="")
    desk.hub.statement("alfa/voice")
    assert "the log has moved on" in desk.hand_in(data, "alfa", "bravo")


def test_a_key_that_is_not_here_signs_elsewhere(desk: Desk) -> None:
    """The server adds no other key's signature."""
    hub = desk.hub
    root = hub.state.tree.root(hub.state.size).hex()
    base = {"size": hub.state.size, "root": root}
    named = {"epoch": 2, "key": public("elsewhere"), "base": base}
    body = hub.terms("alfa", "bravo", "charlie", hub=named)
    payload = hub.act("charter.roster", "alfa", body)
    file = actfile.of(actfile.Envelope(payload, ()), {})
    page = desk.hand_in(actfile.write(file), "alfa", "bravo")
    assert "some are still missing" in page
    assert hub.state.in_force().terms.hub.epoch == 1
