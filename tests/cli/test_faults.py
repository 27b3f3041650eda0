"""Through a bad network every act ends recorded once, or refused with a reason."""

import sqlite3
import threading
from collections import Counter
from pathlib import Path

import pytest

from accord.cli import sending
from accord.cli.outbox import Outbox
from accord.core.acts import actfile
from accord.core.acts.act import parse_act
from accord.core.acts.envelope import Envelope, parse_leaf
from tests.cli.confirming import Confirming, started
from tests.cli.conftest import accord
from tests.cli.faults import FAULTS, BadNetwork
from tests.coalition import FOUR

pytestmark = pytest.mark.slow

ACTS = 8
ROUNDS = 60


class Client(threading.Thread):
    """A member's program: it hands in acts, and sends until its outbox is empty."""

    def __init__(self, box: Outbox, url: str, envelopes: list[Envelope]) -> None:
        super().__init__()
        self.box = box
        self.url = url
        self.envelopes = envelopes
        self.refused: dict[str, str] = {}

    def run(self) -> None:
        for one in self.envelopes:
            self.box.add(actfile.of(one, {}))
            self.send()

    def send(self) -> None:
        coalition = parse_act(self.envelopes[0].payload).coalition or ""
        sending._deliver(self.box, coalition, self.url)
        for one in self.box.entries():
            if one.refused is not None:
                self.refused[one.file.act.id] = one.refused
                self.box.drop(one)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Confirming:
    return started(tmp_path_factory.mktemp("hub") / "four")


@pytest.mark.parametrize("seed", [1, 2])
def test_every_act_is_recorded_once_or_refused(
    hub: Confirming, tmp_path: Path, seed: int
) -> None:
    network = BadNetwork(hub.port, seed)
    with hub.confirmed(), network.serving() as url:
        clients = [
            Client(
                Outbox(tmp_path / name), url, [hub.profile(name) for _ in range(ACTS)]
            )
            for name in FOUR
        ]
        # One that the rules refuse, whatever the network does.
        stranger = hub.profile("alfa")
        forged = Envelope(stranger.payload, hub.profile("bravo").signatures)
        clients[0].envelopes.append(forged)
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        network.calm = True
        for client in clients:
            for _ in range(ROUNDS):
                if not client.box.entries():
                    break
                client.send()
    assert not any(client.box.entries() for client in clients)
    assert set(network.done) == set(FAULTS)
    times = Counter(recorded(hub))
    for client in clients:
        for one in client.envelopes:
            act = parse_act(one.payload).id
            assert (times[act], act in client.refused) in ((1, False), (0, True))
    refused = clients[0].refused[parse_act(forged.payload).id]
    assert refused == "The signature does not fit these words."
    assert accord("log", "verify", hub.directory).code == 0


def recorded(hub: Confirming) -> list[str]:
    """The act of each record, as often as it stands in the log."""
    db = sqlite3.connect(hub.directory / "accord.sqlite3")
    rows = db.execute("SELECT leaf FROM ledger_entry").fetchall()
    db.close()
    return [parse_act(parse_leaf(bytes(row[0])).payload).id for row in rows]
