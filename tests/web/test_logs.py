"""What a log may not hold: the secret part of an address that only one person has."""

import json
import logging

import pytest
from django.test import Client

from accord.web.logs import Lines
from tests.hub import Hub
from tests.leaks.routes import Route, routes

TOKEN = "Zk3v-secret_of-one-person-alone0"
PRIVATE = [one for one in routes() if "token" in one.converters]


def logged(path: str) -> dict[str, object]:
    """A line about a request to an address."""
    said = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Not Found: %s", (path,), None
    )
    said.request = type("Request", (), {"method": "HEAD", "path": path})
    line: dict[str, object] = json.loads(Lines().format(said))
    return line


@pytest.mark.parametrize("route", PRIVATE, ids=lambda one: one.name)
def test_no_line_holds_a_secret_link(route: Route) -> None:
    path = route.template.replace("{token}", TOKEN)
    line = logged(path)
    assert TOKEN not in str(line)
    assert str(line["path"]).startswith(path[: path.index(TOKEN)])


def test_other_addresses_are_logged_whole() -> None:
    path = f"/en/desk/reports/{'a' * 64}"
    assert logged(path)["path"] == path


def test_the_log_of_a_program_that_only_looks(
    hub: Hub, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    """Django says the whole address of what it does not answer."""
    client.head(f"/calendar/{TOKEN}.ics")
    (record,) = [one for one in caplog.records if one.name == "django.request"]
    assert TOKEN in record.getMessage()
    assert TOKEN not in Lines().format(record)
