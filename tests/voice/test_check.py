"""Did they really say this? The page of the check."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from accord.voice import checking, said
from accord.voice.proofs import proof_file
from tests.bundles import bundle
from tests.coalition import blob, founded
from tests.hub import Hub

WORDS = (
    "Water from these wells is not safe to drink, even where it looks clear, and "
    "boiling alone does not remove fuel."
)
QUOTE = "Water from these wells is not safe to drink, even where it looks clear"
ALTERED = "Water from these wells is safe to drink, even where it looks clear"


@pytest.fixture
def released(hub: Hub) -> str:
    said.forget()
    text = {"title": "Do not drink from wells", "summary": "", "text": WORDS}
    body = hub.words(languages=["en"])
    contents = {"text.en": blob(text)}
    signers = ("alfa/voice", "bravo/voice")
    act = hub.does("voice.statement", signers, body, contents)
    hub.wait(minutes=11)
    return act


def ask(client: Client, **given: object) -> str:
    return client.post("/en/check", given).content.decode()


def test_the_empty_page_says_what_an_answer_can_be(hub: Hub, client: Client) -> None:
    assert "What an answer can be" in client.get("/en/check").content.decode()


def test_authentic(released: str, client: Client) -> None:
    page = ask(client, words=QUOTE)
    assert '<h1 id="verdict">Authentic</h1>' in page
    assert "They are part of a longer sentence" in page
    assert "Not withdrawn as of" in page


def test_a_missing_not_is_altered_and_marked(released: str, client: Client) -> None:
    page = ask(client, words=ALTERED)
    assert '<h1 id="verdict">Altered</h1>' in page
    assert "it turns the meaning around: “not”. We did not say what you" in page
    assert '<span class="gap">word missing</span>' in page
    assert '<mark class="real">not' in page


def test_by_address_as_the_tour_does(released: str, client: Client) -> None:
    page = client.get("/en/check", {"q": ALTERED}).content.decode()
    assert '<h1 id="verdict">Altered</h1>' in page


def test_not_found_and_too_short(released: str, client: Client) -> None:
    assert "Not found" in ask(client, words="Nobody ever said these seven words here")
    assert "Too short" in ask(client, words="safe to drink")


def test_words_that_are_not_public_yet_are_not_found(hub: Hub, client: Client) -> None:
    said.forget()
    text = {"title": "T", "summary": "", "text": WORDS}
    body = hub.words(languages=["en"])
    signers = ("alfa/voice", "bravo/voice")
    hub.does("voice.statement", signers, body, {"text.en": blob(text)})
    assert '<h1 id="verdict">Not found</h1>' in ask(client, words=QUOTE)
    hub.wait(minutes=11)
    assert '<h1 id="verdict">Authentic</h1>' in ask(client, words=QUOTE)


def test_withdrawn_words_are_authentic_and_withdrawn(
    hub: Hub, released: str, client: Client
) -> None:
    reason = {"reason": blob({"text": "The pump failed."})}
    signers = ("alfa/voice", "bravo/voice")
    hub.does("voice.retraction", signers, {"statement": released}, reason)
    page = ask(client, words=QUOTE)
    assert '<h1 id="verdict">Authentic, but withdrawn</h1>' in page
    assert "Withdrawn" in page
    assert "The pump failed." in page


def test_a_proof_file(released: str, client: Client) -> None:
    data = client.get("/en/statements/2026/water.bundle.json").content
    file = SimpleUploadedFile("water.bundle.json", data, "application/json")
    for page in (ask(client, file=file), ask(client, words=data.decode())):
        assert '<h1 id="verdict">Proven</h1>' in page
        assert "signatures on exactly these words that were needed" in page
        assert "signed by 2 of 3." in page
        assert "Do not drink from wells" in page


def test_a_proof_file_from_before_the_withdrawal(
    hub: Hub, released: str, client: Client
) -> None:
    data = client.get("/en/statements/2026/water.bundle.json").content
    reason = {"reason": blob({"text": "The pump failed."})}
    signers = ("alfa/voice", "bravo/voice")
    hub.does("voice.retraction", signers, {"statement": released}, reason)
    page = ask(client, file=SimpleUploadedFile("water.bundle.json", data))
    assert '<h1 id="verdict">Proven, but withdrawn</h1>' in page
    assert "The pump failed." in page
    assert "does not stand by these words any more" in page


def test_a_proof_of_words_that_are_not_public_shows_none_of_them(
    hub: Hub, client: Client
) -> None:
    signers = ("alfa/voice", "bravo/voice")
    act = hub.statement(*signers, slug="secret")
    data = proof_file(act)
    page = ask(client, file=SimpleUploadedFile("x.json", data))
    assert '<h1 id="verdict">Not public yet</h1>' in page
    assert "Water is free" not in page
    hub.does("voice.hold", "alfa/voice", {"statement": act})
    hub.wait(days=1)
    page = ask(client, file=SimpleUploadedFile("x.json", proof_file(act)))
    assert '<h1 id="verdict">Never public</h1>' in page
    assert "Water is free" not in page


def test_a_proof_of_another_coalition(released: str, client: Client) -> None:
    other = founded("alfa", "bravo")
    data = bundle(other, other.statement("alfa/voice", "bravo/voice"))
    page = ask(client, file=SimpleUploadedFile("x.json", data))
    assert '<h1 id="verdict">Not proven</h1>' in page


def test_an_altered_proof_file(released: str, client: Client) -> None:
    data = client.get("/en/statements/2026/water.bundle.json").content
    at = data.index(b'"payload":"') + 40
    changed = data[:at] + (b"A" if data[at : at + 1] != b"A" else b"B") + data[at + 1 :]
    page = ask(client, file=SimpleUploadedFile("x.json", changed))
    assert '<h1 id="verdict">Not proven</h1>' in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\xff", "This file is neither text nor a proof file."),
        (b"a" * (4 * 1024 * 1024 + 1), "This file is larger than 4 MB."),
        (b"word " * 60_000, "This text is longer than 200 kB."),
        (b'{"v":"accord/bundle@1"' + b"[" * 100_000, "Not proven"),
    ],
    ids=["binary", "large file", "long text", "bomb"],
)
def test_hostile_files(
    released: str, client: Client, data: bytes, sentence: str
) -> None:
    assert sentence in ask(client, file=SimpleUploadedFile("x", data))


def test_an_address_of_ours(released: str, client: Client) -> None:
    page = ask(client, words="https://hub.example/en/statements/2026/water")
    assert '<h1 id="verdict">Ours</h1>' in page


def test_words_that_also_stand_in_a_newer_statement(
    hub: Hub, released: str, client: Client
) -> None:
    text = {"title": "Still: do not drink", "summary": "", "text": WORDS + " Indeed."}
    body = hub.words("still", languages=["en"], corrects=released)
    signers = ("alfa/voice", "bravo/voice")
    hub.does("voice.statement", signers, body, {"text.en": blob(text)})
    hub.wait(minutes=11)
    page = ask(client, words=QUOTE)
    assert '<h1 id="verdict">Authentic</h1>' in page
    assert "/en/statements/2026/still" in page


@pytest.mark.parametrize(
    "typed",
    [
        "https://hub.example/en/statements/2026/water",
        "https://hub.example/uk/statements/2026/water?lang=uk#uk",
        "/statements/2026/water.json",
        "  {act}  ",
        "https://hub.example/en/desk/statements/{act}",
    ],
)
def test_every_form_of_an_address(released: str, client: Client, typed: str) -> None:
    page = ask(client, words=typed.format(act=released))
    assert '<h1 id="verdict">Ours</h1>' in page


@pytest.mark.parametrize("typed", ["/statements/" * 8_000, "0" * 100_000])
def test_what_is_too_long_for_an_address_is_text(
    released: str, client: Client, typed: str
) -> None:
    page = ask(client, words=typed)
    assert '<h1 id="verdict">Ours</h1>' not in page
    assert "no statement of ours at this address" not in page


@pytest.mark.parametrize("typed", ["https://x.example/statements/2026/other", "0" * 64])
def test_no_address_of_ours(released: str, client: Client, typed: str) -> None:
    assert '<h1 id="verdict">Not found</h1>' in ask(client, words=typed)


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_in_every_language(released: str, client: Client, language: str) -> None:
    answer = client.post(f"/{language}/check", {"words": ALTERED})
    assert answer.status_code == 200
    assert '<mark class="real">not' in answer.content.decode()


@pytest.mark.parametrize(
    "data",
    [QUOTE.encode("utf-16"), b"\xef\xbb\xbf" + QUOTE.encode(), QUOTE.encode()],
    ids=["utf-16", "with a mark", "utf-8"],
)
def test_text_files(released: str, client: Client, data: bytes) -> None:
    page = ask(client, file=SimpleUploadedFile("quote.txt", data))
    assert '<h1 id="verdict">Authentic</h1>' in page


def test_ten_megabytes_are_refused_unread(released: str, client: Client) -> None:
    answer = client.post("/en/check", {"words": "word " * 2_000_000})
    assert answer.status_code == 413
    assert "That is too much at once." in answer.content.decode()


def test_signs_that_turn_a_text_around_are_written_out(
    released: str, client: Client
) -> None:
    page = ask(client, words=QUOTE.replace("safe", "\u202esafe"))
    assert "\u202e" not in page.partition("<aside>")[0]
    assert "[U+202E]" in page


def test_markup_is_shown_as_words(released: str, client: Client) -> None:
    page = ask(client, words=f"<script>alert(1)</script> {QUOTE} <b>now</b> & then")
    assert "<script>alert" not in page
    assert "<b>now" not in page


def test_nothing_that_is_pasted_is_kept(released: str, client: Client) -> None:
    answer = client.post("/en/check", {"words": QUOTE})
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_a_member_alone_is_said_at_once(hub: Hub, client: Client) -> None:
    said.forget()
    contents = {"text.en": blob({"title": "T", "summary": "", "text": WORDS})}
    hub.does("voice.own", "alfa/voice", hub.words(languages=["en"]), contents)
    hub.wait(minutes=11)
    page = ask(client, words=QUOTE)
    assert '<h1 id="verdict">Authentic</h1>' in page
    assert "alfa said this for itself, not for the coalition." in page


def test_a_correction_leads_to_the_new_text(
    hub: Hub, released: str, client: Client
) -> None:
    text = {"title": "Newer", "summary": "", "text": "Water is safe again since noon."}
    body = hub.words("newer", languages=["en"], corrects=released)
    signers = ("alfa/voice", "bravo/voice")
    hub.does("voice.statement", signers, body, {"text.en": blob(text)})
    assert "Please quote the newer statement" not in ask(client, words=QUOTE)
    hub.wait(minutes=11)
    page = ask(client, words=QUOTE)
    assert "Please quote the newer statement" in page
    assert "/en/statements/2026/newer" in page


def test_a_text_too_long_for_the_index_stops_nobody(hub: Hub, client: Client) -> None:
    said.forget()
    contents = {
        "text.en": blob({"title": "T", "summary": "", "text": "wörd " * 200_000})
    }
    hub.does("voice.own", "alfa/voice", hub.words(languages=["en"]), contents)
    hub.wait(minutes=11)
    assert '<h1 id="verdict">Not found</h1>' in ask(client, words=QUOTE)


# For programs


def api(client: Client, body: object) -> HttpResponse:
    return client.post("/api/v1/check", body, content_type="application/json")


def test_the_same_answer_for_programs(released: str, client: Client) -> None:
    answer = api(client, {"text": ALTERED}).json()
    assert answer["verdict"] == "altered"
    assert [one["kind"] for one in answer["changes"]] == ["negation"]
    assert answer["statement"]["act"] == released
    assert answer["statement"]["state"] == "agreed"
    assert answer["sentence"].startswith("Water from these wells is not safe")
    assert api(client, {"text": "Nobody said so, ever, anywhere."}).json() == {
        "verdict": "unknown",
        "title": "Not found",
        "reason": "We did not find these words in our statements. That does not make "
        "them false.",
        "problem": None,
        "language": None,
        "sentence": None,
        "changes": [],
        "statement": None,
        "position": None,
    }


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("no json", 400),
        ("[]", 400),
        ('{"text": 5}', 400),
        ('{"text": "\\ud800 lone"}', 400),
        ('{"text": "' + "word " * 50_000 + '"}', 413),
        ('{"text": "' + "word " * 2_000_000 + '"}', 413),
    ],
    ids=["no json", "a list", "a number", "surrogate", "long", "huge"],
)
def test_programs_are_told_what_is_wrong(
    released: str, client: Client, body: str, status: int
) -> None:
    answer = api(client, body)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_what_looks_like_many_addresses_is_no_work(
    hub: Hub, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking for an address takes the square of a text's length: only in a line."""
    asked: list[str] = []
    whole = checking._ADDRESS

    class Watched:
        def fullmatch(self, text: str) -> object:
            asked.append(text)
            return whole.fullmatch(text)

    monkeypatch.setattr(checking, "_ADDRESS", Watched())
    ask(client, words="/statements/2026/a" * 9000 + " x")
    assert asked == []
    ask(client, words="https://hub.example/en/statements/2026/water")
    assert len(asked) == 1
