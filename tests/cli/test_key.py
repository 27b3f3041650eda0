"""`accord key`: files, cards, recovery sheets."""

import json
import stat
from pathlib import Path

import pytest

from accord.core.acts import keyfile, keys, recovery, sealed
from tests.cli.conftest import Run
from tests.coalition import public, seed

WORDS = "the long way home"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A file that holds the passphrase."""
    file = tmp_path / "words"
    file.write_text(f"{WORDS}\n")
    return file


@pytest.fixture
def stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An encrypted stamp, made with few iterations, so that tests are quick."""
    file = tmp_path / "our-stamp.key.json"
    file.write_bytes(sealed.write("seal", seed("alfa"), WORDS, bytes(16), bytes(12), 1))
    return file


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A plain desk key."""
    file = tmp_path / "desk.key.json"
    file.write_bytes(keyfile.write_plain("desk", seed("alfa/voice")))
    return file


def test_new_makes_an_encrypted_stamp(run: Run, tmp_path: Path, words: Path) -> None:
    file = tmp_path / "new.key.json"
    done = run("key", "new", file, "--passphrase-file", words)
    assert done.code == 0
    assert "accord key card" in done.out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    found = sealed.read(file.read_bytes())
    assert (found.purpose, found.iterations) == ("seal", 600_000)
    assert keys.public(sealed.unseal(found, WORDS)) == found.key
    assert found.key in done.out


def test_new_plain(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "new.key.json"
    done = run("key", "new", file, "--purpose", "desk", "--plain", "--json")
    purpose, made = keyfile.read_plain(file.read_bytes())
    assert purpose == "desk"
    assert done.json == {
        "file": str(file),
        "purpose": "desk",
        "key": keys.public(made),
        "keyid": keys.keyid(keys.public(made)),
        "encrypted": False,
    }
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_new_makes_another_key_each_time(run: Run, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.json", "b.json")]
    for file in files:
        run("key", "new", file, "--plain")
    assert len({file.read_bytes() for file in files}) == 2


def test_nothing_is_overwritten(run: Run, desk: Path) -> None:
    before = desk.read_bytes()
    done = run("key", "new", desk, "--plain")
    assert done.code == 2
    assert "nothing is overwritten" in done.err
    assert desk.read_bytes() == before


def test_a_short_passphrase_makes_no_key(run: Run, tmp_path: Path) -> None:
    short = tmp_path / "short"
    short.write_text("danube\n")
    done = run("key", "new", tmp_path / "new.json", "--passphrase-file", short)
    assert done.code == 2
    assert "at least 8 characters" in done.err
    assert not (tmp_path / "new.json").exists()


def test_without_a_terminal_it_says_so(
    run: Run, stamp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    done = run("key", "sheet", stamp)
    assert done.code == 2
    assert "--passphrase-file" in done.err


def test_typed_twice_and_not_the_same(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter([WORDS, f"{WORDS}!"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    done = run("key", "new", tmp_path / "new.json")
    assert done.code == 2
    assert "not the same" in done.err
    assert not (tmp_path / "new.json").exists()


def test_show_needs_no_passphrase(run: Run, stamp: Path) -> None:
    done = run("key", "show", stamp)
    assert done.code == 0
    assert public("alfa") in done.out
    assert "with a passphrase" in done.out
    assert seed("alfa").hex() not in done.out


def test_show_open(run: Run, stamp: Path, words: Path, tmp_path: Path) -> None:
    done = run("key", "show", stamp, "--open", "--passphrase-file", words)
    assert "The passphrase opens it." in done.out
    words.write_text("another one")
    done = run("key", "show", stamp, "--open", "--passphrase-file", words)
    assert done.code == 2
    assert "does not open the key file" in done.err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not a key file"),
        (b"\x89PNG\r\n", "is not a key file"),
        (b'{"v":"accord/stamp@1"}\n', "is not a key file"),
        (keyfile.write_card(public("alfa")), "is not a key file"),
        (b"[" * 5000, "is larger than"),
    ],
)
def test_a_wrong_file(run: Run, tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "wrong"
    file.write_bytes(content)
    done = run("key", "show", file)
    assert done.code == 2
    assert sentence in done.err


def test_a_key_file_whose_halves_do_not_fit(run: Run, desk: Path) -> None:
    document = json.loads(desk.read_bytes()) | {"key": public("bravo")}
    desk.write_text(json.dumps(document, sort_keys=True, separators=(",", ":")) + "\n")
    done = run("key", "show", desk)
    assert done.code == 2
    assert "do not fit" in done.err


def test_card(run: Run, stamp: Path) -> None:
    done = run("key", "card", stamp)
    card = stamp.with_name("our-stamp.stamp.json")
    assert done.code == 0
    assert str(card) in done.out
    assert keyfile.read_card(card.read_bytes()) == public("alfa")
    assert run("key", "card", stamp).code == 2


def test_only_a_stamp_hands_in_a_card(run: Run, desk: Path) -> None:
    done = run("key", "card", desk)
    assert done.code == 2
    assert "is a desk key" in done.err


def test_sheet_and_back(run: Run, stamp: Path, words: Path, tmp_path: Path) -> None:
    done = run("key", "sheet", stamp, "--passphrase-file", words)
    groups = recovery.groups(seed("alfa"))
    for group in groups:
        assert group in done.out
    typed = tmp_path / "typed.txt"
    typed.write_text(" ".join(groups))
    back = tmp_path / "back.key.json"
    done = run("key", "restore", back, "--sheet", typed, "--plain")
    assert done.code == 0
    assert keyfile.read_plain(back.read_bytes()) == ("seal", seed("alfa"))


def test_the_printed_sheet_itself_is_taken(
    run: Run, stamp: Path, words: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.txt"
    printed = run("key", "sheet", stamp, "--passphrase-file", words).out
    sheet.write_text(printed)
    back = tmp_path / "back.key.json"
    done = run("key", "restore", back, "--sheet", sheet, "--plain")
    assert done.code == 0, done.err
    assert keyfile.read_plain(back.read_bytes()) == ("seal", seed("alfa"))
    first = recovery.groups(seed("alfa"))[0]
    sheet.write_text(printed.replace(first, "0000", 1))
    done = run("key", "restore", tmp_path / "other", "--sheet", sheet, "--plain")
    assert (done.code, "compare each group" in done.err) == (2, True)


def test_a_slip_on_the_sheet(run: Run, tmp_path: Path) -> None:
    typed = tmp_path / "typed.txt"
    typed.write_text(" ".join(["0000", *recovery.groups(seed("alfa"))[1:]]))
    done = run("key", "restore", tmp_path / "back", "--sheet", typed, "--plain")
    assert done.code == 2
    assert "compare each group" in done.err
    assert not (tmp_path / "back").exists()
