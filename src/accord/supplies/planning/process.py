"""One process that plans, seen from the one that started it."""

import json
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

# How long it may be silent, and how long it has to end when it is asked to.
SILENT_SECONDS = 90.0
END_SECONDS = 20.0
POLL_SECONDS = 0.5
MAX_LINE = 64 << 20


class Failed(Exception):
    """The process ended without a plan; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Order:
    """How hard to search."""

    seconds: int
    seed: int
    cores: int
    routing: str = ""


def run(
    order: Order,
    problem: Mapping[str, object],
    progress: Callable[[dict[str, Any]], bool],
) -> dict[str, Any]:
    """The answer of a process of its own; raises Failed.

    `progress` is told how far it is, every half second or so, and says whether to stop.
    """
    head = {
        "seconds": order.seconds,
        "seed": order.seed,
        "cores": order.cores,
        "routing": order.routing,
    }
    data = json.dumps(head).encode() + b"\n" + json.dumps(problem).encode()
    with subprocess.Popen(
        [sys.executable, "-m", "accord.supplies.planning.work"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            return _answer(process, data, progress)
        finally:
            process.kill()


def _answer(
    process: "subprocess.Popen[bytes]",
    data: bytes,
    progress: Callable[[dict[str, Any]], bool],
) -> dict[str, Any]:
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018
    try:
        process.stdin.write(data)
        process.stdin.close()
    except BrokenPipeError as error:
        raise Failed("The planner has ended at once.") from error
    lines, patience = _Lines(process), _Patience(process)
    told: dict[str, Any] = {}
    while True:
        for line in lines.take(POLL_SECONDS):
            patience.heard()
            if "answer" in line:
                return _good(line["answer"])
            told = line
        if lines.ended:
            raise Failed("The planner has ended without a plan.")
        # Before its first line it does not listen to signals yet.
        if progress(told) and told:
            patience.ask_to_end()
        patience.check()


class _Patience:
    """How long the process is waited for."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._last = time.monotonic()
        self._asked = 0.0

    def heard(self) -> None:
        self._last = time.monotonic()

    def ask_to_end(self) -> None:
        if not self._asked:
            self._asked = time.monotonic()
            self._process.send_signal(signal.SIGTERM)

    def check(self) -> None:
        """Raises Failed when it is over."""
        now = time.monotonic()
        if now - self._last > SILENT_SECONDS:
            raise Failed("The planner did not answer for too long.")
        if self._asked and now - self._asked > END_SECONDS:
            raise Failed("The planner did not end when it was asked to.")


def _good(answer: dict[str, Any]) -> dict[str, Any]:
    if "error" in answer:
        raise Failed(str(answer["error"]))
    return answer


class _Lines:
    """Lines of JSON as they come."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None  # noqa: S101
        self._out = process.stdout
        self._rest = b""
        self.ended = False
        self._ready = selectors.DefaultSelector()
        self._ready.register(self._out, selectors.EVENT_READ)

    def take(self, seconds: float) -> list[dict[str, Any]]:
        """What has come within so many seconds."""
        if not self._ready.select(seconds):
            return []
        data = self._out.read1(1 << 20)  # type: ignore[attr-defined]
        if not data:
            self.ended = True
            return []
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > MAX_LINE:
            raise Failed("The planner’s answer is too long.")
        return [json.loads(one) for one in lines if one]
