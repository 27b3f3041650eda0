"""A member that leaves while its people are signed in: nothing is open to them."""

import pytest
from django.test import Client

from accord.actions.models import Subscription
from accord.desk.models import SavedSearch
from tests.hub import Hub

PAGES = (
    "",
    "search?q=water",
    "search/found?q=water",
    "briefing",
    "actions",
    "actions/month",
    "actions/week.pdf",
    "actions/new",
    "reports",
    "reports/said",
    "reports/sources",
    "statements",
    "supplies",
    "me",
)
FORMS = ("actions/new/prepare", "actions/new/clashes", "reports/new/prepare")
ROLES = ("actions", "people", "reports", "supplies", "voice")


@pytest.fixture
def client(hub: Hub) -> Client:
    """A browser of charlie's person, with every task."""
    hub.enrol("charlie/all", *ROLES)
    return hub.sign_in(Client(SERVER_NAME="127.0.0.1"), "charlie/all")


def leave(hub: Hub) -> None:
    """charlie is not in the next roster."""
    hub.sign(hub.roster("alfa", "bravo"), "alfa", "bravo")


def test_every_page_asks_to_sign_in_again(hub: Hub, client: Client) -> None:
    def statuses() -> set[int]:
        return {client.get(f"/en/desk/{one}").status_code for one in PAGES}

    assert statuses() == {200}
    leave(hub)
    answers = [client.get(f"/en/desk/{one}") for one in PAGES]
    assert {one.status_code for one in answers} == {302}
    assert {one["Location"].partition("?")[0] for one in answers} == {
        "/en/desk/sign-in/"
    }
    assert b"charlie" not in b"".join(one.content for one in answers)


@pytest.mark.parametrize("path", FORMS)
def test_a_form_that_was_open_prepares_nothing(
    hub: Hub, client: Client, path: str
) -> None:
    assert client.post(f"/en/desk/{path}", {}).status_code in (200, 400)
    leave(hub)
    answer = client.post(f"/en/desk/{path}", {})
    assert answer.status_code in (302, 401, 403)
    assert b"payload" not in answer.content


def test_secret_addresses_end(hub: Hub, client: Client) -> None:
    added = client.post("/en/desk/actions/calendars/add").content.decode()
    calendar = "/calendar/" + added.partition("/calendar/")[2].partition(".ics")[0]
    kept = client.post("/en/desk/search/keep", {"q": "water"}).content.decode()
    feed = "/search/" + kept.partition("/search/")[2].partition(".atom")[0]
    anybody = Client(SERVER_NAME="127.0.0.1")
    paths = (f"{calendar}.ics", f"{feed}.atom")
    assert Subscription.objects.count() == SavedSearch.objects.count() == 1
    assert [anybody.get(one).status_code for one in paths] == [200, 200]
    leave(hub)
    assert [anybody.get(one).status_code for one in paths] == [404, 404]
