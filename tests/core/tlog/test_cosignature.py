"""Cosignatures: C2SP's form, bound to the checkpoint, the key and the time."""

import base64
from hashlib import sha256

import pytest

from accord.core.acts import keys
from accord.core.acts.errors import AccordError, Malformed, Refused
from accord.core.tlog import cosignature, note
from tests.coalition import public, seed
from tests.core.tlog.test_note import CHECKPOINT, NOTE

NAME = cosignature.name(CHECKPOINT.coalition, "alfa")
TIME = 1_795_356_000
TEXT = CHECKPOINT.text()
LINE = cosignature.cosign(TEXT, NAME, seed("alfa replica"), TIME)
KEY = public("alfa replica")

# The example in C2SP's tlog-cosignature: its form, of a key that is not told.
EXAMPLE = (
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB"
    "9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA=="
)


def test_the_form_byte_by_byte() -> None:
    start, end = f"— accord/{'ab' * 32}/alfa ", LINE.rpartition(" ")[2]
    assert start + end == LINE
    data = base64.b64decode(end)
    hashed = sha256(f"{NAME}\n".encode() + b"\x04" + bytes.fromhex(KEY)).digest()
    assert data[:4] == hashed[:4]
    assert int.from_bytes(data[4:12], "big") == TIME
    signed = f"cosignature/v1\ntime {TIME}\n{TEXT}".encode()
    assert keys.verify(KEY, signed, data[12:])


def test_the_example_of_c2sp_has_this_form() -> None:
    one = note.parse_signature(EXAMPLE)
    assert len(one.data) == cosignature.LENGTH
    assert int.from_bytes(one.data[4:12]) == 1_679_315_147


def test_a_witness_of_others_has_this_key_hash() -> None:
    """A public witness's vkey, as github.com/transparency-dev/formats tests it."""
    known = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"
    name, _, material = known.split("+", 2)
    key = base64.b64decode(material)[1:].hex()
    assert cosignature.vkey(name, key) == known


def test_verify() -> None:
    assert cosignature.verify(LINE, TEXT, NAME, KEY) == TIME


def test_a_key_as_others_are_told_it() -> None:
    named, hashed, material = cosignature.vkey(NAME, KEY).split("+", 2)
    assert named == NAME
    assert bytes.fromhex(hashed) == cosignature.key_hash(NAME, KEY)
    assert base64.b64decode(material) == b"\x04" + bytes.fromhex(KEY)


def test_no_character_can_be_changed() -> None:
    for at, letter in enumerate(LINE):
        for other in {chr(ord(letter) ^ 1), "A", "0", "\n"} - {letter}:
            changed = LINE[:at] + other + LINE[at + 1 :]
            with pytest.raises(AccordError):
                cosignature.verify(changed, TEXT, NAME, KEY)


@pytest.mark.parametrize(
    ("text", "named", "key"),
    [
        (TEXT.replace("\n41\n", "\n42\n"), NAME, KEY),
        (TEXT.replace("standing 2", "standing 3"), NAME, KEY),
        (TEXT, cosignature.name(CHECKPOINT.coalition, "bravo"), KEY),
        (TEXT, NAME, public("bravo replica")),
    ],
    ids=["another size", "another standing", "another name", "another key"],
)
def test_it_is_of_this_checkpoint_and_this_key(text: str, named: str, key: str) -> None:
    with pytest.raises(Refused):
        cosignature.verify(LINE, text, named, key)


def test_a_hub_signature_is_no_cosignature() -> None:
    line = NOTE.rpartition("\n\n")[2][:-1]
    with pytest.raises(Refused):
        cosignature.verify(line, TEXT, CHECKPOINT.origin, public("hub"))


def test_attached_lines_have_one_order() -> None:
    bravo = cosignature.cosign(
        TEXT, cosignature.name(CHECKPOINT.coalition, "bravo"), seed("b"), TIME
    )
    whole = cosignature.attach(NOTE, [bravo, LINE])
    assert whole == f"{NOTE}{LINE}\n{bravo}\n"
    assert cosignature.attach(cosignature.attach(NOTE, [LINE]), [bravo]) == whole
    assert cosignature.without(whole) == NOTE
    found, others = cosignature.open_cosigned(whole, public("hub"))
    assert found == CHECKPOINT
    assert [one.name[-5:] for one in others] == ["/alfa", "bravo"]


def test_a_newer_line_replaces_the_older() -> None:
    newer = cosignature.cosign(TEXT, NAME, seed("alfa replica"), TIME + 60)
    whole = cosignature.attach(cosignature.attach(NOTE, [LINE]), [newer])
    assert whole == f"{NOTE}{newer}\n"


def test_the_host_comes_first() -> None:
    text, _, host = NOTE.partition("\n\n")
    with pytest.raises(Malformed, match="comes first"):
        cosignature.split(f"{text}\n\n{LINE}\n{host}")


def test_a_note_does_not_grow_without_end() -> None:
    many = [
        cosignature.cosign(TEXT, cosignature.name("ab" * 32, f"m{n}"), seed("m"), TIME)
        for n in range(400)
    ]
    with pytest.raises(Malformed, match="too long"):
        cosignature.attach(NOTE, many)


def test_not_signed_by_this_host() -> None:
    with pytest.raises(Refused, match="not signed by the host"):
        cosignature.open_cosigned(
            cosignature.attach(NOTE, [LINE]), public("another hub")
        )
