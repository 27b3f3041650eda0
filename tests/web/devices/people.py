"""People at devices: invited, enrolled, and before the sign dialog."""

import base64
from collections.abc import Callable

from playwright.sync_api import Locator, Page

from accord.core.acts import times
from tests.coalition import public, seed
from tests.hub import Hub

Open = Callable[[], Page]


def invite(hub: Hub, name: str, *roles: str) -> str:
    """The path of an invitation link for `name` ("alfa/dora")."""
    member, _, person = name.partition("/")
    body = {
        "key": public(f"{name} once"),
        "person": person,
        "roles": sorted(roles),
        "until": times.shift(hub.time, days=300),
    }
    act = hub.does("charter.invite", member, body)
    once = base64.urlsafe_b64encode(seed(f"{name} once")).decode().rstrip("=")
    return f"/enrol/#{act}.{once}"


def enrolled(page: Page, hub: Hub, name: str, *roles: str) -> Page:
    page.goto(invite(hub, name, *roles))
    page.click("button.sign")
    page.wait_for_url("**/desk/")
    return page


def dialog(page: Page) -> Locator:
    return page.locator("dialog.signing")
