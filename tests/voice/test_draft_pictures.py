"""Pictures of drafts: what is taken in, who sees them, and what is signed."""

import io
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accord.core.acts.act import parse_act
from accord.core.acts.encoding import from_base64
from accord.voice import draft_pictures, drafts, out_of_step, proposing
from accord.voice.drafts import Written
from accord.voice.models import Draft
from tests.coalition import blob
from tests.hub import Hub
from tests.voice.test_drafts import begun, reader, url

SECRET = b"a secret place"


def png(size: tuple[int, int] = (30, 20)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#a8674f").save(out, "PNG")
    return out.getvalue()


def noise(side: int) -> bytes:
    """A picture that cannot be made small by leaving things out."""
    out = io.BytesIO()
    Image.effect_noise((side, side), 100).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def hand_in(client: Client, draft: Draft, data: bytes, name: str = "a.png"):
    return client.post(
        url(draft, "/pictures"),
        {"picture": SimpleUploadedFile(name, data)},
        headers={"Accept": "application/json"},
    )


@pytest.fixture
def alfa(hub: Hub, client: Client) -> Client:
    return hub.sign_in(client, "alfa/voice")


@pytest.fixture
def bravo(hub: Hub) -> Client:
    return hub.sign_in(Client(SERVER_NAME="127.0.0.1"), "bravo/voice")


def test_a_picture_is_taken_in_and_shown_to_who_reads_the_draft(
    alfa: Client, bravo: Client
) -> None:
    draft = begun()
    made = hand_in(alfa, draft, png())
    assert made.status_code == 201
    where = made.json()["url"]
    shown = bravo.get(where)
    assert shown["Content-Type"] in ("image/jpeg", "image/png")
    assert "sandbox" in shown["Content-Security-Policy"]
    assert Client(SERVER_NAME="127.0.0.1").get(where).status_code == 302


def test_a_picture_of_an_own_draft_is_for_its_members(
    alfa: Client, bravo: Client
) -> None:
    draft = begun(own=True)
    where = hand_in(alfa, draft, png()).json()["url"]
    assert alfa.get(where).status_code == 200
    assert bravo.get(where).status_code == 404
    assert hand_in(bravo, draft, png()).status_code == 404


HOSTILE = {
    "a drawing with a program": b"<svg xmlns='x' onload='alert(1)'/>",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a page that begins as a picture": b"\xff\xd8\xff<script>alert(1)</script>",
    "a GIF": b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00;",
    "nothing": b"",
    "half a picture": png((300, 300))[:60],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_not_taken_in(alfa: Client, name: str) -> None:
    draft = begun()
    answer = hand_in(alfa, draft, HOSTILE[name], "a.jpg")
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/problem+json")
    assert draft_pictures.there(draft) == []


def test_a_picture_that_would_fill_the_memory_is_refused(alfa: Client) -> None:
    """A few hundred bytes that say they are 60,000 points wide and high."""
    data = bytearray(png())
    data[16:24] = (60_000).to_bytes(4) * 2
    draft = begun()
    assert hand_in(alfa, draft, bytes(data)).status_code == 400
    assert draft_pictures.there(draft) == []


def test_what_stands_behind_a_picture_is_left_out(alfa: Client) -> None:
    """Also what a camera wrote into it: place and words."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x8825] = {1: "N", 2: (45.0, 10.0, 30.0), 3: "E", 4: (28.0, 48.0, 0.0)}
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "#333").save(out, "JPEG", exif=exif, comment=SECRET)
    draft = begun()
    polyglot = out.getvalue() + b"<script>" + SECRET + b"</script>"
    where = hand_in(alfa, draft, polyglot, "a.jpg").json()["url"]
    kept = alfa.get(where).content
    assert SECRET not in kept
    assert b"Exif" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


def test_a_request_that_is_too_large_is_refused_unread(alfa: Client) -> None:
    draft = begun()
    assert hand_in(alfa, draft, bytes(17 * 1024 * 1024)).status_code == 413


def test_a_large_picture_is_made_small_enough_for_a_proof_file(hub: Hub) -> None:
    row = draft_pictures.add(begun(), reader("alfa/voice"), noise(1600))
    assert len(bytes(row.content or b"")) <= draft_pictures.MOST_BYTES
    assert max(row.width, row.height) <= 1600


def test_a_draft_holds_only_so_many(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_pictures, "MOST_IN_DRAFT", 1)
    draft = begun()
    draft_pictures.add(draft, reader("alfa/voice"), png())
    with pytest.raises(ValidationError):
        draft_pictures.add(draft, reader("alfa/voice"), png())


def test_a_number_is_never_given_twice(alfa: Client) -> None:
    draft = begun()
    assert hand_in(alfa, draft, png()).json()["number"] == 1
    alfa.post(url(draft, "/pictures/1/out"))
    assert draft_pictures.there(draft) == []
    assert alfa.get(url(draft, "/pictures/1")).status_code == 404
    assert hand_in(alfa, draft, png()).json()["number"] == 2


def test_a_picture_in_a_text_is_not_taken_out(alfa: Client) -> None:
    draft = pictured(alfa)
    alfa.post(url(draft, "/pictures/1/out"))
    assert len(draft_pictures.there(draft)) == 1


def pictured(client: Client, alt: str = "A school") -> Draft:
    """A draft in two languages, whose texts show its first picture."""
    draft = begun()
    hand_in(client, draft, png())
    texts = {
        one: Written("T", "", f"Words.\n\n![{alt}](picture:1)", base)
        for one, base in (("en", 1), ("uk", 0))
    }
    drafts.save(draft, reader("alfa/voice"), texts)
    return draft


def test_what_is_proposed_brings_the_pictures_that_its_texts_show(
    alfa: Client,
) -> None:
    draft = pictured(alfa)
    hand_in(alfa, draft, png())
    made = alfa.post(
        url(draft, "/propose"),
        {"days": "3", "versions": proposing.versions(draft)},
    )
    answer = json.loads(made.content)
    act = parse_act(from_base64(answer["payload"]))
    assert set(answer["blobs"]) == {"picture.1", "text.en", "text.uk"}
    assert act.body.pictures is not None  # type: ignore[attr-defined]
    assert set(act.body.pictures) == {"1"}  # type: ignore[attr-defined]
    data = from_base64(answer["blobs"]["picture.1"])[32:]
    assert data == alfa.get(url(draft, "/pictures/1")).content


def test_a_picture_needs_a_description_in_every_language(alfa: Client) -> None:
    draft = pictured(alfa, alt="")
    assert "English: picture 1 needs a description for who cannot see." in list(
        proposing.lacking(draft)
    )


def test_a_picture_that_is_not_there_cannot_be_proposed(alfa: Client) -> None:
    draft = begun()
    gone = Written("T", "", "![x](picture:9)", 1)
    drafts.save(draft, reader("alfa/voice"), {"en": gone})
    assert "English: there is no picture 9 any more." in list(proposing.lacking(draft))


def test_a_word_of_two_scripts_is_named(alfa: Client) -> None:
    draft = begun()
    # One letter of each of these words is of the other script, and looks the same.
    words = "\u0061втобус", "\u0410qua"
    text = f"Вода: {', '.join(words)}, COVID-19, кафе, П’ять"
    drafts.save(draft, reader("alfa/voice"), {"uk": Written("Вода", "", text, 0)})
    said = out_of_step.found(proposing.texts(draft))["uk"]
    assert f"Latin and Cyrillic letters in one word: {', '.join(words)}." in said


def test_languages_that_are_out_of_step_are_named(alfa: Client) -> None:
    draft = begun()
    texts = {
        "en": Written(
            "Water", "", "Open from 07:00, 3 litres. UNICEF helps.\n\nTwo.", 1
        ),
        "uk": Written("Вода", "", "Відкрито з 08:00, 3 літри.\n\n![x](picture:1)", 0),
    }
    drafts.save(draft, reader("alfa/voice"), texts)
    signs = out_of_step.found(proposing.texts(draft))
    first, other = ("en", "uk") if not signs["en"] else ("uk", "en")
    said = " ".join(signs[other])
    assert signs[first] == []
    assert "08" in said or "07" in said
    assert "UNICEF" in said
    assert "icture 1" in said
    page = alfa.get(url(draft)).content.decode()
    assert "Out of step?" in page


def test_a_draft_made_of_a_proposal_has_its_pictures(hub: Hub, alfa: Client) -> None:
    data = bytes(32) + png()
    act = hub.does(
        "voice.own",
        "alfa/voice",
        hub.words("drawn", languages=["en"], pictures={"1": sides()}),
        {
            "text.en": hub_text('Words.\n\n![A school](picture:1 "Drawn")'),
            "picture.1": data,
        },
    )
    answer = alfa.post(f"/en/desk/statements/{act}/again", {"how": "again"})
    draft = Draft.objects.get(id=int(answer["Location"].rsplit("/", 1)[1]))
    assert [one.number for one in draft_pictures.there(draft)] == [1]
    assert alfa.get(url(draft, "/pictures/1")).content == png()


def sides() -> dict[str, object]:
    return {"type": "png", "width": 30, "height": 20}


def hub_text(text: str) -> bytes:
    return blob({"title": "Drawn", "summary": "", "text": text})
