"""The hub killed under load, and a member's copy made the host: is anything lost?

Real processes on loopback: a hub, four members' copies (three have to confirm), one
sender. After SIGKILL to the hub, `accord replica promote` on one copy; then what was
sent goes again until the new host's log confirms it. The time is from the decision
(promote is started) to the first act that is final under the new host.

    nice .venv/bin/python benchmarks/takeover.py [--json] [--runs 20]
"""

import argparse
import http.client
import json
import statistics
import sys
import tempfile
import threading
from pathlib import Path
from time import perf_counter

from _report import report

from accord.core.acts.act import parse_act
from accord.core.acts.envelope import Envelope
from tests.replica.cast import Cast, Served, playing, until


def main() -> None:
    """Measures and reports."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--runs", type=int, default=20)
    args = parser.parse_args()
    found = [_run(number) for number in range(args.runs)]
    seconds = [one[0] for one in found]
    kept = sum(one[1] for one in found)
    report(
        "takeover: median, decision to first final act", statistics.median(seconds), "s"
    )
    report("takeover: slowest", max(seconds), "s")
    goal = (f"{args.runs} of {args.runs}", kept == args.runs)
    report("takeover: runs in which no final act was lost", kept, "", None, *goal)


def _run(number: int) -> tuple[float, bool]:
    """Seconds to the first final act under the new host; whether nothing was lost."""
    with tempfile.TemporaryDirectory() as root, playing(Path(root)) as cast:
        saved: list[tuple[int, Envelope]] = []
        sender = threading.Thread(target=_send, args=(cast, saved))
        sender.start()
        until(lambda: cast.final(cast.hub) > 20 + 3 * number)
        size = cast.final(cast.hub)
        cast.hub.kill()
        sender.join()
        names = sorted(cast.copies)
        new = cast.copies[names[number % len(names)]]
        start = perf_counter()
        code, out, err = new.command("replica", "promote", "--json")
        if code != 0:
            sys.stderr.write(out + err)
            return perf_counter() - start, False
        one = cast.make()
        status, _ = new.post(one)
        index = _size(new)
        until(lambda: cast.final(new) >= index, 120)
        seconds = perf_counter() - start
        final = [act for place, act in saved if place < size]
        kept = status == 201 and all(_holds(new, act) for act in final)
        for _, act in saved:
            status, _ = new.post(act)
            kept = kept and status in (200, 201)
        everything = _size(new)
        until(lambda: cast.final(new) >= everything, 120)
        sys.stderr.write(
            f"run {number + 1}: {seconds:.1f} s, {len(saved)} saved, "
            f"{len(final)} of them final when the hub was killed, kept: {kept}\n"
        )
        return seconds, kept


def _send(cast: Cast, saved: list[tuple[int, Envelope]]) -> None:
    while True:
        one = cast.make()
        try:
            status, body = cast.hub.post(one)
        except (OSError, http.client.HTTPException):
            return
        if status == 201:
            (receipt,) = json.loads(body)["receipts"]
            saved.append((receipt["leaves"][0]["index"], one))


def _holds(served: Served, one: Envelope) -> bool:
    status, _ = served.get(f"/api/v1/acts/{parse_act(one.payload).id}")
    return status == 200


def _size(served: Served) -> int:
    checks = served.json("/readyz")["checks"]
    assert isinstance(checks, dict)
    return int(str(checks["log"]).split()[1])


if __name__ == "__main__":
    main()
