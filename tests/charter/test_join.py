"""/join: what organisations and people send, kept outside of the log."""

import pytest
from django.test import Client

from accord.charter import limits
from accord.charter.models import Application
from accord.ledger.models import Entry
from tests.hub import Hub

APPLY = {"name": "Heron Street Pharmacy", "contact": "heron@example", "message": "Hi."}
PLEDGE = {"wants": "time", "name": "Olena", "contact": "olena@example"}


def test_an_organisation_applies(hub: Hub, client: Client) -> None:
    size = Entry.objects.count()
    answer = client.post("/uk/join/apply", APPLY, follow=True)
    row = Application.objects.get()
    assert (row.wants, row.state, row.name) == (
        "organisation",
        "new",
        "Heron Street Pharmacy",
    )
    assert answer.redirect_chain[-1][0] == f"/uk/join/{row.token}/"
    assert Entry.objects.count() == size


def test_only_counts_of_pledges_are_public(hub: Hub, client: Client) -> None:
    client.post("/en/join/pledge", PLEDGE)
    client.post("/en/join/pledge", PLEDGE | {"wants": "goods"})
    page = Client(SERVER_NAME="127.0.0.1").get("/en/join").content.decode()
    assert "Pledged so far" in page
    assert "Olena" not in page
    hub.sign_in(client, "alfa/voice")
    assert "olena@example" in client.get("/en/desk/members").content.decode()


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("apply", APPLY | {"contact": ""}),
        ("apply", APPLY | {"message": ""}),
        ("apply", APPLY | {"name": ""}),
        ("apply", APPLY | {"handle": "No Handle"}),
        ("apply", APPLY | {"message": "x" * 4001}),
        ("pledge", PLEDGE | {"wants": "organisation"}),
        ("pledge", PLEDGE | {"name": ""}),
    ],
)
def test_what_is_not_complete(
    hub: Hub, client: Client, path: str, sent: dict[str, str]
) -> None:
    answer = client.post(f"/en/join/{path}", sent)
    assert answer.status_code == 400
    assert sent["contact"] in answer.content.decode()
    assert not Application.objects.exists()


def test_a_handle_is_enough(hub: Hub, client: Client) -> None:
    client.post("/en/join/apply", APPLY | {"name": "", "handle": "heron"})
    assert Application.objects.get().handle == "heron"


def test_the_secret_link_shows_and_erases(hub: Hub, client: Client) -> None:
    client.post("/en/join/apply", APPLY)
    token = Application.objects.get().token
    assert "heron@example" in client.get(f"/en/join/{token}/").content.decode()
    assert client.get("/en/join/guess/").status_code == 404
    answer = client.post(f"/en/join/{token}/erase")
    assert "It is erased" in answer.content.decode()
    assert not Application.objects.exists()
    assert client.get(f"/en/join/{token}/").status_code == 404


def test_too_many_from_one_place(hub: Hub, client: Client) -> None:
    for _ in range(limits.PER_SENDER):
        assert client.post("/en/join/apply", APPLY).status_code == 302
    answer = client.post("/en/join/apply", APPLY)
    assert answer.status_code == 429
    assert "Heron Street Pharmacy" in answer.content.decode()
    other = {"X-Forwarded-For": "203.0.113.7"}
    assert client.post("/en/join/apply", APPLY, headers=other).status_code == 302


def test_a_sender_cannot_name_another_address(hub: Hub, client: Client) -> None:
    for number in range(limits.PER_SENDER):
        client.post("/en/join/apply", APPLY, REMOTE_ADDR="203.0.113.9")
        assert Application.objects.count() == number + 1
    forged = {"X-Forwarded-For": "198.51.100.1"}
    answer = client.post(
        "/en/join/apply", APPLY, REMOTE_ADDR="203.0.113.9", headers=forged
    )
    assert answer.status_code == 429


def test_it_is_shown_as_text(hub: Hub, client: Client) -> None:
    client.post("/en/join/apply", APPLY | {"message": "<script>alert(1)</script>"})
    token = Application.objects.get().token
    page = client.get(f"/en/join/{token}/").content.decode()
    assert "&lt;script&gt;" in page


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["apply", "pledge"])
def test_the_address_of_a_form_leads_to_it(client: Client, form: str) -> None:
    answer = client.get(f"/uk/join/{form}")
    assert (answer.status_code, answer["Location"]) == (302, "/uk/join")
