"""Did they really say this? The page of the check."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accord.voice import said
from tests.coalition import blob
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
    assert "A word is missing, and it turns the meaning around." in page
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
    assert '<h1 id="verdict">Authentic</h1>' in page
    assert "Withdrawn" in page
    assert "The pump failed." in page


def test_a_proof_file(released: str, client: Client) -> None:
    data = client.get("/en/statements/2026/water.bundle.json").content
    file = SimpleUploadedFile("water.bundle.json", data, "application/json")
    page = ask(client, file=file)
    assert '<h1 id="verdict">Proven</h1>' in page
    assert "2 of 3 members signed exactly these words" in page


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
