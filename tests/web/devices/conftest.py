"""For pages in Chromium against the hub itself: devices of its members."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from accord.core.acts import times
from tests.browsers import launched
from tests.hub import Hub
from tests.web.devices.people import Open


@pytest.fixture(scope="module")
def _loop_and_database() -> Iterator[None]:
    """Playwright keeps a loop in this thread, where Django refuses the database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="module")
def chromium(_loop_and_database: None) -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def site(
    chromium: Browser,
    live_server: LiveServer,
    hub: Hub,
    settings: LazySettings,
) -> str:
    """The address of a running hub of alfa, bravo and charlie."""
    settings.ORIGIN = live_server.url
    return live_server.url


@pytest.fixture
def device(chromium: Browser, site: str, hub: Hub) -> Iterator[Open]:
    """Opens a new device: an empty browser whose clock is the hub's."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def opened() -> Page:
        context = chromium.new_context(
            base_url=site, locale="en-GB", accept_downloads=True
        )
        context.clock.set_fixed_time(times.parse(hub.time))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []
