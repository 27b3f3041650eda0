"""The host is gone and lost what was not final: programs find the next one by a copy.

The copies chose the next host at what was final. The command asks the addresses that it
had heard of, is led there, checks the charter, and sends again what was lost.
"""

import json
import select
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from accord.cli.ports import free
from tests.cli.confirming import Confirming, moved, started
from tests.cli.conftest import Done, accord
from tests.coalition import FOUR

pytestmark = pytest.mark.slow


@contextmanager
def copy(port: int, about: dict[str, object]) -> Iterator[None]:
    """A member's copy, as far as it says where the host is now."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(about).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def until_final(hub: Confirming, size: int) -> None:
    """The sockets need a moment."""
    for _ in range(200):
        if "0 records wait" in str(hub.get("/readyz")) and size:
            return
        select.select([], [], [], 0.05)
    raise AssertionError(hub.get("/readyz"))


def test_what_a_host_lost_goes_to_the_next_one(tmp_path: Path) -> None:
    hub = started(tmp_path / "first")
    box, port = tmp_path / "outbox", free("127.0.0.1")
    delta = f"delta=http://127.0.0.1:{port}"
    with hub.confirmed():
        until_final(hub, 1)
    final = shutil.copytree(hub.directory, tmp_path / "second")
    file = hub.act_file(tmp_path / "profile.act.json")
    with hub.confirmed(("alfa", "bravo"), delta):
        done = send(file, box, "--hub", hub.url)
        assert "saved by the host" in done.out
    # The host is gone. A copy knows where the next one is.
    new = moved(hub, final)
    url = f"http://127.0.0.1:{port}"
    about = {"coalition": hub.coalition, "address": new.url, "copy": url, "members": {}}
    with copy(port, about):
        done = accord("act", "outbox", "--outbox", box)
        assert done.code == 0, done.err
        assert "saved by the host" in done.out  # as far as is known here
        with new.confirmed(FOUR):
            for _ in range(100):
                done = accord("act", "outbox", "--outbox", box, "--json")
                if '"final"' in done.out:
                    break
                select.select([], [], [], 0.1)
            entry = done.json["entries"][0]  # type: ignore[index]
            assert entry["state"] == "final"
            assert new.get("/.well-known/accord.json")["hub"]["epoch"] == 2  # type: ignore[index]
    known = json.loads((box / "known.json").read_text())[hub.coalition]
    assert (known["epoch"], known["addresses"][0]) == (2, new.url)
    assert list(box.glob("*-*.json")) == []
    assert accord("log", "verify", final).code == 0


def send(file: Path, box: Path, *more: object) -> Done:
    return accord("act", "send", file, "--outbox", box, *more)
