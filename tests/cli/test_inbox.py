"""`accord inbox read`: messages of a file, opened with a reading key."""

import json
from pathlib import Path

import pyrage
import pytest

from accord.charter import sealing
from accord.core.acts.encoding import to_base64
from tests.cli.agefile import under_passphrase
from tests.cli.conftest import accord

EVIL = "Line one\n\x1b[2Jline two"


def message(number: int, recipient: str, **words: str) -> dict[str, object]:
    return {
        "number": number,
        "about": "tip",
        "state": "new",
        "created": "2026-11-20T10:40:00Z",
        "sealed": to_base64(sealing.seal(words, {"x": recipient})),
    }


@pytest.fixture
def key(tmp_path: Path) -> tuple[Path, str]:
    identity = pyrage.x25519.Identity.generate()
    path = tmp_path / "our.reader"
    path.write_bytes(under_passphrase(f"{identity}\n".encode(), "warm rooms"))
    (tmp_path / "words").write_text("warm rooms\n")
    return path, str(identity.to_public())


def test_ours_are_shown_and_others_are_not(key: tuple[Path, str]) -> None:
    path, recipient = key
    other = str(pyrage.x25519.Identity.generate().to_public())
    file = path.with_name("messages.inbox.json")
    messages = [
        message(1, recipient, name="Олена", message=EVIL),
        message(2, other, message="Not for us."),
    ]
    file.write_text(json.dumps({"v": "accord/inbox@1", "messages": messages}))
    words = ["--passphrase-file", str(path.with_name("words"))]
    done = accord("inbox", "read", str(file), "--key", str(path), *words)
    assert done.code == 0, done.err
    assert "Олена" in done.out
    assert "\x1b" not in done.out
    assert "(not for this key)" in done.out
    assert "Not for us." not in done.out


@pytest.mark.parametrize(
    "data", ["", "[]", "{}", '{"v": "accord/inbox@1", "messages": [1]}', '{"v": 2}']
)
def test_files_that_are_none(key: tuple[Path, str], data: str) -> None:
    path, _ = key
    file = path.with_name("x.json")
    file.write_text(data)
    words = ["--passphrase-file", str(path.with_name("words"))]
    done = accord("inbox", "read", str(file), "--key", str(path), *words)
    assert done.code == 2
    assert "This is not a file of messages." in done.err
