"""A statement with a picture: to everybody once it is out, and in every form."""

import io
import json
import re

import feedparser
import pytest
from django.test import Client
from pypdf import PdfReader

from accord.ledger import queries
from accord.ledger.models import Blob
from accord.voice import said
from tests.coalition import blob
from tests.hub import Hub
from tests.voice.test_draft_pictures import png

TEXT = 'Come in.\n\n![The school](picture:1 "Drawn by us")\n\n- **Water**\n- Bread'
SIDES = {"1": {"type": "png", "width": 30, "height": 20}}


@pytest.fixture
def act(hub: Hub) -> str:
    return pictured(hub)


def pictured(hub: Hub, data: bytes = b"", **words: object) -> str:
    """An own word with a picture: it needs one signature alone."""
    given = {"languages": ["en", "uk"], "urgent": True, "pictures": SIDES} | words
    contents = {
        f"text.{one}": blob({"title": "School", "summary": "", "text": TEXT})
        for one in ("en", "uk")
    }
    picture = {"picture.1": bytes(32) + (data or png())}
    body = hub.words("school", **given)
    return hub.does("voice.own", "alfa/voice", body, contents | picture)


def where(act: str) -> str:
    return f"/en/statements/pictures/{act}/1"


def test_everybody_sees_it(hub: Hub, client: Client, act: str) -> None:
    page = client.get("/en/statements/2026/school").content.decode()
    image = f'<img src="{where(act)}" width="30" height="20" alt="The school"'
    assert image in page
    assert "<figcaption>Drawn by us</figcaption>" in page
    assert "<li><strong>Water</strong></li>" in page
    answer = client.get(where(act))
    assert answer.content == png()
    assert answer["Content-Type"] == "image/png"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_it_is_in_every_form(hub: Hub, client: Client, act: str) -> None:
    whole = f"http://127.0.0.1:8000{where(act)}"
    page = client.get("/en/statements/2026/school").content.decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    (image,) = json.loads(data)["image"]
    assert (image["contentUrl"], image["caption"]) == (whole, "Drawn by us")
    document = client.get("/en/statements/2026/school.json").json()
    assert document["pictures"] == {"1": {"url": whole, "width": 30, "height": 20}}
    markdown = client.get("/en/statements/2026/school.md").content.decode()
    assert f'![The school](<{whole}> "Drawn by us")' in markdown
    plain = client.get("/en/statements/2026/school.txt").content.decode()
    assert "[The school]\nDrawn by us\n\n- Water\n- Bread" in plain
    feed = feedparser.parse(client.get("/en/feed.atom").content)
    assert f'src="{whole}"' in feed.entries[0].content[0].value
    (item,) = client.get("/en/feed.json").json()["items"]
    assert item["image"] == whole
    assert "picture:" not in item["content_text"]
    pdf = PdfReader(io.BytesIO(client.get("/en/statements/2026/school.pdf").content))
    assert len(pdf.pages[0].images) >= 1
    assert "Drawn by us" in pdf.pages[0].extract_text()


@pytest.mark.parametrize(
    "data",
    [
        png()[:16] + (60_000).to_bytes(4) * 2 + png()[24:],
        png((300, 300))[:60],
    ],
    ids=["says that it is huge", "cut off"],
)
def test_a_paper_never_draws_what_was_signed_unseen(
    hub: Hub, client: Client, data: bytes
) -> None:
    pictured(hub, data)
    answer = client.get("/en/statements/2026/school.pdf")
    page = PdfReader(io.BytesIO(answer.content)).pages[0]
    assert list(page.images) == []
    assert "The school" in page.extract_text()


def test_before_its_time_it_is_for_members(hub: Hub, client: Client) -> None:
    act = pictured(hub, urgent=False)
    assert client.get(where(act)).status_code == 404
    member = hub.sign_in(Client(SERVER_NAME="127.0.0.1"), "bravo/voice")
    answer = member.get(where(act))
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]
    assert "Cross-Origin-Resource-Policy" in answer
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_under_embargo_it_is_seen_by_the_link_alone(hub: Hub, client: Client) -> None:
    act = pictured(hub, urgent=False)
    member = hub.sign_in(Client(SERVER_NAME="127.0.0.1"), "alfa/voice")
    desk = f"/en/desk/statements/{act}/previews"
    page = member.post(desk, {"label": "Reader"}).content.decode()
    (token,) = re.findall(r"/en/preview/([\w-]{43})", page)[:1]
    shown = client.get(f"/en/preview/{token}").content.decode()
    source = f"/en/preview/{token}/1"
    assert f'src="{source}"' in shown
    assert client.get(source).content == png()
    assert client.get(f"/en/preview/{token[:-1]}x/1").status_code == 404
    (number,) = re.findall(rf"{desk}/(\d+)/end", page)[:1]
    member.post(f"{desk}/{number}/end")
    assert client.get(source).status_code == 404


def test_what_was_erased_is_said_in_words(hub: Hub, client: Client, act: str) -> None:
    row = queries.act(act)
    assert row is not None
    hidden = row.parsed.content("picture.1")
    Blob.objects.filter(sha256=hidden).update(content=None)
    assert client.get(where(act)).status_code == 404
    page = client.get("/en/statements/2026/school").content.decode()
    assert "A picture that is not there any more: The school" in page
    assert "Come in." in page
    assert client.get("/en/statements/2026/school.pdf").status_code == 200


def test_there_is_no_other_picture(hub: Hub, client: Client, act: str) -> None:
    for path in (f"{where(act)[:-1]}2", f"/en/statements/pictures/{'0' * 64}/1"):
        assert client.get(path).status_code == 404


def test_the_check_knows_the_words_without_their_marks(
    hub: Hub, client: Client, act: str
) -> None:
    said.forget()
    hub.does(
        "voice.own",
        "bravo/voice",
        hub.words("roads", languages=["en"], urgent=True),
        {
            "text.en": blob(
                {
                    "title": "Roads",
                    "summary": "",
                    "text": "We **never** close the [northern road](https://a.example)"
                    " before the evening.",
                }
            )
        },
    )
    quote = "We never close the northern road before the evening."
    page = client.get("/en/check", {"q": quote}).content.decode()
    assert "Authentic" in page
    altered = quote.replace("never ", "")
    assert "Altered" in client.get("/en/check", {"q": altered}).content.decode()


def joint(hub: Hub) -> str:
    """A joint statement with a picture, in English and Ukrainian, that is public."""
    contents = {
        f"text.{one}": blob({"title": "School", "summary": "", "text": TEXT})
        for one in ("en", "uk")
    }
    body = hub.words("school", languages=["en", "uk"], urgent=True, pictures=SIDES)
    signers = ("alfa/voice", "bravo/voice", "charlie/voice")
    picture = {"picture.1": bytes(32) + png()}
    return hub.does("voice.statement", signers, body, contents | picture)


def test_a_language_that_is_added_shows_the_pictures(hub: Hub, client: Client) -> None:
    act = joint(hub)
    hub.sign_in(client, "alfa/voice")
    url = f"/en/desk/statements/{act}/translate"
    shown = client.get(url).content.decode()
    assert 'data-do="picture"' in shown
    assert 'type="radio" name="number" value="1"' in shown
    assert f'src="{where(act)}"' in shown
    assert 'type="file"' not in shown

    words = {"language": "ro", "title": "Școala", "days": "3"}
    for text, reason in (
        ("![Școala](picture:2)", "The statement has no picture 2."),
        ("![](picture:1)", "Picture 1 needs a description"),
    ):
        answer = client.post(url, words | {"text": text})
        assert answer.status_code == 400
        assert reason in answer.json()["fields"]["text"]

    text = '![Școala](picture:1 "Desen")'
    made = client.post(url, words | {"text": text})
    assert made.status_code == 200
    body = {"statement": act, "language": "ro"}
    ro = {"title": "Școala", "summary": "", "text": text}
    hub.does("voice.translation", "charlie/voice", body, {"text.ro": blob(ro)})
    hub.wait(minutes=10)
    page = client.get("/ro/statements/2026/school").content.decode()
    there = where(act).replace("/en/", "/ro/")
    assert f'<img src="{there}" width="30" height="20" alt="Școala"' in page
    assert "<figcaption>Desen</figcaption>" in page
