"""The statement room: drafts of several people, and how they become proposals."""

import json

import pytest
from django.test import Client

from accord.core.acts.encoding import from_base64
from accord.ledger import clock
from accord.people.reader import Reader, live_key, make_reader
from accord.voice import drafts, release
from accord.voice.drafts import Written
from accord.voice.models import Draft, DraftText
from tests.coalition import keyid, text_blobs
from tests.hub import Hub


def reader(name: str) -> Reader:
    """The reader who holds the desk key `name`."""
    key = live_key(keyid(name))
    assert key is not None
    return make_reader(key)


def begun(name: str = "alfa/voice", **more: object) -> Draft:
    """A draft in English and Ukrainian, with words in English."""
    text = Written("Water", "It is free.", "One.\n\nTwo.")
    return drafts.begin(
        reader(name),
        {"en": text},
        languages=("en", "uk"),
        **more,  # type: ignore[arg-type]
    )


def fields(draft: Draft, **changed: str) -> dict[str, str]:
    """What the form would send, with some of it changed."""
    found = drafts.newest(draft)
    sent: dict[str, str] = {}
    for one in drafts.languages(draft):
        words = Written.of(found.get(one))
        for part in drafts.PARTS:
            sent[f"{part}_{one}"] = getattr(words, part).replace("\n", "\r\n")
        sent[f"base_{one}"] = str(words.base)
    return sent | changed


def url(draft: Draft, more: str = "") -> str:
    return f"/en/desk/statements/drafts/{draft.id}{more}"


@pytest.fixture
def alfa(hub: Hub, client: Client) -> Client:
    return hub.sign_in(client, "alfa/voice")


@pytest.fixture
def bravo(hub: Hub) -> Client:
    return hub.sign_in(Client(SERVER_NAME="127.0.0.1"), "bravo/voice")


# Who sees what


def test_the_room_is_for_members(hub: Hub, client: Client) -> None:
    assert client.get("/en/desk/statements").status_code == 302


def test_an_empty_room_says_what_to_do(alfa: Client) -> None:
    page = alfa.get("/en/desk/statements").content.decode()
    assert "No draft yet" in page
    assert "Nothing is open." in page
    assert "Nothing yet." in page


def test_a_joint_draft_is_open_to_all_members_and_an_own_word_is_not(
    alfa: Client, bravo: Client
) -> None:
    joint, own = begun(), begun(own=True)
    assert bravo.get(url(joint)).status_code == 200
    assert alfa.get(url(own)).status_code == 200
    for path in ("", "/propose", "/compare?language=en&to=1"):
        assert bravo.get(url(own, path)).status_code == 404
    assert bravo.post(url(own), fields(own, title_en="Mine")).status_code == 404


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_every_page_in_every_language(alfa: Client, language: str) -> None:
    made = begun()
    base = f"/{language}/desk/statements"
    for path in (
        "",
        f"/drafts/{made.id}",
        f"/drafts/{made.id}/propose",
        f"/drafts/{made.id}/compare?language=en&to=1",
    ):
        assert alfa.get(base + path).status_code == 200


def test_a_new_draft_begins_in_the_coalitions_languages(alfa: Client) -> None:
    answer = alfa.post("/en/desk/statements/new")
    made = Draft.objects.get()
    assert answer["Location"] == url(made)
    assert drafts.languages(made) == drafts.coalition_languages() == ["en"]
    assert not made.own


# Saving


def test_saving_makes_a_version_with_who_and_when(hub: Hub, alfa: Client) -> None:
    made = begun()
    hub.wait(minutes=3)
    answer = alfa.post(url(made), fields(made, title_en="Clean water"))
    assert answer["Location"].endswith("?saved=new")
    row = drafts.newest(made)["en"]
    assert (row.version, row.title, row.member) == (2, "Clean water", "alfa")
    assert row.saved == clock.now()


def test_an_unchanged_save_resets_nothing(hub: Hub, alfa: Client) -> None:
    made = begun()
    changed = made.changed
    hub.wait(minutes=3)
    answer = alfa.post(url(made), fields(made))
    assert answer["Location"].endswith("?saved=same")
    made.refresh_from_db()
    assert made.changed == changed
    assert DraftText.objects.count() == 1


def test_an_old_unchanged_page_resets_nothing(alfa: Client, bravo: Client) -> None:
    made = begun()
    old = fields(made)
    bravo.post(url(made), fields(made, text_en="Three."))
    assert alfa.post(url(made), old)["Location"].endswith("?saved=same")
    assert drafts.newest(made)["en"].text == "Three."


def test_two_people_in_two_languages(alfa: Client, bravo: Client) -> None:
    made = begun()
    mine = fields(made, title_en="Clean water")
    bravo.post(url(made), fields(made, title_uk="Вода"))
    assert alfa.post(url(made), mine).status_code == 302
    found = drafts.newest(made)
    assert (found["en"].title, found["uk"].title) == ("Clean water", "Вода")


def test_two_people_in_two_parts_of_one_text(alfa: Client, bravo: Client) -> None:
    made = begun()
    mine = fields(made, title_en="Clean water")
    bravo.post(url(made), fields(made, summary_en="For everybody."))
    assert alfa.post(url(made), mine)["Location"].endswith("?saved=merged")
    row = drafts.newest(made)["en"]
    assert (row.title, row.summary) == ("Clean water", "For everybody.")


def test_two_people_in_the_same_words_both_are_kept(
    alfa: Client, bravo: Client
) -> None:
    made = begun()
    mine = fields(made, text_en="One.\n\nTwo and a half.")
    bravo.post(url(made), fields(made, text_en="One.\n\nThree."))
    answer = alfa.post(url(made), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "while you were writing" in page
    assert "<ins>Three</ins>" in page
    assert "One.\n\nTwo and a half.</textarea>" in page
    assert drafts.newest(made)["en"].text == "One.\n\nThree."
    aside = made.texts.get(aside=True)
    assert (aside.text, aside.member) == ("One.\n\nTwo and a half.", "alfa")
    assert 'name="base_en" value="2"' in page
    # The same once more keeps no second copy; saved upon theirs, it is the newest.
    alfa.post(url(made), mine)
    assert made.texts.filter(aside=True).count() == 1
    alfa.post(url(made), mine | {"base_en": "2"})
    assert drafts.newest(made)["en"].text == "One.\n\nTwo and a half."


def test_the_first_words_of_two_people_at_once(alfa: Client, bravo: Client) -> None:
    made = begun()
    mine = fields(made, text_uk="Моє")
    bravo.post(url(made), fields(made, text_uk="Твоє"))
    assert alfa.post(url(made), mine).status_code == 409
    assert drafts.newest(made)["uk"].text == "Твоє"


# What is typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Two\r\nlines \r\n\r\n\r\n\r\nEnd ", "Two\nlines\n\nEnd"),
        ("e\u0301", "\u00e9"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_words_are_kept_in_the_form_that_is_signed(
    alfa: Client, typed: str, kept: str
) -> None:
    made = begun()
    alfa.post(url(made), fields(made, text_uk=typed))
    assert drafts.newest(made)["uk"].text == kept
    assert "<script>alert" not in alfa.get(url(made)).content.decode()


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u0007", "\x1b"])
def test_signs_that_turn_a_text_around_are_refused(alfa: Client, sign: str) -> None:
    made = begun()
    answer = alfa.post(url(made), fields(made, text_uk=f"Вода {sign} тут"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert f"U+{ord(sign):04X}" in page
    assert "What you wrote is still here" in page
    assert "uk" not in drafts.newest(made)


def test_too_long_a_title_is_refused_and_kept(alfa: Client) -> None:
    made = begun()
    answer = alfa.post(url(made), fields(made, title_uk="В" * 201))
    assert answer.status_code == 400
    assert "В" * 201 in answer.content.decode()


def test_ten_megabytes_are_refused_and_nothing_is_lost(alfa: Client) -> None:
    made = begun()
    alfa.post(url(made), fields(made, text_uk="Вода."))
    answer = alfa.post(url(made), fields(made, text_uk="В" * 5_000_000))
    assert answer.status_code in (400, 413)
    assert drafts.newest(made)["uk"].text == "Вода."


# Languages, address, release


def details(page: str, **changed: object) -> dict[str, object]:
    """The details as they stand, with some changed."""
    sent: dict[str, object] = {
        "languages": ["en", "uk"],
        "slug": "water",
        "day": "",
        "clock": "",
        "zone": "Europe/Kyiv",
        "topics": "",
        "initial-languages": ["en", "uk"],
        "initial-slug": "water",
        "initial-day": "",
        "initial-clock": "",
        "initial-zone": "Europe/Kyiv",
        "initial-topics": "",
    }
    assert 'name="initial-slug" value="water"' in page
    return sent | changed


def set_details(client: Client, draft: Draft, **changed: object) -> str:
    page = client.get(url(draft)).content.decode()
    answer = client.post(url(draft, "/details"), details(page, **changed))
    draft.refresh_from_db()
    return "" if answer.status_code == 302 else answer.content.decode()


def test_the_address_comes_from_the_title(alfa: Client) -> None:
    assert begun().slug == "water"
    assert begun().slug == "water-2"


def test_a_release_in_the_coalitions_time(alfa: Client) -> None:
    made = begun()
    assert not set_details(alfa, made, day="2026-11-21", clock="14:00")
    assert made.release is not None
    assert made.release.isoformat() == "2026-11-21T12:00:00+00:00"
    assert "21 November 2026, 14:00 Kyiv" in alfa.get(url(made)).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"day": "2026-11-21"}, "Say both, the day and the time"),
        ({"clock": "14:00"}, "Say both, the day and the time"),
        ({"day": "2027-03-28", "clock": "03:30"}, "clocks are put forward"),
        ({"day": "2026-10-25", "clock": "03:30"}, "comes twice"),
        ({"day": "soon", "clock": "14:00"}, "Enter a valid date"),
        ({"slug": "Not an address!"}, "small Latin letters"),
        ({"topics": "вода"}, "Latin letters"),
        ({"languages": []}, "at least one language"),
        ({"zone": "Mars/Phobos"}, "Select a valid choice"),
    ],
)
def test_details_that_cannot_be(
    alfa: Client, changed: dict[str, object], said: str
) -> None:
    made = begun()
    assert said in set_details(alfa, made, **changed)
    assert made.release is None
    assert made.slug == "water"


def test_an_address_is_given_once(hub: Hub, alfa: Client) -> None:
    hub.statement("alfa/voice", "bravo/voice", slug="said")
    made, _other = begun(), begun()
    assert "has this address" in set_details(alfa, made, slug="said")
    assert "has this address" in set_details(alfa, made, slug="water-2")


def test_details_that_another_changed_meanwhile_are_kept(
    alfa: Client, bravo: Client
) -> None:
    made = begun()
    page = alfa.get(url(made)).content.decode()
    assert not set_details(bravo, made, day="2026-11-21", clock="14:00")
    alfa.post(url(made, "/details"), details(page, topics="water, Safe Drinking"))
    made.refresh_from_db()
    assert made.release is not None
    assert made.topics == "safe-drinking,water"


# Comparing, and putting away


def test_what_changed_between_two_versions(alfa: Client) -> None:
    made = begun()
    alfa.post(url(made), fields(made, text_en="One.\n\nThree."))
    page = alfa.get(url(made, "/compare?language=en&to=2")).content.decode()
    assert "<del>Two</del><ins>Three</ins>" in page
    assert "1 change." in page
    for path in ("language=en&to=9", "language=ro&to=1", "to=x", ""):
        assert alfa.get(url(made, f"/compare?{path}")).status_code == 404


def test_a_draft_that_is_put_away(alfa: Client) -> None:
    made = begun()
    assert alfa.post(url(made, "/close"))["Location"] == "/en/desk/statements"
    assert alfa.get(url(made)).status_code == 404
    assert DraftText.objects.count() == 1


# Proposing


def complete(draft: Draft, client: Client) -> None:
    words = {"title_uk": "Вода", "text_uk": "Раз."}
    assert client.post(url(draft), fields(draft, **words)).status_code == 302


def test_what_lacks_is_said_beside_the_button(alfa: Client) -> None:
    made = begun()
    page = alfa.get(url(made)).content.decode()
    assert "Українська: the title or the text is missing." in page
    assert "disabled" in page
    answer = alfa.post(url(made, "/propose"), {"versions": "en:1", "days": "3"})
    assert answer.status_code == 400
    assert "Українська" in answer.json()["detail"]
    complete(made, alfa)
    page = alfa.get(url(made)).content.decode()
    assert f'href="{url(made)}/propose"' in page


def test_the_proposal_holds_exactly_what_was_read(hub: Hub, alfa: Client) -> None:
    made = begun()
    complete(made, alfa)
    page = alfa.get(url(made, "/propose")).content.decode()
    assert 'value="en:1 uk:1"' in page
    sent = {"versions": "en:1 uk:1", "days": "3"}
    answer = alfa.post(url(made, "/propose"), sent)
    assert answer.status_code == 200, answer.content
    prepared = answer.json()
    act = json.loads(from_base64(prepared["payload"]))
    assert (act["kind"], act["by"]) == ("voice.statement", "alfa")
    assert act["body"]["languages"] == ["en", "uk"]
    assert act["body"]["slug"] == "water"
    assert act["closes"] == "2026-11-04T08:00:00Z"
    text = json.loads(from_base64(prepared["blobs"]["text.uk"])[32:])
    assert text == {"title": "Вода", "summary": "", "text": "Раз."}
    assert prepared["next"] == "/en/desk/statements/{act}"
    assert prepared["tally"]["needed"] == 2
    assert not hub.state.open_by_roster.get(hub.state.in_force().id)  # nothing kept


def test_words_saved_meanwhile_are_not_proposed_unread(
    alfa: Client, bravo: Client
) -> None:
    made = begun()
    complete(made, alfa)
    bravo.post(url(made), fields(made, text_en="Something else."))
    sent = {"versions": "en:1 uk:1", "days": "3"}
    answer = alfa.post(url(made, "/propose"), sent)
    assert answer.status_code == 409
    assert "saved meanwhile" in answer.json()["detail"]


def test_a_proposal_lapses_when_it_was_said(alfa: Client) -> None:
    made = begun()
    complete(made, alfa)
    for days in ("0", "99", "", "x"):
        sent = {"versions": "en:1 uk:1", "days": days}
        answer = alfa.post(url(made, "/propose"), sent)
        assert answer.status_code == 400
        assert "days" in answer.json()["fields"]


def test_an_own_word_is_prepared_as_that(alfa: Client) -> None:
    made = begun(own=True)
    complete(made, alfa)
    page = alfa.get(url(made, "/propose")).content.decode()
    assert "word alone, not as the coalition" in page
    sent = {"versions": "en:1 uk:1", "days": "3"}
    prepared = alfa.post(url(made, "/propose"), sent).json()
    assert json.loads(from_base64(prepared["payload"]))["kind"] == "voice.own"
    assert prepared["tally"]["needed"] == 1


def test_the_room_shows_what_is_open_agreed_and_said(hub: Hub, alfa: Client) -> None:
    hub.statement("bravo/voice", slug="open")
    hub.statement("alfa/voice", "bravo/voice", slug="coming")
    page = alfa.get("/en/desk/statements").content.decode()
    assert "1 still needed" in page
    assert "Agreed, not public yet" in page
    hub.wait(minutes=11)
    page = alfa.get("/en/desk/statements").content.decode()
    assert "Agreed, not public yet" not in page
    assert "/en/statements/2026/coming" in page


def test_a_proposed_draft_leads_to_the_decision_and_goes_when_said(
    hub: Hub, alfa: Client
) -> None:
    made = begun()
    act = hub.statement("alfa/voice")
    page = alfa.get("/en/desk/statements").content.decode()
    assert "proposed, open for signing" in page
    assert f"/en/desk/statements/{act}" in alfa.get(url(made)).content.decode()
    hub.sign(hub.state.acts[act].act.payload, "bravo/voice")
    page = alfa.get("/en/desk/statements").content.decode()
    assert url(made) not in page


# Again


def test_a_proposal_that_was_closed_is_taken_up_again(hub: Hub, alfa: Client) -> None:
    act = hub.statement("alfa/voice")
    hub.does("decide.withdraw", "alfa/voice", {"act": act})
    page = alfa.get("/en/desk/statements").content.decode()
    assert "Not taken up" in page
    answer = alfa.post(f"/en/desk/statements/{act}/again")
    made = Draft.objects.get()
    assert answer["Location"] == url(made)
    assert (made.slug, made.corrects) == ("water", "")
    assert drafts.newest(made)["en"].text == "Water is free. (en)"
    alfa.post(url(made), fields(made, text_en="Water is not free. (en)"))
    page = alfa.get(url(made, "/propose")).content.decode()
    assert "Compared with the proposal of" in page
    assert "<ins>not </ins>" in page


def test_a_correction_begins_with_the_words_and_another_address(
    hub: Hub, alfa: Client
) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    alfa.post(f"/en/desk/statements/{act}/again", {"how": "correct"})
    made = Draft.objects.get()
    assert (made.slug, made.corrects) == ("water-2", act)
    sent = {"versions": "en:1 uk:1", "days": "3"}
    same = alfa.post(url(made, "/propose"), sent)
    assert same.status_code == 400
    assert same.json()["detail"] == "Nothing differs from what it corrects."
    page = alfa.get(url(made, "/propose")).content.decode()
    assert "Corrects" in page
    assert "Nothing differs from what it corrects." in page
    alfa.post(url(made), fields(made, text_en="Water is not free. (en)"))
    sent = {"versions": "en:2 uk:1", "days": "3"}
    prepared = alfa.post(url(made, "/propose"), sent).json()
    body = json.loads(from_base64(prepared["payload"]))["body"]
    assert body["corrects"] == act


def test_a_release_in_the_past_is_refused(hub: Hub, alfa: Client) -> None:
    made, said = begun(), "This time has passed."
    page = set_details(alfa, made, day="2020-01-01", clock="10:00")
    assert said in page
    assert made.release is None
    made.release = clock.now()  # to come when it was set
    made.save()
    hub.wait(minutes=1)
    assert said in alfa.get(url(made, "/propose")).content.decode()
    day, at = release.local(made.release, "Europe/Kyiv")
    kept = {"day": day, "clock": at, "initial-day": day, "initial-clock": at}
    assert set_details(alfa, made, **kept, topics="water") == ""
    assert made.topics == "water"


def test_nobody_takes_up_another_members_own_word(
    hub: Hub, alfa: Client, bravo: Client
) -> None:
    made = begun(own=True)
    complete(made, alfa)
    act = hub.does("voice.own", "alfa/voice", hub.words(), text_blobs("en", "uk"))
    assert bravo.post(f"/en/desk/statements/{act}/again").status_code == 404
    assert alfa.post(f"/en/desk/statements/{act}/again").status_code == 302


def test_a_wrong_rule_is_said_before_anybody_signs(hub: Hub, alfa: Client) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    alfa.post(f"/en/desk/statements/{act}/again", {"how": "correct"})
    made = Draft.objects.get()
    alfa.post(url(made), fields(made, text_en="Water is not free. (en)"))
    hub.wait(minutes=11)
    reason = {"reason": hub.document({"text": "Wrong."})}
    hub.does(
        "voice.retraction", ("alfa/voice", "bravo/voice"), {"statement": act}, reason
    )
    sent = {"versions": "en:2 uk:1", "days": "3"}
    answer = alfa.post(url(made, "/propose"), sent)
    assert answer.status_code == 409
    assert "not a statement in force" in answer.json()["detail"]


def test_members_with_other_tasks_read_and_do_not_write(hub: Hub) -> None:
    draft = begun()
    reads = hub.sign_in(Client(SERVER_NAME="127.0.0.1"), "bravo/supplies")
    page = reads.get(url(draft)).content.decode()
    assert "It is free." in page
    assert "<textarea" not in page
    assert url(draft) in reads.get("/en/desk/statements").content.decode()
    assert reads.post(url(draft), fields(draft)).status_code == 403
    assert reads.get(url(draft, "/propose")).status_code == 403


def test_an_own_word_is_read_in_its_own_organisation_only(hub: Hub) -> None:
    draft = begun(own=True)
    reads = hub.sign_in(Client(SERVER_NAME="127.0.0.1"), "bravo/supplies")
    assert reads.get(url(draft)).status_code == 404
    reads = hub.sign_in(Client(SERVER_NAME="127.0.0.1"), "alfa/supplies")
    assert reads.get(url(draft)).status_code == 200


def test_a_proposal_changed_keeps_its_release(hub: Hub, alfa: Client) -> None:
    release = "2026-11-02T14:00:00Z"
    act = hub.statement("alfa/voice", release=release, urgent=True)
    alfa.post(f"/en/desk/statements/{act}/again", {"how": "again"})
    draft = Draft.objects.get()
    assert draft.urgent
    assert draft.release is not None
    assert draft.release.isoformat() == "2026-11-02T14:00:00+00:00"
