"""The index of what was said in public, between two processes."""

import pytest

from accord.ledger.models import Blob
from accord.quotes import Index, Statement
from accord.voice import said
from tests.coalition import blob
from tests.hub import Hub

QUOTE = "Water from these wells is not safe to drink, even where it looks clear"


@pytest.fixture
def released(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> str:
    said.forget()
    monkeypatch.setattr(said, "UNSAVED", 1)
    contents = {"text.en": blob({"title": "T", "summary": "", "text": QUOTE + "."})}
    act = hub.does("voice.own", "alfa/voice", hub.words(languages=["en"]), contents)
    hub.wait(minutes=11)
    assert said.check(QUOTE)[0].statement == act
    assert said.path().is_file()
    return act


def restarted() -> None:
    """What another process begins with: nothing but the file."""
    with said._said.lock:
        said._said.forget()


def test_another_process_reads_the_file(
    released: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    restarted()
    monkeypatch.setattr(Index, "add", lambda *_: pytest.fail("made anew"))
    verdict, text = said.check(QUOTE)
    assert (verdict.kind, verdict.statement) == ("authentic", released)
    assert QUOTE in text


def test_a_damaged_file_is_made_anew(released: str) -> None:
    data = said.path().read_bytes()
    said.path().write_bytes(data[:-9] + b"?" + data[-8:])
    restarted()
    assert said.check(QUOTE)[0].statement == released
    assert said.path().read_bytes() == data


@pytest.mark.parametrize("name", ["", "0" * 64])
def test_a_file_of_other_words_proves_nothing(released: str, name: str) -> None:
    """A good index of words that nobody signed, under a real name or a made-up one."""
    false = "Water from these wells is safe to drink, even for children"
    Index.build(said.path(), [Statement(name or released, "en", f"T\n\n{false}.")])
    restarted()
    verdict, _ = said.check(false)
    assert verdict.kind != "authentic"
    assert said.check(QUOTE)[0].kind == "authentic"


def test_words_that_were_erased_are_found_no_more(released: str) -> None:
    Blob.objects.all().delete()
    assert said.check(QUOTE)[0].kind == "unknown"
    restarted()
    assert said.check(QUOTE)[0].kind == "unknown"
