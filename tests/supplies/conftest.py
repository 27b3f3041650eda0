"""A hub with stores, and a browser of each person."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from accord.core.acts.act import BlobRef
from accord.core.acts.encoding import from_base64
from tests.hub import Hub, furnished
from tests.stores import Stores

HOME = "/en/desk/supplies"
Case = tuple[Mapping[str, object], str, str]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style", "template")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style", "template")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def read(html: str) -> str:
    """What a reader sees of a page, on one line."""
    reader = _Text()
    reader.feed(html)
    return " ".join(" ".join(reader.words).split())


@dataclass
class Desk:
    """A person's browser: reads pages, fills in forms, signs what they prepare."""

    hub: Hub
    name: str
    client: Client

    def get(self, path: str = "") -> str:
        """A page's HTML."""
        answer = self.client.get(path if path.startswith("/en/") else HOME + path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content.decode()

    def see(self, path: str = "") -> str:
        """What a reader sees of a page."""
        return read(self.get(path))

    def prepare(self, path: str, **fields: object) -> tuple[int, dict[str, Any]]:
        """The answer of a prepare view."""
        answer = self.client.post(HOME + path, fields)
        return answer.status_code, answer.json()

    def wrong(self, path: str, **fields: object) -> dict[str, str]:
        """The sentences beside the fields of a form that is not accepted."""
        status, answer = self.prepare(path, **fields)
        assert status == 400, answer
        return dict(answer["fields"])

    def does(self, path: str, **fields: object) -> str:
        """Fills in a form and signs what it prepares; returns the act's id."""
        status, answer = self.prepare(path, **fields)
        assert status == 200, answer
        for data in map(from_base64, answer["blobs"].values()):
            self.hub.blobs[BlobRef.of(data).sha256] = data
        payload = from_base64(answer["payload"])
        act = self.hub.sign(payload, self.name)
        then = answer["next"].replace("{act}", act)
        assert self.client.get(then, follow=True).status_code == 200
        return act

    def refuses(
        self, path: str, fields: dict[str, object], cases: Iterable[Case]
    ) -> None:
        """Each case changes a good form so that one field is wrong, and says why."""
        for changes, field, sentence in cases:
            wrong = self.wrong(path, **{**fields, **changes})
            assert list(wrong) == [field], (changes, wrong)
            assert sentence in wrong[field], (changes, wrong)


Desks = Callable[[str], Desk]


@pytest.fixture
def shop(hub: Hub) -> Stores:
    """Three members with a site and two persons for goods each; two items."""
    return furnished(hub)


@pytest.fixture
def desk(shop: Stores) -> Desks:
    """Signs a person in, in a browser of their own: `desk("alfa/supplies")`."""
    hub = shop.coalition
    assert isinstance(hub, Hub)

    def signed_in(name: str) -> Desk:
        client = Client(SERVER_NAME="127.0.0.1")
        return Desk(hub, name, hub.sign_in(client, name))

    return signed_in


@pytest.fixture
def keeper(desk: Desks) -> Desk:
    """alfa's store keeper."""
    return desk("alfa/supplies")


@pytest.fixture
def lot(shop: Stores) -> str:
    """200 blankets in alfa's store, its own."""
    return shop.receive("alfa", 200)


@pytest.fixture
def sent(shop: Stores, lot: str) -> str:
    """100 of them, packed for charlie."""
    return shop.consign({lot: 100})


def body_of(shop: Stores, act: str) -> Any:  # noqa: ANN401 - any kind's body
    """The body of an act."""
    return shop.state.acts[act].act.body
