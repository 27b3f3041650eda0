"""Act files: one form in, the same form out."""

import pytest

from accord.core.acts import actfile
from accord.core.acts.act import BlobRef, build, parse_act
from accord.core.acts.actfile import ActFile
from accord.core.acts.canonical import encode, parse
from accord.core.acts.envelope import Signature
from accord.core.acts.errors import AccordError, Malformed, Refused
from tests.coalition import START, blob, keyid

NOTE = blob({"text": "Straps whole."})


def act_file_of(*names: str) -> ActFile:
    """A small act file, signed by some."""
    ref = BlobRef.of(NOTE)
    payload = build(
        "supplies.use",
        "alfa",
        START,
        "00" * 16,
        {
            "site": "1" * 64,
            "owner": "alfa",
            "people": 3,
            "field": False,
            "lines": [{"lot": f"{'2' * 64}.0", "quantity": 1}],
        },
        coalition="3" * 64,
        after={"size": 4, "root": "4" * 64},
        blobs={"note": {"sha256": ref.sha256, "size": ref.size}},
    )
    signatures = tuple(Signature(keyid(name), bytes(64)) for name in names)
    return ActFile(parse_act(payload), {"note": NOTE}, signatures)


@pytest.mark.parametrize("names", [(), ("alfa",), ("alfa", "bravo")])
def test_round_trip(names: tuple[str, ...]) -> None:
    file = act_file_of(*names)
    assert actfile.read(actfile.write(file)) == file


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_a_newline_that_an_editor_added_is_allowed(ending: bytes) -> None:
    file = act_file_of()
    assert actfile.read(actfile.write(file) + ending) == file


def test_says_which_contents_are_missing() -> None:
    file = act_file_of()
    without = ActFile(file.act, {}, ())
    assert actfile.read(actfile.write(without)).missing == ("note",)
    assert file.missing == ()


def test_one_signature_more() -> None:
    one = Signature(keyid("alfa"), bytes(64))
    assert act_file_of().signed_with(one).signatures == (one,)


def _changed(**fields: object) -> bytes:
    document = parse(actfile.write(act_file_of("alfa")), actfile.LIMITS)
    return encode({**document, **fields})


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This is not JSON"),
        (b"{}", "act file.v is missing"),
        (_changed(v="accord/act-file@2"), "act file.v has to be one of"),
        (_changed(more=1), "act file has an unknown field: more"),
        (_changed(blobs={"text.en": "AA=="}), "does not name the content text.en"),
        (_changed(blobs={"note": "AA=="}), "not the one"),
        (_changed(blobs={"note": "A"}), "This is not base64"),
        (actfile.write(act_file_of()) + b"\n\n", "not in canonical form"),
    ],
)
def test_refuses(data: bytes, sentence: str) -> None:
    with pytest.raises(AccordError, match=sentence):
        actfile.read(data)


def test_refuses_what_is_too_large() -> None:
    with pytest.raises(Malformed, match="at most"):
        actfile.read(b"x" * (actfile.LIMITS.size + 1))


def test_refuses_a_content_of_another_form() -> None:
    wrong = blob({"words": "Straps whole."})
    file = act_file_of()
    ref = BlobRef.of(wrong)
    payload = file.act.payload.replace(
        file.act.blobs["note"].sha256.encode(), ref.sha256.encode()
    ).replace(f'"size":{len(NOTE)}'.encode(), f'"size":{ref.size}'.encode())
    changed = ActFile(parse_act(payload), {"note": wrong}, ())
    with pytest.raises((Malformed, Refused), match="note"):
        actfile.read(actfile.write(changed))
