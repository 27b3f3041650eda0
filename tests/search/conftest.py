"""A hub with a report, actions, words and goods to be found."""

from collections.abc import Callable

import pytest
from django.test import Client

from accord.people.reader import Reader, live_key, make_reader
from accord.search.queries import Hits, search
from tests.coalition import FOUNDERS, blob, keyid
from tests.hub import Hub

Find = Callable[..., Hits]


@pytest.fixture
def reporting(hub: Hub) -> Hub:
    """The hub, where every member has a person with every task."""
    for member in FOUNDERS:
        hub.enrol(f"{member}/all", "actions", "people", "reports", "supplies", "voice")
    return hub


def report(
    hub: Hub, by: str, title: str, *audience: str, marking: str = "", text: str = ""
) -> str:
    """A report of a member, for all members or for these."""
    body: dict[str, object] = {
        "marking": marking or ("red" if audience else "amber"),
        "audience": list(audience),
        "topics": ["roads"],
        "observed": hub.time,
    }
    said = {"report": blob({"title": title, "text": text, "place": ""})}
    return hub.does("reports.report", f"{by}/all", body, said)


def reader(name: str) -> Reader:
    """The reader at a desk key."""
    key = live_key(keyid(name))
    assert key is not None
    return make_reader(key)


@pytest.fixture
def find(reporting: Hub) -> Find:
    """What a member's person finds."""

    def found(member: str, query: str, group: str = "") -> Hits:
        return search(reader(f"{member}/all"), query, "en", group)

    return found


@pytest.fixture
def desk(reporting: Hub) -> Callable[[str], Client]:
    """A member's browser."""

    def of(member: str) -> Client:
        return reporting.sign_in(Client(SERVER_NAME="127.0.0.1"), f"{member}/all")

    return of
