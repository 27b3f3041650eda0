"""A hub, and a browser of each member's person who reports."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accord.core.acts.act import BlobRef
from accord.core.acts.encoding import from_base64
from tests.coalition import blob, keyid
from tests.hub import Hub

HOME = "/en/desk/reports"
WORDS = {"title": "Bridge", "text": "One lane is open.", "place": "Old bridge"}


def _at(path: str) -> str:
    """An address below the reports, or any other of the pages in English."""
    return path if path.startswith("/en/") else HOME + path


class Desk:
    """A person's browser, which signs what forms prepare."""

    def __init__(self, hub: Hub, name: str, client: Client) -> None:
        self.hub, self.name, self.client = hub, name, client

    def get(self, path: str = "", status: int = 200) -> str:
        """A page's HTML."""
        answer = self.client.get(_at(path))
        assert answer.status_code == status, (path, answer.status_code)
        return answer.content.decode()

    def prepare(self, path: str, **fields: object) -> tuple[int, dict[str, Any]]:
        """The answer of a prepare view."""
        answer = self.client.post(_at(path), fields)
        told = answer.content if "json" in answer["Content-Type"] else b"{}"
        return answer.status_code, json.loads(told)

    def does(self, path: str, **fields: object) -> str:
        """Fills in a form and signs what it prepares; returns the act's id."""
        status, answer = self.prepare(path, **fields)
        assert status == 200, answer
        for data in map(from_base64, answer["blobs"].values()):
            self.hub.blobs[BlobRef.of(data).sha256] = data
        return self.hub.sign(from_base64(answer["payload"]), self.name)

    def reports(self, words: dict[str, str] | None = None, **more: object) -> str:
        """A report, made without the form."""
        files = more.pop("files", {})
        body = {
            "marking": "amber",
            "audience": [],
            "topics": ["roads"],
            "observed": self.hub.time,
        }
        contents = {"report": blob(WORDS | (words or {}), self.hub.time)}
        assert isinstance(files, dict)
        return self.hub.does("reports.report", self.name, body | more, contents | files)

    def comments(self, report: str, text: str = "Still so.") -> str:
        """A comment, made without the form."""
        words = {"comment": blob({"text": text})}
        return self.hub.does("reports.comment", self.name, {"report": report}, words)


Desks = Callable[[str], Desk]


@pytest.fixture
def desk(hub: Hub) -> Desks:
    """A browser for each member's person who reports."""

    def of(member: str) -> Desk:
        name = f"{member}/reports"
        if keyid(name) not in hub.state.keys:
            hub.enrol(name, "reports")
        client = Client(SERVER_NAME="127.0.0.1")
        return Desk(hub, name, hub.sign_in(client, name))

    return of
