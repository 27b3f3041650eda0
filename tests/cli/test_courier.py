"""The queue of mail in the served process: it sends, and a crash loses nothing."""

import http.client
import queue
import re
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from urllib.parse import urlencode

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from accord.cli.ports import free
from tests.cli.conftest import Demo
from tests.cli.serving import Hub, copied, kill

PATIENCE_SECONDS = 60


@dataclass
class Box:
    """What a mail server took."""

    mails: "queue.Queue[bytes]" = field(default_factory=queue.Queue)

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.mails.put(envelope.original_content or b"")
        return "250 OK"


def post(hub: Hub, path: str, **fields: str) -> int:
    """Fills in a page's form, as a browser does."""
    connection = hub.connect()
    connection.request("GET", path)
    with connection.getresponse() as page:
        cookie = str(page.headers["Set-Cookie"]).partition(";")[0]
        html = page.read().decode()
    (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[:1]
    body = urlencode(fields | {"csrfmiddlewaretoken": token})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": cookie,
        "Origin": hub.url,
        "Referer": hub.url,
    }
    connection.request("POST", path, body, headers)
    with connection.getresponse() as answer:
        answer.read()
    connection.close()
    return answer.status


@pytest.fixture
def hub(demo: Demo, tmp_path: Path) -> Hub:
    found = copied(demo, tmp_path)
    found.settings |= {
        "ACCORD_SMTP_HOST": "127.0.0.1",
        "ACCORD_SMTP_PORT": str(free("127.0.0.1")),
        "ACCORD_SMTP_SECURITY": "none",
        "ACCORD_SMTP_FROM": "news@hub.example",
    }
    return found


def test_mail_goes_out_also_after_a_crash(hub: Hub) -> None:
    with hub.serving() as process:
        path = "/en/subscribe"
        assert post(hub, path, address="reader@paper.example") == http.client.OK
        kill(process)
    box = Box()
    port = int(hub.settings["ACCORD_SMTP_PORT"])
    running = Controller(box, hostname="127.0.0.1", port=port)
    running.start()
    try:
        with hub.serving():
            mail = message_from_bytes(box.mails.get(timeout=PATIENCE_SECONDS))
    finally:
        running.stop()
    assert mail["To"] == "reader@paper.example"
