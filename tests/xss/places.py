"""Every page that shows hostile words, made by a hub in this process."""

import re

from django.test import Client

from tests.coalition import blob
from tests.hub import Hub
from tests.xss.corpus import OWN, TRICKS

SIGNERS = ("alfa/voice", "bravo/voice")
MARKER = "Before all tricks stands this marker"
TEXT = "\n\n".join([MARKER, *TRICKS])
LINE = " ".join([*OWN, *TRICKS[len(OWN) :]]).replace("\n", " ")


def text_blob() -> bytes:
    """A text whose title, summary and text are all tricks, the marker first."""
    return blob({"title": f"{MARKER} {LINE}", "summary": LINE, "text": TEXT})


def said(hub: Hub, slug: str, **changes: object) -> str:
    """A joint statement of hostile words."""
    body = hub.words(slug, languages=["en"], **changes)
    return hub.does("voice.statement", SIGNERS, body, {"text.en": text_blob()})


def withdraw(hub: Hub, act: str) -> None:
    """With a hostile reason."""
    reason = {"reason": blob({"text": f"{MARKER} {LINE}"})}
    hub.does("voice.retraction", SIGNERS, {"statement": act}, reason)


def story(hub: Hub) -> dict[str, str]:
    """A statement in force, one withdrawn, one to come, one open, and a position."""
    acts = {"water": said(hub, "water"), "gone": said(hub, "gone")}
    answer = {"question": f"{MARKER} {LINE}", "answer": TEXT}
    body = {"languages": ["en"], "public": True, "topics": []}
    acts["position"] = hub.does(
        "voice.position", SIGNERS, body, {"position.en": blob(answer)}
    )
    hub.wait(minutes=11)
    withdraw(hub, acts["gone"])
    acts["later"] = said(hub, "later", release="2027-01-01T12:00:00Z")
    open_body = hub.words("open", languages=["en"])
    acts["open"] = hub.does(
        "voice.statement", SIGNERS[:1], open_body, {"text.en": text_blob()}
    )
    return acts


def drafted(client: Client) -> str:
    """A draft of two versions; the path of its page."""
    answer = client.post("/en/desk/statements/new", {"own": ""})
    path = answer.headers["Location"].partition("?")[0]
    page = client.get(path).content.decode()
    given = dict(re.findall(r'name="(version_\w+)" value="(\d*)"', page))
    few = "\n\n".join([MARKER, *OWN])
    texts = {"title_en": f"{MARKER} {OWN[0]}", "summary_en": OWN[1], "text_en": few}
    client.post(path, given | texts)
    page = client.get(path).content.decode()
    given = dict(re.findall(r'name="(version_\w+)" value="(\d*)"', page))
    client.post(path, given | texts | {"text_en": few[::-1]})
    return path


def pages(hub: Hub, client: Client) -> dict[str, str]:
    """What each place answers, by a name."""
    acts = story(hub)
    hub.sign_in(client, SIGNERS[0])
    draft = drafted(client)
    links = f"/en/desk/statements/{acts['later']}/previews"
    made = client.post(links, {"label": OWN[0]}).content.decode()
    (preview,) = re.findall(r"(/en/preview/[\w-]{43})", made)
    paths = [
        "/en/",
        "/en/statements/2026/",
        "/en/statements/2026/water",
        "/en/statements/2026/gone",
        "/en/statements/search?q=marker",
        "/en/positions?q=marker",
        f"/en/positions/{acts['position']}",
        preview,
        "/en/check?q=before+all+tricks+stands+this+marker",
        links,
        "/en/desk/",
        "/en/desk/statements",
        "/en/desk/statements/positions",
        f"/en/desk/statements/{acts['open']}",
        f"/en/desk/statements/{acts['later']}",
        f"/en/desk/statements/{acts['open']}/board",
        draft,
        f"{draft}/compare?language=en&old=1&new=2",
        f"{draft}/propose",
    ]
    found = {path: client.get(path) for path in paths}
    found["checked"] = client.post("/en/check", {"words": f"{MARKER} {LINE}"})
    found["a hostile question"] = client.get("/en/check", {"q": OWN[0]})
    found["a hostile search"] = client.get("/en/statements/search", {"q": OWN[0]})
    found["nowhere"] = client.get(f"/en/{OWN[0]}")
    answers = {name: one.content.decode() for name, one in found.items()}
    wrong = [name for name, one in found.items() if one.status_code not in (200, 404)]
    assert not wrong, wrong
    return answers
