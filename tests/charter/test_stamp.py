"""/desk/stamp: any file that a stamp has signed."""

import pytest
from django.test import Client

from accord.core.acts import actfile
from accord.core.acts.act import parse_act
from accord.core.acts.envelope import Envelope
from accord.core.acts.handed_in import read_act_file
from accord.ledger import queries
from accord.sequencer import appender
from tests.charter.founding import stamped, upload
from tests.coalition import blob, public
from tests.hub import Hub


def invitation(hub: Hub) -> bytes:
    """An invitation as a file, for alfa's stamp."""
    contents = {"person": blob({"name": "Andrii H."})}
    body = {
        "key": public("one"),
        "person": "p1",
        "roles": ["people"],
        "until": "2027-01-01T00:00:00Z",
    }
    payload = hub.act("charter.invite", "alfa", body, contents)
    return actfile.write(actfile.of(Envelope(payload, ()), contents))


@pytest.fixture
def signed_in(hub: Hub, client: Client) -> Client:
    return hub.sign_in(client, "alfa/people")


def hand_in(client: Client, data: bytes) -> tuple[int, str]:
    answer = client.post("/en/desk/stamp", {"file": upload(data)}, follow=True)
    return answer.status_code, answer.content.decode()


def test_an_invitation(hub: Hub, signed_in: Client) -> None:
    file = stamped(invitation(hub), "alfa")
    status, page = hand_in(signed_in, file)
    assert (status, "Andrii H." in page) == (200, True)
    assert len(queries.acts(["charter.invite"])) == 10
    assert hand_in(signed_in, file)[0] == 200
    assert len(queries.acts(["charter.invite"])) == 10


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Nobody has signed this file."),
        ("bravo", "The first signature on a record is its proposer"),
        ("stranger", "This key belongs to no member of the coalition."),
    ],
)
def test_files_that_are_refused(
    hub: Hub, signed_in: Client, name: str, sentence: str
) -> None:
    file = invitation(hub)
    data = stamped(file, name) if name else file
    status, page = hand_in(signed_in, data)
    assert (status, sentence in page) == (400, True)


def test_when_the_server_is_busy(
    hub: Hub, signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise appender.Busy

    monkeypatch.setattr("accord.desk.stamps.post", busy)
    status, page = hand_in(signed_in, stamped(invitation(hub), "alfa"))
    assert (status, "Nothing is lost" in page) == (400, True)


def test_a_file_reads_back_as_it_was_written(hub: Hub) -> None:
    data = invitation(hub)
    file = read_act_file(data + b"\n")
    assert actfile.write(file) == data
    assert file.act.id == parse_act(file.envelope.payload).id
    assert actfile.name_of(file.act) == f"charter-invite-{file.act.id[:4]}.act.json"


def test_only_members_hand_in(hub: Hub, client: Client) -> None:
    assert client.get("/en/desk/stamp").status_code == 302
