"""Pages of reports: written, read, listed, replaced, commented, erased."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accord.ledger import queries as ledger
from accord.ledger.models import Blob
from accord.reports.models import Report
from tests.hub import Hub
from tests.jailed import read_here
from tests.reports import papers
from tests.reports.conftest import HOME, Desk, Desks

RECORDS = "/en/desk/decisions"
FORM = {
    "title": "Old bridge",
    "text": "One lane is open.\nVans pass.",
    "observed": "2026-11-01T09:30",
    "site": "",
    "place": "By the mill",
    "marking": "amber",
    "topics": ["roads", "weather"],
    "other": "Ferry Times",
    "reliable": "usually",
    "certain": "",
}


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: the small one has a test of its own."""
    read_here(monkeypatch)


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    """A file in a form."""
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def test_an_empty_list_says_what_to_do(desk: Desks) -> None:
    assert "Nobody has reported anything yet" in desk("alfa").get()
    assert "Write a report" in desk("alfa").get()


def test_a_report_is_written_and_read(desk: Desks) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    assert "Who may see this?" in alfa.get("/new")
    act = alfa.does("/new/prepare", **FORM)
    assert "1 report is new for you" in bravo.get()
    page = bravo.get(f"/{act}")
    for said in ("Old bridge", "Vans pass.", "By the mill", "Usually right"):
        assert said in page
    assert "Roads and crossings" in page
    assert "ferry-times" in page
    assert "All members" in page
    assert "reported anything yet" not in bravo.get()
    assert "is new for you" not in bravo.get()


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"marking": "clear", "audience": ["bravo"]}, "audience", "Everybody may see"),
        ({"marking": "green", "audience": ["bravo"]}, "audience", "Everybody may see"),
        ({"marking": "red"}, "audience", "Choose the members"),
        ({"marking": "amber-strict"}, "audience", "Choose the members"),
        ({"marking": "red", "audience": ["zulu"]}, "audience", "Select a valid choice"),
        ({"marking": "pink"}, "marking", "Select a valid choice"),
        ({"marking": ""}, "marking", "Say who may see this."),
        ({"observed": "2027-01-01T10:00"}, "observed", "still to come"),
        ({"observed": "soon"}, "observed", "Give a day and a time."),
        ({"other": "дороги"}, "other", "Latin letters"),
        ({"about": ["0" * 64]}, "about", "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    desk: Desks, fields: dict[str, object], field: str, sentence: str
) -> None:
    desk("bravo")
    status, answer = desk("alfa").prepare("/new/prepare", **FORM | fields)
    assert status == 400
    assert sentence in answer["fields"][field]


def test_files_are_kept_bare_and_handed_out_to_be_kept(desk: Desks) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    files = [upload("a.jpg", papers.photo()), upload("Canary.pdf", papers.pdf())]
    act = alfa.does("/new/prepare", **FORM, attached=files)
    held = Blob.objects.exclude(content=None).values_list("content", flat=True)
    assert not any(b"Canary" in bytes(one) for one in held)
    page = bravo.get(f"/{act}")
    assert f"{HOME}/{act}/files/1/picture" in page
    assert f"{HOME}/{act}/files/2/picture" not in page
    assert re.search(r">File 1</a>\s*<span[^>]*>JPEG, [\d,]+ bytes<", page)
    assert re.search(r">File 2</a>\s*<span[^>]*>PDF, [\d,]+ bytes<", page)
    answer = bravo.client.get(f"{HOME}/{act}/files/2")
    assert answer["Content-Type"] == "application/pdf"
    named = f'attachment; filename="report-{act[:8]}-2.pdf"'
    assert answer["Content-Disposition"] == named
    answer = bravo.client.get(f"{HOME}/{act}/files/1/picture")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    bravo.get(f"/{act}/files/2/picture", status=404)
    bravo.get(f"/{act}/files/3", status=404)


def test_a_comment_of_spaces_is_no_comment(desk: Desks) -> None:
    act = desk("alfa").does("/new/prepare", **FORM)
    status, answer = desk("bravo").prepare(f"/{act}/comment", text="  \n ")
    assert (status, answer["fields"]["text"]) == (400, "Write something first.")


def test_a_hostile_file_is_refused_by_name_and_nothing_typed_is_lost(
    desk: Desks,
) -> None:
    svg = upload("map.jpg", b"<svg onload='alert(1)'/>")
    status, answer = desk("alfa").prepare("/new/prepare", **FORM, attached=[svg])
    assert status == 400
    assert "map.jpg: Files of this kind are not taken" in answer["fields"]["attached"]
    many = [upload(f"{n}.txt", b"x") for n in range(11)]
    status, answer = desk("alfa").prepare("/new/prepare", **FORM, attached=many)
    assert "Ten files at most" in answer["fields"]["attached"]


@pytest.mark.parametrize("make", [papers.pdf_with_script, lambda: b"<svg/>"])
def test_a_hostile_file_that_came_past_the_form_is_not_handed_out(
    desk: Desks, make: object
) -> None:
    data = make()  # type: ignore[operator]
    act = desk("alfa").reports(files={"file.1": bytes(32) + data})
    page = desk("bravo").get(f"/{act}/files/1", status=403)
    assert "This file is not handed out" in page


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("/new/prepare", 33 * 1024**2),
        ("/new/prepare", 2 * 1024**3),
        ("/sources/add", 2 * 1024**3),
        ("", 2 * 1024**3),
    ],
)
def test_a_large_request_is_refused_before_it_is_read(
    desk: Desks, path: str, size: int
) -> None:
    class Unread:
        """A body that must not be touched."""

        def read(self, *_: int) -> bytes:
            raise AssertionError("it was read")

        readline = read

    answer = desk("alfa").client.generic(
        "POST",
        f"{HOME}{path}",
        b"",
        "multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(size), "wsgi.input": Unread()},  # type: ignore[arg-type]
    )
    assert answer.status_code == 413
    assert "too large" in answer.json()["detail"]


def test_the_form_asks_for_its_token(desk: Desks) -> None:
    client = desk("alfa").client
    client.handler.enforce_csrf_checks = True
    assert client.post(f"{HOME}/new/prepare", FORM).status_code == 403


def test_reports_are_chosen_by_what_they_are(desk: Desks, hub: Hub) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    desk("charlie")
    alfa.reports({"title": "Ferry"}, topics=["roads"], marking="green")
    hub.wait(days=2)
    bravo.reports({"title": "Wells", "text": "Мутна вода"}, topics=["health"])
    alfa.reports({"title": "Secret"}, marking="red", audience=["charlie"])

    def titles(**wanted: str) -> set[str]:
        page = bravo.client.get(HOME, wanted).content.decode()
        return {one for one in ("Ferry", "Wells", "Secret") if f">{one}<" in page}

    assert titles() == {"Ferry", "Wells"}
    assert titles(topic="roads") == {"Ferry"}
    assert titles(topic="road") == {"Ferry", "Wells"}  # none of the choices
    assert titles(marking="amber") == {"Wells"}
    assert titles(by="alfa") == {"Ferry"}
    assert titles(since="2026-11-02") == {"Wells"}
    assert titles(until="2026-11-02") == {"Ferry"}
    assert titles(unread="on") == {"Ferry"}
    assert titles(q="МУТНА wells") == {"Wells"}
    assert titles(q="secret") == set()
    assert "No report fits" in bravo.client.get(HOME, {"q": "nothing"}).content.decode()


def test_the_list_goes_on_page_by_page(desk: Desks) -> None:
    alfa = desk("alfa")
    for n in range(32):
        alfa.reports({"title": f"Report {n:02d}"})
    first = desk("bravo").get()
    assert "Report 31" in first
    assert "Report 01" not in first
    link = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    last = desk("bravo").client.get(link).content.decode()
    assert "Report 01" in last
    assert "Report 02" not in last
    assert "Older" not in last


def test_comments_are_added_and_the_author_sees_what_is_new(desk: Desks) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    act = alfa.does("/new/prepare", **FORM)
    alfa.get(f"/{act}")
    bravo.does(f"/{act}/comment", text="Our driver turned back.")
    assert "Our driver turned back." in alfa.get(f"/{act}")
    status, _ = desk("charlie").prepare(f"/{'0' * 64}/comment", text="x")
    assert status == 404


def test_who_may_not_read_may_not_add(desk: Desks) -> None:
    desk("bravo")
    act = desk("alfa").reports(marking="red", audience=["bravo"])
    charlie = desk("charlie")
    for path in ("comment", "replace"):
        assert charlie.client.post(f"{HOME}/{act}/{path}").status_code == 404
    assert charlie.client.post(f"{RECORDS}/{act}/erase/prepare").status_code == 404
    charlie.get(f"{RECORDS}/{act}/erase", status=404)
    for path in ("", "/files/1", "/files/1/picture", "/sealed/report"):
        charlie.get(f"/{act}{path}", status=404)
    assert "Canary" not in charlie.get(f"/new?over={act}")


def test_a_newer_report_takes_the_place_and_both_lead_to_each_other(
    desk: Desks,
) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    old = alfa.does("/new/prepare", **FORM)
    assert "It can take the place of “Old bridge”" in alfa.get(f"/new?over={old}")
    status, answer = alfa.prepare("/new/prepare", **FORM | {"over": old})
    assert (status, answer["next"]) == (200, f"{HOME}/{{act}}?over={old}")
    new = alfa.does("/new/prepare", **FORM | {"title": "Bridge is open", "over": old})
    assert "One more signature" in alfa.get(f"/{new}?over={old}")
    alfa.does(f"/{old}/replace", new=new, reason="The water has gone.")
    page = bravo.get(f"/{old}")
    assert "There is a newer report in the place of this one" in page
    assert "The water has gone." in page
    assert f"{HOME}/{new}" in page
    assert f"{HOME}/{old}" in bravo.get(f"/{new}")
    assert "There is a newer one" in bravo.get()
    status, answer = alfa.prepare(f"/{old}/replace", new=new, reason="")
    assert status == 400


def test_only_ones_own_reports_are_replaced(desk: Desks) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    old = alfa.reports()
    new = bravo.reports()
    assert "Write a newer one" not in bravo.get(f"/{old}")
    status, answer = bravo.prepare(f"/{old}/replace", new=new, reason="")
    assert (status, answer["detail"]) == (409, "This report is by alfa.")
    assert "One more signature" not in bravo.get(f"/{new}?over={old}")


def test_erased_words_and_files_are_gone_everywhere(desk: Desks) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    files = [upload("a.txt", b"Canary file")]
    words = FORM | {"title": "Canary title", "text": "Canary text"}
    act = alfa.does("/new/prepare", **words, attached=files)
    comment = bravo.does(f"/{act}/comment", text="Canary comment")
    assert "The words, with title and place" in alfa.get(f"{RECORDS}/{act}/erase")
    assert "You cannot have it erased" in bravo.get(f"{RECORDS}/{act}/erase")
    status, _ = bravo.prepare(f"{RECORDS}/{act}/erase/prepare", contents_named="report")
    assert status == 409
    alfa.does(f"{RECORDS}/{act}/erase/prepare", contents_named=["report", "file.1"])
    bravo.does(f"{RECORDS}/{comment}/erase/prepare", contents_named=["comment"])
    held = Blob.objects.exclude(content=None).values_list("content", flat=True)
    assert not any(b"Canary" in bytes(one) for one in held)
    for one in (alfa, bravo):
        for path in ("", f"/{act}", "?q=canary", f"/{act}?over={act}"):
            assert "Canary" not in one.get(path)
        assert "The words of this report were erased for good" in one.get(f"/{act}")
        assert "File 1 was erased for good" in one.get(f"/{act}")
        assert "These words were erased for good" in one.get(f"/{act}")
        one.get(f"/{act}/files/1", status=404)
    assert "All of it is erased already" in alfa.get(f"{RECORDS}/{act}/erase")
    row = ledger.act(act)
    assert row is not None
    assert ledger.contents(row) == {}


def test_a_report_that_came_encrypted_is_handed_out_as_it_came(
    desk: Desks, hub: Hub
) -> None:
    alfa = desk("alfa")
    data = b"age-encryption.org/v1\n-> X25519 canary"
    body = {"marking": "red", "audience": ["bravo"], "topics": []}
    desk("bravo")
    act = hub.does(
        "reports.report",
        alfa.name,
        body | {"observed": hub.time},
        {"report.sealed": data, "file.1.sealed": data},
    )
    page = desk("bravo").get(f"/{act}")
    assert "This report came encrypted" in page
    assert Report.objects.get().sealed
    for name in ("report", "file.1"):
        answer = desk("bravo").client.get(f"{HOME}/{act}/sealed/{name}")
        assert answer.content == data
        assert "attachment" in answer["Content-Disposition"]


def test_a_comment_that_came_encrypted_is_for_who_may_read_the_report(
    desk: Desks, hub: Hub
) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    data = b"age-encryption.org/v1\n-> X25519 canary"
    act = alfa.reports(marking="red", audience=["bravo"])
    said = {"comment.sealed": data}
    made = hub.does("reports.comment", bravo.name, {"report": act}, said)
    page = alfa.get(f"/{act}")
    assert "This came encrypted" in page
    assert "data-open-report" in page
    # The report itself did not come encrypted, so others need no key to add something.
    assert "data-seal-comment" not in page
    address = f"/{made}/sealed/comment"
    assert alfa.client.get(HOME + address).content == data
    desk("charlie").get(address, status=404)
    bravo.does(f"{RECORDS}/{made}/erase/prepare", contents_named=["comment.sealed"])
    alfa.get(address, status=404)
    assert "These words were erased for good" in alfa.get(f"/{act}")
    assert "data-open-report" not in alfa.get(f"/{act}")


def test_an_encrypted_report_that_was_erased_is_no_more_to_be_opened(
    desk: Desks, hub: Hub
) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    body = {"marking": "red", "audience": ["bravo"], "topics": []}
    words = {"report.sealed": b"age-encryption.org/v1\n-> X25519 canary"}
    act = hub.does("reports.report", alfa.name, body | {"observed": hub.time}, words)
    alfa.does(f"{RECORDS}/{act}/erase/prepare", contents_named=["report.sealed"])
    page = bravo.get(f"/{act}")
    assert "The words of this report were erased for good" in page
    assert "data-open-report" not in page
    # What one adds to it is encrypted all the same.
    assert "data-seal-comment" in page
    assert 'data-keep="comment-' not in page
    assert bravo.prepare(f"/{act}/comment", text="Plainly")[0] == 404


def test_what_it_is_about_is_linked_for_who_may_know(desk: Desks) -> None:
    alfa, bravo = desk("alfa"), desk("bravo")
    desk("charlie")
    secret = alfa.reports({"title": "Canary"}, marking="red", audience=["bravo"])
    act = alfa.does("/new/prepare", **FORM, about=[secret])
    assert "Canary" in bravo.get(f"/{act}")
    assert "Canary" not in desk("charlie").get(f"/{act}")


def test_strict_reports_wait_until_they_are_opened(desk: Desks) -> None:
    bravo = desk("bravo")
    act = desk("alfa").reports({"title": "Only you"}, marking="red", audience=["bravo"])
    assert "Only you" in bravo.client.get("/en/desk/").content.decode()
    bravo.get(f"/{act}")
    assert "Only you" not in bravo.client.get("/en/desk/").content.decode()


def test_who_only_reads_is_offered_no_form(
    desk: Desks, hub: Hub, client: object
) -> None:
    act = desk("alfa").reports()
    hub.sign_in(client, "bravo/voice")  # type: ignore[arg-type]
    page = client.get(f"{HOME}/{act}").content.decode()  # type: ignore[attr-defined]
    assert "Bridge" in page
    assert "What you add" not in page
    assert client.get(f"{HOME}/new").status_code == 403  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_pages_are_there_in_every_language(desk: Desks, language: str) -> None:
    alfa = desk("alfa")
    act = alfa.reports()
    for path in ("", "/new", "/said", "/sources", f"/{act}"):
        answer = alfa.client.get(f"/{language}/desk/reports{path}")
        assert answer.status_code == 200, path


def test_who_has_no_task_of_supplies_is_sent_to_no_form_of_it(
    hub: Hub, client: Client
) -> None:
    for name, *roles in (("alfa/one", "reports"), ("alfa/both", "reports", "supplies")):
        hub.enrol(name, *roles)
        desk = Desk(hub, name, hub.sign_in(client, name))
        page = desk.get(f"/{desk.reports()}")
        assert "Write a newer one" in page
        assert ("/desk/supplies/new/need" in page) == ("supplies" in roles)
