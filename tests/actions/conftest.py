"""A hub, and a browser of each member's person who coordinates."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accord.core.acts.act import BlobRef
from accord.core.acts.encoding import from_base64
from tests.coalition import keyid
from tests.hub import Hub

HOME = "/en/desk/actions"
PLAN = {
    "title": "Clear the mill road",
    "start": "2026-11-05T10:00",
    "end": "2026-11-05T14:00",
    "site": "",
    "place": "Mill road",
    "people": "6",
    "vehicles": "1",
    "text": "Bring spades.",
    "visibility": "members",
}

SECRET = PLAN | {
    "title": "Canary action",
    "text": "Canary text",
    "place": "Canary place",
    "visibility": "named",
    "audience": ["bravo"],
}


class Desk:
    """A person's browser, which signs what forms prepare."""

    def __init__(self, hub: Hub, name: str, client: Client) -> None:
        self.hub, self.name, self.client = hub, name, client

    def get(self, path: str = "", status: int = 200) -> str:
        """A page's HTML."""
        answer = self.client.get(HOME + path)
        assert answer.status_code == status, (path, answer.status_code)
        return answer.content.decode()

    def prepare(self, path: str, **fields: object) -> tuple[int, dict[str, Any]]:
        """The answer of a prepare view."""
        answer = self.client.post(HOME + path, fields)
        return answer.status_code, json.loads(answer.content)

    def does(self, path: str, **fields: object) -> str:
        """Fills in a form and signs what it prepares; returns the act's id."""
        status, answer = self.prepare(path, **fields)
        assert status == 200, answer
        for data in map(from_base64, answer["blobs"].values()):
            self.hub.blobs[BlobRef.of(data).sha256] = data
        return self.hub.sign(from_base64(answer["payload"]), self.name)


Desks = Callable[[str], Desk]


@pytest.fixture
def desk(hub: Hub) -> Desks:
    """A browser for each member's person who coordinates."""

    def of(member: str) -> Desk:
        name = f"{member}/actions"
        if keyid(name) not in hub.state.keys:
            hub.enrol(name, "actions")
        client = Client(SERVER_NAME="127.0.0.1")
        return Desk(hub, name, hub.sign_in(client, name))

    return of
