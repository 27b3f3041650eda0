"""/join and /contact: what strangers send, sealed and kept outside of the log."""

import pyrage
import pytest
from django.db import connection
from django.test import Client

from accord.charter import admissions, inbox, limits, sealing
from accord.charter.models import Application
from accord.charter.waiting import waiting
from accord.core.acts.errors import Refused
from accord.ledger.models import Entry
from accord.people.reader import live_key, make_reader
from accord.voice import queue, smtp
from accord.voice.models_mail import Outgoing
from tests.coalition import keyid
from tests.hub import Hub
from tests.outside import page_token, written

APPLY = {"name": "Heron Street Pharmacy", "contact": "heron@example", "message": "Hi."}
PLEDGE = {"wants": "time", "name": "Olena", "contact": "olena@example.org"}
LETTER = {"wants": "tip", "message": "The dyke leaks near the old lock."}
OUTSIDE = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> None:
    server = smtp.Server("mail.example", 587, "", "", "none", "hub@example.org")
    monkeypatch.setattr(smtp, "server", lambda: server)


def send(client: Client, path: str, fields: dict[str, str], **more: object) -> object:
    return client.post(f"/en/{path}", written(fields), **more)  # type: ignore[arg-type]


def stranger() -> Client:
    return Client(SERVER_NAME="127.0.0.1")


def test_an_organisation_applies(hub: Hub, client: Client) -> None:
    size = Entry.objects.count()
    answer = client.post("/uk/join/apply", written(APPLY), follow=True)
    row = Application.objects.get()
    assert (row.wants, row.state, row.language) == ("organisation", "new", "uk")
    assert row.words["name"] == "Heron Street Pharmacy"
    assert answer.redirect_chain[-1][0] == f"/uk/join/{row.token}/"
    assert Entry.objects.count() == size


def test_only_counts_of_pledges_are_public(hub: Hub, client: Client) -> None:
    send(client, "join/pledge", PLEDGE)
    send(client, "join/pledge", PLEDGE | {"wants": "goods"})
    page = stranger().get("/en/join").content.decode()
    assert "Pledged so far" in page
    assert "Olena" not in page
    hub.sign_in(client, "alfa/people")
    number = Application.objects.order_by("id")[0].id
    assert "Olena" in client.get("/en/desk/inbox").content.decode()
    page = client.get(f"/en/desk/inbox/{number}").content.decode()
    assert "olena@example.org" in page


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("join/apply", APPLY | {"contact": ""}),
        ("join/apply", APPLY | {"message": ""}),
        ("join/apply", APPLY | {"name": ""}),
        ("join/apply", APPLY | {"handle": "No Handle"}),
        ("join/apply", APPLY | {"message": "x" * 4001}),
        ("join/pledge", PLEDGE | {"wants": "organisation"}),
        ("join/pledge", PLEDGE | {"name": ""}),
        ("contact/send", LETTER | {"message": ""}),
        ("contact/send", LETTER | {"message": "x" * 8001}),
        ("contact/send", LETTER | {"contact": "not an address"}),
        ("contact/send", LETTER | {"wants": "organisation"}),
    ],
)
def test_what_is_not_complete(
    hub: Hub, client: Client, path: str, sent: dict[str, str]
) -> None:
    answer = client.post(f"/en/{path}", written(sent))
    assert answer.status_code == 400
    assert sent.get("contact", "") in answer.content.decode()
    assert not Application.objects.exists()


def test_the_secret_link_shows_and_erases(hub: Hub, client: Client) -> None:
    send(client, "join/apply", APPLY)
    token = Application.objects.get().token
    assert "heron@example" in client.get(f"/en/join/{token}/").content.decode()
    assert client.get("/en/join/guess/").status_code == 404
    answer = client.post(f"/en/join/{token}/erase")
    assert "It is erased" in answer.content.decode()
    assert not Application.objects.exists()
    assert client.get(f"/en/join/{token}/").status_code == 404


def test_it_is_shown_as_text(hub: Hub, client: Client) -> None:
    send(client, "join/apply", APPLY | {"message": "<script>alert(1)</script>"})
    token = Application.objects.get().token
    page = client.get(f"/en/join/{token}/").content.decode()
    assert "&lt;script&gt;" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "page"),
    [
        ("join/apply", "join"),
        ("join/pledge", "join"),
        ("contact/send", "contact"),
    ],
)
def test_the_address_of_a_form_leads_to_it(
    client: Client, form: str, page: str
) -> None:
    answer = client.get(f"/uk/{form}")
    assert (answer.status_code, answer["Location"]) == (302, f"/uk/{page}")


# Sealed before it is kept


def reading_key(hub: Hub, member: str) -> pyrage.x25519.Identity:
    identity = pyrage.x25519.Identity.generate()
    body = {"recipient": str(identity.to_public())}
    hub.does("charter.reader", member, body)
    return identity


def test_nothing_that_was_written_is_in_the_database(hub: Hub, client: Client) -> None:
    ours = reading_key(hub, "bravo")
    send(client, "contact/send", LETTER | {"name": "Heron"})
    row = Application.objects.get()
    assert row.readers == "bravo"
    assert row.words == {}
    told = pyrage.decrypt(bytes(row.sealed), [ours])
    assert b"The dyke leaks" in told
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(bytes(row.sealed), [pyrage.x25519.Identity.generate()])
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            for found in cursor.fetchall():
                assert "dyke" not in str(
                    [bytes(x) if isinstance(x, memoryview) else x for x in found]
                )
    hub.sign_in(client, "bravo/voice")
    page = client.get(f"/en/desk/inbox/{row.id}").content.decode()
    assert "The dyke" not in page
    assert row.base64 in page
    page = stranger().get(f"/en/join/{row.token}/").content.decode()
    assert "The dyke" not in page
    assert "encrypted to the members" in page


def test_two_members_can_read_it_and_one_that_left_cannot(hub: Hub) -> None:
    keys = {one: reading_key(hub, one) for one in ("alfa", "bravo", "charlie")}
    terms = hub.terms("alfa", "bravo")
    hub.sign(hub.act("charter.roster", "charlie", terms), "charlie")
    row = admissions.apply("tip", message="The dyke leaks.")
    assert row.readers == "alfa,bravo"
    for member, identity in keys.items():
        if member == "charlie":
            with pytest.raises(pyrage.DecryptError):
                pyrage.decrypt(row.sealed, [identity])
        else:
            assert b"dyke" in pyrage.decrypt(row.sealed, [identity])


def test_the_length_tells_little(hub: Hub) -> None:
    """age puts some random bytes more into its header; nothing else differs."""
    sizes = [len(sealing.seal({"message": "x" * n}, {})) for n in (1, 100, 900)]
    assert max(sizes) - min(sizes) < 300
    assert len(sealing.seal({"message": "x" * 1100}, {})) > max(sizes) + 700


def test_without_a_reading_key_the_page_says_who_can_read(
    hub: Hub, client: Client
) -> None:
    page = client.get("/en/contact").content.decode()
    assert "whoever runs this server could read it too" in page
    reading_key(hub, "bravo")
    page = client.get("/en/contact").content.decode()
    assert "keeps only what it cannot read" in page


# Who sends too much, and programs


def test_too_many_from_one_place(hub: Hub, client: Client) -> None:
    for _ in range(5):
        assert send(client, "join/apply", APPLY).status_code == 302  # type: ignore[attr-defined]
    answer = client.post("/en/join/apply", written(APPLY | {"name": "Heron 6"}))
    assert answer.status_code == 429
    assert "Heron 6" in answer.content.decode()
    other = {"X-Forwarded-For": "203.0.113.7"}
    again = client.post("/en/join/apply", written(APPLY), headers=other)
    assert again.status_code == 302
    hub.wait(hours=1)
    sent = written(APPLY | {"name": "Heron 7"})
    assert client.post("/en/join/apply", sent).status_code == 302


def test_a_sender_cannot_name_another_address(hub: Hub, client: Client) -> None:
    for number in range(5):
        forged = {"X-Forwarded-For": f"198.51.100.{number}"}
        send(client, "join/apply", APPLY, headers=forged, **OUTSIDE)
        assert Application.objects.count() == number + 1
    forged = {"X-Forwarded-For": "198.51.100.77"}
    answer = client.post("/en/join/apply", written(APPLY), headers=forged, **OUTSIDE)
    assert answer.status_code == 429


def test_a_network_is_one_sender(hub: Hub, client: Client) -> None:
    for number in range(5):
        client.post(
            "/en/join/apply", written(APPLY), REMOTE_ADDR=f"2001:db8::{number + 1}"
        )
    sent = written(APPLY)
    answer = client.post("/en/join/apply", sent, REMOTE_ADDR="2001:db8::99")
    assert answer.status_code == 429
    answer = client.post("/en/join/apply", sent, REMOTE_ADDR="2001:db9::1")
    assert answer.status_code == 302


def test_all_together_are_limited_too(
    hub: Hub, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits.everybody, "full", 3.0)
    codes = [
        client.post(
            "/en/contact/send", written(LETTER), REMOTE_ADDR=f"203.0.113.{n}"
        ).status_code
        for n in range(4)
    ]
    assert codes == [302, 302, 302, 429]


def test_a_field_that_people_do_not_see(hub: Hub, client: Client) -> None:
    answer = client.post(
        "/en/contact/send", written(LETTER | {"website": "https://spam.example"})
    )
    assert answer.status_code == 200
    assert "It has arrived" in answer.content.decode()
    assert not Application.objects.exists()


def forms_token(client: Client) -> str:
    page = client.get("/en/contact").content.decode()
    return page.partition('name="token" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    "token",
    ["", "1.2", "x.y", "1790000000.ab", "-5.x", "٣.x", page_token, "old", "future"],
)
def test_tokens(hub: Hub, client: Client, token: object) -> None:
    given = token() if callable(token) else str(token)
    given = {"old": page_token(24 * 3600 + 1), "future": page_token(-60)}.get(
        given, given
    )
    sent = {**LETTER, "token": given}
    answer = client.post("/en/contact/send", sent)
    assert answer.status_code == (302 if callable(token) else 400)
    if not callable(token):
        assert "The dyke leaks" in answer.content.decode()
        assert "Send it once more" in answer.content.decode()


def test_a_token_counts_once(hub: Hub, client: Client) -> None:
    sent = written(LETTER)
    assert client.post("/en/contact/send", sent).status_code == 302
    answer = client.post("/en/contact/send", sent)
    assert answer.status_code == 400
    assert Application.objects.count() == 1
    token = answer.content.decode().partition('name="token" value="')[2]
    sent["token"] = token.partition('"')[0]
    assert client.post("/en/contact/send", sent).status_code == 302


def test_who_sends_within_seconds_can_send_less(hub: Hub, client: Client) -> None:
    codes = []
    for _ in range(3):
        sent = LETTER | {"token": forms_token(client)}
        codes.append(client.post("/en/contact/send", sent).status_code)
        hub.wait(seconds=1)
    assert codes == [302, 302, 429]


def test_work_buys_more(hub: Hub, client: Client) -> None:
    assert not limits.worked("x", "")
    assert not limits.worked("x", "1" * 30)
    codes = []
    for second in range(10):
        token = page_token(30 + second)
        work = next(str(n) for n in range(10**7) if limits.worked(token, str(n)))
        sent = LETTER | {"token": token, "work": work}
        codes.append(client.post("/en/contact/send", sent).status_code)
    assert set(codes) == {302}
    assert client.post("/en/contact/send", written(LETTER)).status_code == 429


# Confirmed by mail


def test_a_pledge_counts_once_it_is_confirmed(
    hub: Hub, client: Client, mail: None
) -> None:
    send(client, "join/pledge", PLEDGE)
    row, letter = Application.objects.get(), Outgoing.objects.get()
    assert letter.to == "olena@example.org"
    link = f"/en/join/{row.token}/"
    assert link in letter.body
    page = client.get(link).content.decode()
    assert "Not confirmed yet" in page
    assert "Pledged so far" not in client.get("/en/join").content.decode()
    client.post(link)
    assert "Pledged so far" in client.get("/en/join").content.decode()
    sent: list[str] = []
    queue.deliver(lambda one: sent.append(one.to), lambda one: None)
    assert sent == ["olena@example.org"]
    assert not Outgoing.objects.exists()  # the address is nowhere any more


def test_what_is_erased_is_not_mailed_either(
    hub: Hub, client: Client, mail: None
) -> None:
    send(client, "join/pledge", PLEDGE)
    client.post(f"/en/join/{Application.objects.get().token}/erase")
    assert not Outgoing.objects.exists()


def test_what_nobody_confirmed_is_forgotten(
    hub: Hub, client: Client, mail: None
) -> None:
    send(client, "join/pledge", PLEDGE)
    hub.wait(days=8)
    inbox.tidy()
    assert not Application.objects.exists()


# The members who answer


def titles(name: str) -> list[str]:
    key = live_key(keyid(name))
    assert key
    return [one.title for one in waiting(make_reader(key))]


def test_taken_answered_done(hub: Hub, client: Client, mail: None) -> None:
    send(client, "contact/send", LETTER | {"contact": "heron@example.org"})
    row = Application.objects.get()
    assert "1 message from outside waits for somebody" in titles("bravo/voice")
    assert titles("bravo/supplies") == []
    hub.sign_in(client, "bravo/voice")
    other = hub.sign_in(stranger(), "alfa/voice")
    url = f"/en/desk/inbox/{row.id}"
    answer = {"to": "heron@example.org", "text": "Thank you. We look at it today."}
    refused = client.post(url, answer)
    assert refused.status_code == 409
    assert "We look at it today" in refused.content.decode()
    client.post(f"{url}/take")
    assert other.post(f"{url}/take").status_code == 409
    row.refresh_from_db()
    assert (row.state, row.answered_by) == ("taken", "bravo")
    assert titles("bravo/voice") == []
    assert other.post(url, answer).status_code == 409
    assert client.post(url, answer).status_code == 302
    letter = Outgoing.objects.get()
    assert letter.to == "heron@example.org"
    assert "We look at it today." in letter.body
    assert "bravo" in letter.body
    row.refresh_from_db()
    assert row.state == "answered"
    client.post(f"{url}/done")
    row.refresh_from_db()
    assert row.state == "done"
    hub.wait(days=91)
    client.get("/en/desk/inbox")
    assert not Application.objects.exists()


def test_two_take_it_at_once(hub: Hub) -> None:
    row = admissions.apply("tip", message="x")
    first, second = (live_key(keyid(f"{one}/voice")) for one in ("alfa", "bravo"))
    assert first
    assert second
    inbox.take(row, make_reader(first))
    with pytest.raises(Refused, match="faster"):
        inbox.take(row, make_reader(second))


def test_only_those_who_can_read_it_are_asked(hub: Hub, client: Client) -> None:
    reading_key(hub, "bravo")
    row = admissions.apply("tip", message="x")
    number = f"/en/desk/inbox/{row.id}"
    for who, asked in (("alfa/voice", False), ("bravo/voice", True)):
        key = live_key(keyid(who))
        assert key
        assert inbox.unseen(make_reader(key)) == asked
        hub.sign_in(client, who)
        assert ("I look after it" in client.get(number).content.decode()) == asked
        answer = client.post(f"{number}/take")
        assert answer.status_code == (302 if asked else 409)
        told = "Only bravo can read this message" in answer.content.decode()
        assert told != asked


@pytest.mark.parametrize("step", ["take", "back", "done"])
@pytest.mark.parametrize("state", ["new", "taken", "answered"])
def test_who_cannot_read_it_ends_nothing(
    hub: Hub, client: Client, state: str, step: str
) -> None:
    reading_key(hub, "bravo")
    row = admissions.apply("tip", message="x")
    by = {} if state == "new" else {"answered_by": "bravo", "person": "voice"}
    Application.objects.filter(id=row.id).update(state=state, **by)
    hub.sign_in(client, "alfa/voice")
    answer = client.post(f"/en/desk/inbox/{row.id}/{step}")
    assert answer.status_code == 409
    assert "Only bravo can read this message" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == state
    page = client.get(f"/en/desk/inbox/{row.id}").content.decode()
    assert f"/inbox/{row.id}/" not in page
    assert ("looks after it" in page) == (state == "taken")


def test_what_nobody_has_taken_is_not_done(hub: Hub, client: Client) -> None:
    row = admissions.apply("tip", message="x")
    hub.sign_in(client, "alfa/voice")
    assert client.post(f"/en/desk/inbox/{row.id}/done").status_code == 409
    row.refresh_from_db()
    assert row.state == "new"


def test_what_none_of_us_can_read_is_anybodys(hub: Hub, client: Client) -> None:
    row = admissions.apply("tip", message="x")
    Application.objects.filter(id=row.id).update(readers="delta,echo")
    hub.sign_in(client, "alfa/voice")
    client.post(f"/en/desk/inbox/{row.id}/take")
    client.post(f"/en/desk/inbox/{row.id}/done")
    row.refresh_from_db()
    assert row.state == "done"


@pytest.mark.parametrize(
    ("who", "wants", "status"),
    [
        ("alfa/people", "tip", 200),
        ("alfa/people", "time", 200),
        ("alfa/voice", "press", 200),
        ("alfa/voice", "time", 404),
        ("alfa/supplies", "tip", 404),
        ("alfa/people", "organisation", 404),
    ],
)
def test_who_reads_what(
    hub: Hub, client: Client, who: str, wants: str, status: int
) -> None:
    row = admissions.apply(wants, name="Heron", message="x")
    hub.sign_in(client, who)
    assert client.get(f"/en/desk/inbox/{row.id}").status_code == status
    page = client.get("/en/desk/inbox").content.decode()
    assert ("Heron" in page) == (status == 200)


def test_nobody_else_reads(hub: Hub, client: Client) -> None:
    row = admissions.apply("tip", message="x")
    for url in ("/en/desk/inbox", f"/en/desk/inbox/{row.id}", "/en/desk/inbox/file"):
        assert client.get(url).status_code == 302
    assert client.post(f"/en/desk/inbox/{row.id}/take").status_code == 302
    row.refresh_from_db()
    assert row.state == "new"
