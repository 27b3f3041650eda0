"""A hub and members' copies as real processes on loopback, each in its own directory.

The coalition is founded by a process of its own (`founding.py`), so that the test's
database is not touched.
"""

import http.client
import json
import os
import secrets
import select
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from accord.cli.ports import free
from accord.core.acts import keyfile
from accord.core.acts.act import build
from accord.core.acts.envelope import Envelope, sign
from accord.core.tlog import note
from accord.ledger import clock
from tests.cli import forked
from tests.cli.forked import Process
from tests.coalition import FOUR, seed

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("ACCORD_")
} | {"ACCORD_LOG_LEVEL": "ERROR"}


def copies_key(member: str) -> str:
    """The name of a member's replica key, as the cast calls it."""
    return f"{member} replica"


@dataclass
class Served:
    """One `accord serve`: a hub or a copy, at an address of its own."""

    directory: Path
    port: int
    witnesses: str = ""
    process: Process | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """The environment of a command about it."""
        return ENVIRONMENT | {
            "ACCORD_DATA_DIR": str(self.directory),
            "ACCORD_URL": self.url,
            "ACCORD_LISTEN": f"127.0.0.1:{self.port}",
            "ACCORD_WITNESSES": self.witnesses,
        }

    def start(self) -> None:
        """Serves it, and waits until it answers at all."""
        self.process = forked.start(["serve"], self.settings)
        for _ in range(3000):
            try:
                self.get("/healthz")
            except (OSError, http.client.HTTPException):
                assert self.process.poll() is None, "the server has ended"
                select.select([], [], [], 0.02)
            else:
                return
        raise AssertionError("the server did not come up")

    def kill(self) -> None:
        """SIGKILL to all of its processes at once."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of a GET."""
        return self._ask("GET", path, b"")

    def json(self, path: str) -> dict[str, object]:
        """The JSON document at a path."""
        status, body = self.get(path)
        assert status == 200, (path, status, body)
        found: dict[str, object] = json.loads(body)
        return found

    def post(self, one: Envelope) -> tuple[int, bytes]:
        """Posts an act; raises OSError, HTTPException."""
        body = json.dumps({"blobs": [], "envelopes": [one.document()]})
        return self._ask("POST", "/api/v1/acts", body.encode())

    def _ask(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body)
            with connection.getresponse() as reply:
                return reply.status, reply.read()
        finally:
            connection.close()

    def command(self, *arguments: object) -> tuple[int, str, str]:
        """A command about it: exit code, what it printed, what it said beside."""
        done = forked.run(arguments, self.settings)
        return done.code, done.out, done.err


@dataclass
class Cast:
    """The hub and the members' copies, by handle."""

    hub: Served
    copies: dict[str, Served] = field(default_factory=dict)
    header: dict[str, object] = field(default_factory=dict)

    def make(self, member: str = "alfa") -> Envelope:
        """A new act: a member shows itself anew."""
        payload = build(
            "charter.profile",
            member,
            clock.text(),
            secrets.token_hex(16),
            {},
            **self.header,
        )
        return sign(payload, seed(member))

    def final(self, served: Served, epoch: int = 0) -> int:
        """The size of the newest final checkpoint of a server (and epoch), or 0."""
        epoch = epoch or self.epoch(served)
        status, body = served.get(f"/log/e{epoch}/checkpoint")
        if status != 200:
            return 0
        head, signatures = note.parse(body.decode())
        return head.size if len(signatures) > 3 else 0

    def epoch(self, served: Served) -> int:
        """The epoch that a server is at."""
        hub = served.json("/.well-known/accord.json")["hub"]
        assert isinstance(hub, dict)
        return int(hub["epoch"])


def until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    """Asks again and again, a bounded time, until it is true."""
    for _ in range(int(seconds / 0.05)):
        if true():
            return
        select.select([], [], [], 0.05)
    raise AssertionError("it did not come true")


@contextmanager
def playing(
    root: Path, members: Sequence[str] = FOUR, *, addressed: bool = True
) -> Iterator[Cast]:
    """A founded coalition, its hub and copies served; all killed at the end.

    Where nobody is `addressed`, neither hub nor copies know where copies are.
    """
    hub = Served(root / "hub", free("127.0.0.1"))
    done = forked.run((hub.directory, *members), hub.settings, "tests.replica.founding")
    assert done.code == 0, done.err
    cast = Cast(hub, header=json.loads(done.out))
    taken = [hub.port]
    for member in members:
        taken.append(free("127.0.0.1", taken))
        cast.copies[member] = Served(root / member, taken[-1])
    addresses = " ".join(f"{name}={one.url}" for name, one in cast.copies.items())
    hub.witnesses = addresses if addressed else ""
    with ExitStack() as ended:
        ended.callback(hub.kill)
        hub.start()
        for member, copy in cast.copies.items():
            others = {
                name: one.url
                for name, one in cast.copies.items()
                if addressed and name != member
            }
            _first(copy, member, cast, others.values())
            copy.witnesses = " ".join(f"{name}={url}" for name, url in others.items())
            ended.callback(copy.kill)
            copy.start()
        yield cast


def _first(copy: Served, member: str, cast: Cast, others: Iterable[str]) -> None:
    """Makes a member's copy and catches up."""
    file = copy.directory.with_suffix(".key.json")
    file.write_bytes(keyfile.write_plain("replica", seed(copies_key(member))))
    peers = [part for url in others for part in ("--peer", url)]
    given = (cast.hub.url, "--member", member, "--key", file, "--once", *peers)
    code, out, err = copy.command("replica", "follow", *given)
    assert code == 0, (out, err)
