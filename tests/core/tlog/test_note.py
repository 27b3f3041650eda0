"""Checkpoints: one form, signed by the hub, no byte of which can be changed."""

from dataclasses import replace

import pytest

from accord.core.acts.encoding import to_base64
from accord.core.acts.errors import AccordError, Malformed, Refused
from accord.core.tlog import note
from accord.core.tlog.note import Checkpoint
from tests.coalition import public, seed

CHECKPOINT = Checkpoint(
    coalition="ab" * 32,
    epoch=1,
    size=41,
    root=b"r" * 32,
    standing_size=2,
    standing_root=b"s" * 32,
    time="2026-11-22T14:00:00Z",
)
NOTE = note.sign(CHECKPOINT, seed("hub"))


def test_the_form() -> None:
    name = f"accord/{'ab' * 32}/e1"
    text, signature = NOTE.split("\n\n")
    assert text == (
        f"{name}\n41\n{to_base64(b'r' * 32)}\n"
        f"standing 2 {to_base64(b's' * 32)} 2026-11-22T14:00:00Z"
    )
    assert signature.startswith(f"— {name} ")
    assert signature.endswith("\n")


def test_round_trip() -> None:
    assert note.open_signed(NOTE, public("hub")) == CHECKPOINT
    assert note.parse(NOTE)[0] == CHECKPOINT


def test_every_changed_character_is_refused() -> None:
    for at, letter in enumerate(NOTE):
        for other in {chr(ord(letter) ^ 1), chr(ord(letter) ^ 0x20), "0", "\n", "A"}:
            changed = NOTE[:at] + other + NOTE[at + 1 :]
            if changed == NOTE:
                continue
            with pytest.raises(AccordError):
                note.open_signed(changed, public("hub"))


def test_every_character_is_needed() -> None:
    for at in range(len(NOTE)):
        with pytest.raises(AccordError):
            note.open_signed(NOTE[:at] + NOTE[at + 1 :], public("hub"))


TEXT, SIGNATURE = NOTE.split("\n\n")
BAD = {
    "nothing": "",
    "the text alone": f"{TEXT}\n",
    "no signature": f"{TEXT}\n\n",
    "no line break at the end": NOTE[:-1],
    "two line breaks at the end": f"{NOTE}\n",
    "a carriage return": NOTE.replace("\n", "\r\n"),
    "a hyphen for the dash": NOTE.replace("—", "-"),
    "another name of the log": NOTE.replace("accord/", "other/"),
    "epoch 0": NOTE.replace("/e1", "/e0"),
    "epoch 01": NOTE.replace("/e1", "/e01"),
    "a size with a zero before it": NOTE.replace("\n41\n", "\n041\n"),
    "an empty log": NOTE.replace("\n41\n", "\n0\n"),
    "a negative size": NOTE.replace("\n41\n", "\n-41\n"),
    "a short root": NOTE.replace("\ncnJy", "\ncnI="),
    "no standing": NOTE.replace("\nstanding 2", "\n2"),
    "another line": NOTE.replace("\n\n", "\nmore\n\n"),
    "a time that is none": NOTE.replace("11-22", "11-31"),
    "a signature that is not base64": f"{TEXT}\n\n— name ???\n",
    "a signature without a name": f"{TEXT}\n\n— AAAA\n",
    "far too long": NOTE + SIGNATURE * 1000,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_refuses(text: str) -> None:
    assert text != NOTE
    with pytest.raises(Malformed):
        note.parse(text)


def test_another_key_is_not_the_hub() -> None:
    with pytest.raises(Refused, match="not signed by the host"):
        note.open_signed(note.sign(CHECKPOINT, seed("other")), public("hub"))


def test_a_signature_for_another_checkpoint() -> None:
    other = note.sign(replace(CHECKPOINT, size=42), seed("hub"))
    with pytest.raises(Refused, match="signature on the checkpoint is wrong"):
        note.open_signed(f"{TEXT}\n\n{other.split(chr(10) * 2)[1]}", public("hub"))


def test_a_signature_under_another_name() -> None:
    text = NOTE.replace(f"— accord/{'ab' * 32}/e1", "— accord/x/e1")
    with pytest.raises(Refused, match="not signed by the host"):
        note.open_signed(text, public("hub"))


def test_a_signature_too_many() -> None:
    with pytest.raises(Refused, match="one signature"):
        note.open_signed(f"{NOTE}{SIGNATURE}", public("hub"))
