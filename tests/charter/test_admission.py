"""From an application to a member: each step on its page."""

from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client

from accord.charter import admissions
from accord.charter.models import Application, Member, RosterDraft
from accord.charter.waiting import waiting
from accord.ledger import queries
from accord.people.reader import Reader, live_key, make_reader
from tests.charter.founding import card, stamped, upload
from tests.coalition import keyid, public
from tests.hub import Hub
from tests.outside import written

ASKED = {
    "name": "Mill & Ferry Kitchen",
    "handle": "mill-ferry",
    "contact": "sorina@mill-ferry.example",
    "languages": "ro, en",
    "message": "We cook for four hundred people a day.",
}


@dataclass
class Admission:
    """An applicant under way; the browser is signed in as the sponsor, alfa."""

    hub: Hub
    client: Client

    @property
    def draft(self) -> RosterDraft:
        return RosterDraft.objects.get()

    def newcomer(self, part: str = "") -> str:
        return f"/en/newcomer/{self.draft.token}/{part}"

    def sponsored(self) -> None:
        row = Application.objects.get()
        self.client.post(f"/en/desk/members/applications/{row.id}/sponsor")

    def with_card(self, handle: str = "mill-ferry") -> None:
        sent = {"handle": handle, "file": card("delta")}
        answer = self.client.post(self.newcomer("card"), sent)
        assert answer.status_code == 302, answer.content

    def prepared(self) -> bytes:
        url = f"/en/desk/members/admit/{self.draft.id}"
        answer = self.client.post(url, {"note": "They feed half of Galați."})
        assert answer.status_code == 302, answer.content
        return bytes(self.client.get(f"{url}/file").content)

    def hand_in(self, data: bytes) -> tuple[int, str]:
        answer = self.client.post("/en/desk/stamp", {"file": upload(data)}, follow=True)
        return answer.status_code, answer.content.decode()

    def file(self) -> bytes:
        url = f"/en/desk/members/changes/{self.draft.act}/file"
        return bytes(self.client.get(url).content)

    def sign_last(self, data: bytes, name: str = "delta") -> tuple[int, str]:
        sent = {"file": upload(stamped(data, name))}
        answer = self.client.post(self.newcomer("sign"), sent, follow=True)
        return answer.status_code, answer.content.decode()

    def open(self) -> None:
        """Up to the sponsor's stamp."""
        self.sponsored()
        self.with_card()
        self.hand_in(stamped(self.prepared(), "alfa"))


@pytest.fixture
def admission(hub: Hub, client: Client) -> Admission:
    """mill-ferry has applied."""
    answer = client.post("/en/join/apply", written(ASKED))
    assert answer.status_code == 302, answer.content
    hub.sign_in(client, "alfa/people")
    return Admission(hub, client)


def reader(name: str) -> Reader:
    key = live_key(keyid(name))
    assert key is not None
    return make_reader(key)


def titles(name: str) -> list[str]:
    return [one.title for one in waiting(reader(name))]


def test_an_application_waits_for_who_looks_after_people(admission: Admission) -> None:
    assert titles("bravo/people") == ["Mill & Ferry Kitchen asks to join"]
    assert titles("bravo/voice") == []
    page = admission.client.get("/en/desk/members").content.decode()
    assert "Mill &amp; Ferry Kitchen" in page
    (one,) = waiting(reader("bravo/people"))
    assert "four hundred people" in admission.client.get(one.url).content.decode()


def test_the_whole_way(admission: Admission) -> None:
    admission.sponsored()
    draft = admission.draft
    assert (draft.sponsor, admissions.stage(draft)) == ("alfa", "card")
    assert titles("bravo/people") == []
    page = admission.client.get(admission.newcomer()).content.decode()
    assert "We help." in page
    assert "Make your organisation’s stamp" in page

    admission.with_card()
    assert admissions.stage(admission.draft) == "prepare"
    file = admission.prepared()
    assert admissions.stage(admission.draft) == "stamp"

    status, page = admission.hand_in(stamped(file, "alfa"))
    assert status == 200
    assert "mill-ferry joins" in page
    assert "They feed half of Galați." in page
    assert admissions.stage(admission.draft) == "open"
    assert titles("alfa/people") == []
    assert titles("bravo/people") == ["mill-ferry joins"]
    assert (
        "You sign last" in admission.client.get(admission.newcomer()).content.decode()
    )

    admission.hand_in(stamped(admission.file(), "bravo"))
    assert admissions.stage(admission.draft) == "last"
    live = admission.client.get(admission.newcomer("live")).content.decode()
    assert "Only your stamp is missing now." in live

    file = bytes(admission.client.get(admission.newcomer("file")).content)
    status, page = admission.sign_last(file)
    assert (status, "Welcome, mill-ferry" in page) == (200, True)
    assert Member.objects.get(handle="mill-ferry").left is None
    assert admissions.stage(admission.draft) == "member"
    assert titles("charlie/people") == []


def test_the_sponsor_sends_a_link_without_a_language(admission: Admission) -> None:
    admission.sponsored()
    draft = admission.draft
    page = admission.client.get(f"/en/desk/members/admit/{draft.id}").content.decode()
    assert f"{settings.ORIGIN}/newcomer/{draft.token}/" in page


def test_a_new_member_invites_its_first_person(admission: Admission) -> None:
    sent = {
        "person": "+",
        "name": "Sorina M.",
        "roles": ["people"],
        "days": 365,
        "key": public("sorina invite"),
    }
    admission.open()
    assert admission.client.post(admission.newcomer("invite"), sent).status_code == 404
    admission.hand_in(stamped(admission.file(), "bravo"))
    admission.sign_last(admission.file())
    assert admission.client.post(admission.newcomer("invite"), sent).status_code == 200


def test_the_sender_sees_what_became_of_it(admission: Admission) -> None:
    url = f"/en/join/{Application.objects.get().token}/"
    visitor = Client(SERVER_NAME="127.0.0.1")
    assert "The members read it now." in visitor.get(url).content.decode()
    admission.sponsored()
    page = visitor.get(url).content.decode()
    assert f"/en/newcomer/{admission.draft.token}/" in page


def test_a_no(admission: Admission) -> None:
    row = Application.objects.get()
    admission.client.post(f"/en/desk/members/applications/{row.id}/decline")
    row.refresh_from_db()
    assert (row.state, row.answered_by) == ("declined", "alfa")
    answer = admission.client.post(f"/en/desk/members/applications/{row.id}/sponsor")
    assert answer.status_code == 302
    assert not RosterDraft.objects.exists()
    page = admission.client.get(f"/en/join/{row.token}/").content.decode()
    assert "decided not to go on with it now" in page


def test_two_members_answer_at_once(admission: Admission) -> None:
    admission.sponsored()
    row = Application.objects.get()
    other = admission.hub.sign_in(Client(SERVER_NAME="127.0.0.1"), "bravo/people")
    other.post(f"/en/desk/members/applications/{row.id}/sponsor")
    other.post(f"/en/desk/members/applications/{row.id}/decline")
    row.refresh_from_db()
    assert (row.state, row.answered_by) == ("sponsored", "alfa")
    assert RosterDraft.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"handle": "alfa", "file": "delta"}, "The handle alfa was given before."),
        ({"handle": "Mill", "file": "delta"}, "A handle has 2 to 32 small"),
        ({"handle": "mill", "file": "bravo"}, "This stamp was used before."),
        ({"handle": "mill", "file": "alfa/voice"}, "This stamp was used before."),
        ({"handle": "mill"}, "Choose a file first."),
    ],
)
def test_cards_and_handles_that_cannot_be(
    admission: Admission, sent: dict[str, str], sentence: str
) -> None:
    admission.sponsored()
    file = {"file": card(sent["file"])} if "file" in sent else {}
    answer = admission.client.post(
        admission.newcomer("card"), {"handle": sent["handle"]} | file
    )
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert admission.draft.seal == ""


def test_a_new_card_makes_the_prepared_file_void(admission: Admission) -> None:
    admission.sponsored()
    admission.with_card()
    admission.prepared()
    admission.with_card("mill-ferry-2")
    assert admissions.stage(admission.draft) == "prepare"


def test_nothing_changes_once_the_members_sign(admission: Admission) -> None:
    admission.open()
    sent = {"handle": "mill-2", "file": card("echo")}
    answer = admission.client.post(admission.newcomer("card"), sent)
    assert answer.status_code == 400
    assert "The members are signing already" in answer.content.decode()
    assert admission.draft.handle == "mill-ferry"


def test_the_sponsors_stamp_is_the_first(admission: Admission) -> None:
    admission.sponsored()
    admission.with_card()
    file = admission.prepared()
    status, page = admission.hand_in(stamped(file, "bravo"))
    assert status == 400
    assert "The first signature on a record is its proposer&#x27;s." in page
    assert queries.act(admission.draft.act) is None


@pytest.mark.parametrize("name", ["bravo/voice", "bravo/people"])
def test_only_the_sponsor_prepares(admission: Admission, name: str) -> None:
    admission.sponsored()
    admission.with_card()
    admission.hub.sign_in(admission.client, name)
    url = f"/en/desk/members/admit/{admission.draft.id}"
    admission.client.post(url, {"note": ""})
    assert admission.draft.payload is None


def test_when_the_members_change_it_is_prepared_again(admission: Admission) -> None:
    admission.open()
    hub = admission.hub
    hub.refresh()
    rest = hub.terms("alfa", "bravo")
    hub.does("charter.roster", "charlie", rest)
    assert admissions.stage(admission.draft) == "closed"
    page = admission.client.get(f"/en/desk/members/admit/{admission.draft.id}")
    assert "Prepare it again." in page.content.decode()
    status, page = admission.hand_in(stamped(admission.file(), "bravo"))
    assert (status, "The members have changed" in page) == (400, True)
    admission.hand_in(stamped(admission.prepared(), "alfa"))
    assert admissions.stage(admission.draft) == "open"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("echo", "This key belongs to no member of the coalition."),
        ("alfa", "Now you: sign with your stamp"),
    ],
)
def test_the_newcomers_page_takes_signatures_on_this_file_alone(
    admission: Admission, name: str, sentence: str
) -> None:
    admission.open()
    admission.hand_in(stamped(admission.file(), "bravo"))
    assert sentence in admission.sign_last(admission.file(), name)[1]
    other = stamped(leaving_file(admission), "alfa")
    answer = admission.client.post(admission.newcomer("sign"), {"file": upload(other)})
    assert "about another decision" in answer.content.decode()
    assert Member.objects.get(handle="alfa").left is None


def leaving_file(admission: Admission) -> bytes:
    answer = admission.client.post("/en/desk/members/leave")
    assert answer["Content-Disposition"].startswith("attachment")
    return bytes(answer.content)


def test_leaving(admission: Admission) -> None:
    file = leaving_file(admission)
    status, _page = admission.hand_in(stamped(file, "bravo"))
    assert status == 400
    assert Member.objects.get(handle="alfa").left is None
    answer = admission.client.post(
        "/en/desk/stamp", {"file": upload(stamped(file, "alfa"))}
    )
    assert answer.status_code == 302
    assert Member.objects.get(handle="alfa").left is not None
    assert admission.client.get("/en/desk/members").status_code == 302


@pytest.mark.parametrize(
    "part", ["applications/1/sponsor", "applications/1/decline", "leave", "profile"]
)
def test_only_people_act_for_the_member(hub: Hub, client: Client, part: str) -> None:
    hub.sign_in(client, "alfa/voice")
    assert client.post(f"/en/desk/members/{part}").status_code == 403


def test_nobody_else_sees_the_pages_of_members(hub: Hub, client: Client) -> None:
    for part in ("", "/profile", "/leave", "/applications/1", "/admit/1"):
        assert client.get(f"/en/desk/members{part}").status_code == 302


def test_erasing_an_application_erases_what_is_prepared(admission: Admission) -> None:
    admission.sponsored()
    row = Application.objects.get()
    admission.client.post(f"/en/join/{row.token}/erase")
    assert not Application.objects.exists()
    assert not RosterDraft.objects.exists()
