"""Phones with a camera, for journeys without a network: each a Chromium of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from tests.browsers import ARGUMENTS, faults, program
from tests.journeys.codes import HEIGHT, WIDTH, film, shown

PHONE = {"width": 390, "height": 844}
PATIENCE = 15_000
FILM = "--use-file-for-fake-video-capture"
CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")

# The worker answers for the page, and the reader of codes is on the phone.
_READY = """async () => {
  const reader = await caches.open("accord-code-reader");
  const isThere = async () => (await reader.keys()).length > 0;
  while (!navigator.serviceWorker.controller || !(await isThere())) {
    await new Promise(requestAnimationFrame);
  }
}"""

Phones = Callable[[str], "Phone"]


class Phone:
    """A browser with a camera that sees what is put before it."""

    def __init__(self, context: BrowserContext, camera: Path) -> None:
        self.context, self.camera = context, camera
        self.page = context.new_page()

    def sees(self, other: "Phone", frames: int = 12) -> None:
        """Holds the camera to another phone's screen."""
        film(shown(other.page, frames), self.camera)

    def network(self, *, there: bool) -> None:
        """Whether there is a network."""
        self.context.set_offline(not there)


@contextmanager
def made_phones(playwright: Playwright, directory: Path) -> Iterator[Phones]:
    """Makes phones by name; complains about errors on their pages."""
    path = program()
    with ExitStack() as closing:
        errors: list[str] = []

        def phone(name: str) -> Phone:
            camera = directory / f"{name}.y4m"
            film([b"\x90" * WIDTH * HEIGHT], camera)
            context = playwright.chromium.launch_persistent_context(
                directory / name,
                executable_path=path,
                args=[
                    *ARGUMENTS,
                    *CAMERA,
                    f"--use-file-for-fake-video-capture={camera}",
                ],
                viewport=PHONE,  # type: ignore[arg-type]
                locale="en-GB",
                permissions=["camera"],
            )
            closing.callback(_close, context)
            context.set_default_timeout(PATIENCE)
            made = Phone(context, camera)
            made.page.on("pageerror", lambda error: errors.extend(faults(error)))
            return made

        yield phone
        assert errors == [], errors


def _close(context: BrowserContext) -> None:
    # One that was killed is gone already.
    with suppress(Error):
        context.close()


def ready(page: Page) -> None:
    """Until everything is on the phone."""
    expect(page.get_by_role("heading", name="On its way to you")).to_be_visible()
    page.evaluate(_READY)
