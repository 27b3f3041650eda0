"""How long a start takes from a snapshot, and the memory that a state takes.

The log is made in memory by the rules themselves, in the mix of the other benchmarks
(half of it needs, the rest goods that come in and counts), with signatures that nobody
verifies: a start does not verify them either. The start is measured in a process of
its own: reading and checking the file, the state at hand, and the longest tail that
may have to be replayed behind it. Seconds are those of one core; the file is in the
machine's memory already, as after a restart of the server alone.

    .venv/bin/python benchmarks/snapshot.py [--json] [ACTS]       (1,000,000)
"""

import re
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from time import process_time

from _report import report

from accord.core.acts.act import build
from accord.core.acts.envelope import Leaf, Signature, parse_leaf
from accord.core.rules import fold
from accord.core.rules.state import State
from accord.ledger import snapshot, snapshots
from tests.coalition import keyid
from tests.stores import Stores, stores

START_GOAL = 5
PART = 100_000
MEGABYTE = 2**20


def acts(shop: Stores, start: int, count: int) -> list[bytes]:
    """So many leaves of new acts by alfa, one act each."""
    after, coalition = shop.coalition.head(), shop.state.coalition
    signature = Signature(keyid("alfa/supplies"), bytes(64))
    made = []
    for number in range(start, start + count):
        kind, body = _act(shop, number)
        nonce = sha256(b"%d" % number).hexdigest()[:32]
        payload = build(
            kind,
            "alfa",
            shop.coalition.time,
            nonce,
            body,
            coalition=coalition,
            after=after,
        )
        made.append(Leaf(payload, signature, shop.coalition.time).encode())
    return made


def _act(shop: Stores, number: int) -> tuple[str, dict[str, object]]:
    line = {"item": shop.items["blanket"], "quantity": 20 + number % 7}
    here = {"site": shop.sites["alfa"], "owner": "alfa", "field": False}
    if number % 4 == 0:
        return "supplies.receive", here | {"donor": "lantern-guild", "lines": [line]}
    if number % 4 == 1:
        counted = {"item": shop.items["blanket"], "counted": 3}
        return "supplies.count", here | {"lines": [counted]}
    need = {"priority": 3, "people": 40, "due": "2026-12-24T08:00:00Z"}
    return "supplies.need", need | line | {"site": shop.sites["alfa"]}


def play(state: State, leaves: list[bytes]) -> None:
    """Applies leaves to a state."""
    for data in leaves:
        fold.apply(state, fold.check(state, parse_leaf(data), verify=False, data=data))


def resident() -> float:
    """The memory that is this process's own now, in MB, without files that it reads."""
    status = Path("/proc/self/status").read_text()
    (kilobytes,) = re.findall(r"RssAnon:\s+(\d+) kB", status)
    return int(kilobytes) / 1024


def start(path: Path, tail: Path) -> None:
    """In a process of its own: prints the seconds of both steps, and the memory."""
    began = process_time()
    state = snapshot.read(path).state()
    ready = process_time()
    play(state, tail.read_bytes().splitlines())
    print(ready - began, process_time() - ready, resident())


def main() -> None:
    """Makes the log, the snapshot and the start."""
    wanted = next((int(one) for one in sys.argv[1:] if one.isdigit()), 1_000_000)
    shop, began = stores(), resident()
    for first in range(0, wanted, PART):
        play(shop.state, acts(shop, first, min(PART, wanted - first)))
        if first == 0:
            memory = resident() - began
    report("state in memory, per 100,000 acts", memory, "MB")
    with tempfile.TemporaryDirectory(prefix="accord-benchmark-") as directory:
        path, tail = Path(directory) / "state", Path(directory) / "tail"
        before = process_time()
        snapshot.write(path, shop.state)
        written = process_time() - before
        longest = max(snapshots.FIRST, shop.state.size // snapshots.PART)
        tail.write_bytes(b"\n".join(acts(shop, wanted, longest)))
        size = path.stat().st_size / MEGABYTE
        here = [sys.executable, __file__, "--start", str(path), str(tail)]
        said = subprocess.run(here, capture_output=True, text=True, check=True).stdout
    opened, replayed, memory = map(float, said.split())
    named = f"{shop.state.size:,} records"
    report(f"snapshot's size, {named}", size, "MB")
    report("writing it, all of it new", written, "s")
    report(f"start from it, {named}", opened, "s")
    report(f"replaying the longest tail, {longest:,} records", replayed, "s")
    whole = opened + replayed
    report("start, both", whole, "s", None, "value < 5", whole < START_GOAL)
    report("memory of the process then", memory, "MB")


if __name__ == "__main__":
    if "--start" in sys.argv:
        start(Path(sys.argv[-2]), Path(sys.argv[-1]))
    else:
        main()
