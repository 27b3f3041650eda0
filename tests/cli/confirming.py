"""A hub of four members whose copies confirm, on disk, served by a real `accord serve`.

The copies are tests/witness.py: they check the proof and sign, and hold nothing.

    make DIRECTORY   makes one, and prints the coalition's id
    move DIRECTORY   copies choose another host: this one
"""

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from accord.cli import environment
from accord.cli.ports import free
from accord.core.acts.act import build, parse_act
from accord.core.acts.actfile import ActFile, write
from accord.core.acts.envelope import Envelope, sign
from accord.core.tlog import cosignature, note
from accord.ledger import clock
from tests.cli import forked
from tests.cli.conftest import ENVIRONMENT
from tests.cli.serving import Hub as Served
from tests.coalition import FOUR, copies, public, seed, takeover
from tests.witness import TinyWitness


def run(verb: str, directory: Path) -> str:
    """Does one thing in a process of its own; returns what it printed."""
    done = forked.run((verb, directory), ENVIRONMENT, "tests.cli.confirming")
    assert done.code == 0, done.err
    return done.out.strip()


@dataclass
class Confirming(Served):
    """The hub, its coalition, and its members' witnesses by handle."""

    coalition: str = ""
    witnesses: dict[str, TinyWitness] = field(default_factory=dict)

    def profile(self, member: str = "alfa") -> Envelope:
        """A new act of a member: it changes nothing, and everybody may do it often."""
        payload = build(
            "charter.profile",
            member,
            clock.text(),
            secrets.token_hex(16),
            {},
            **self.header,
        )
        return sign(payload, seed(f"{member}/people"))

    def act_file(self, path: Path, one: Envelope | None = None) -> Path:
        """The act in a file, as `accord act send` takes it."""
        envelope = one or self.profile()
        act = parse_act(envelope.payload)
        path.write_bytes(write(ActFile(act, {}, envelope.signatures)))
        return path

    @contextmanager
    def confirmed(self, names: Sequence[str] = FOUR, more: str = "") -> Iterator[None]:
        """While the hub is served and asks the copies of these members, and `more`."""
        with ExitStack() as stack:
            found = [
                f"{name}={stack.enter_context(self.witnesses[name].serving())}"
                for name in names
            ]
            self.settings["ACCORD_WITNESSES"] = " ".join([*found, more])
            stack.enter_context(self.serving())
            yield

    def get(self, path: str) -> dict[str, object]:
        """What the hub answers."""
        connection = self.connect()
        try:
            connection.request("GET", path)
            with connection.getresponse() as reply:
                found: dict[str, object] = json.loads(reply.read())
                return found
        finally:
            connection.close()


def started(directory: Path) -> Confirming:
    """A new hub of four members."""
    directory.mkdir(mode=0o700)
    coalition = run("make", directory)
    hub = Confirming(directory, free("127.0.0.1"), b"", coalition=coalition)
    hub.settings["ACCORD_URL"] = hub.url
    for name in FOUR:
        hub.witnesses[name] = TinyWitness(
            cosignature.name(coalition, name),
            seed(f"{name} replica"),
            {f"accord/{coalition}/e1": bytes.fromhex(public("hub"))},
        )
    with hub.serving():
        head, _ = note.parse(str(hub.get("/api/v1/checkpoint")["checkpoint"]))
    hub.header = {
        "coalition": coalition,
        "after": {"size": head.size, "root": head.root.hex()},
    }
    return hub


def moved(hub: Confirming, directory: Path) -> Confirming:
    """What is in `directory` goes on as the next host, chosen by three copies."""
    run("move", directory)
    new = replace(hub, directory=directory, port=free("127.0.0.1"), settings={})
    new.settings["ACCORD_URL"] = new.url
    origin = f"accord/{hub.coalition}/e2"
    new.witnesses = {
        name: replace(
            one, logs={origin: bytes.fromhex(public("hub two"))}, size=0, root=b""
        )
        for name, one in hub.witnesses.items()
    }
    return new


def main(arguments: Sequence[str]) -> int:
    """Does what `run` asks for, and prints what it returns."""
    verb, directory = arguments[0], Path(arguments[1])
    environment.use(directory, log_level="ERROR")
    from accord.cli import installation  # noqa: PLC0415 - after the settings
    from accord.core.acts import keyfile  # noqa: PLC0415 - after the settings
    from accord.ledger import hubkey  # noqa: PLC0415 - after the settings
    from accord.web import secret  # noqa: PLC0415 - after the settings
    from tests import cosigners  # noqa: PLC0415 - after the settings
    from tests.hub import empty_hub  # noqa: PLC0415 - after the settings

    now = clock.text()
    with empty_hub() as hub:
        if verb == "make":
            installation.migrate()
            secret.secret_key(directory)
            cosigners.found(hub)
            print(hub.state.coalition)  # noqa: T201 - what the caller reads
            return 0
        hub.time = now
        hub.refresh()
        path = hubkey.directory() / f"hub-{public('hub two')[:16]}.key.json"
        path.write_bytes(keyfile.write_plain("hub", seed("hub two")))
        hub.sign(takeover(hub), *copies("alfa", "bravo", "charlie"))
    return 0
