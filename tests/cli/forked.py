"""Commands as processes of their own, forked from one that has loaded most of what
they load: of each command's work, finding modules is the half that is always the same.

A command's process has its own environment, directory, settings, files and exit code;
nothing of Django is set up before the fork. What a command loads when a user starts it
is tested in test_loaded.py; servers start from nothing in test_serve.py and
test_demo_copies.py.
"""

import atexit
import gc
import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from pyrage import passphrase

from tests.cli.agefile import under_passphrase

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120
POLL_SECONDS = 0.02
MAIN = "accord.cli.main"

# No module of ours that needs settings is among them.
LOADED = (
    *("accord.cli.environment", "accord.cli.words.describe", "accord.core.bundle"),
    *("accord.core.rules.fold", "accord.core.acts.sealed", "accord.core.acts.recovery"),
    *("asyncio", "concurrent.futures.process", "django.contrib.messages"),
    *("django.core.mail", "django.core.management.commands.migrate"),
    *("django.db.backends.sqlite3.base", "django.db.migrations.executor"),
    *("django.forms", "django.http", "django.template.defaultfilters", "django.urls"),
    *("django.views.debug", "http.server", "pyrage", "urllib.request", "zipfile"),
    # What servers load beside that.
    *("accord.core.bundle.gather", "accord.core.protocol.cosigner", "accord.quotes"),
    *("django.core.wsgi", "django.forms.models", "django.middleware.locale"),
    *("granian", "icalendar", "numpy", "openpyxl", "segno", "typst"),
)
_ONE_AT_A_TIME = threading.Lock()


class Ended(NamedTuple):
    """How a process ended (as `subprocess` says it), and what it wrote."""

    code: int
    out: str
    err: str


class Started:
    """A process that was forked, as `subprocess.Popen` has one; who forked it waits."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit code, once it ended."""
        if self.returncode is None:
            self.returncode = _asked({"ended": self.pid})
        return self.returncode

    def wait(self, timeout: float = PATIENCE_SECONDS) -> int:
        """Its exit code, when it has ended; raises TimeoutError."""
        pause = threading.Event()
        for _ in range(math.ceil(timeout / POLL_SECONDS)):
            code = self.poll()
            if code is not None:
                return code
            pause.wait(POLL_SECONDS)
        raise TimeoutError(f"{self.pid} goes on")

    def send_signal(self, number: int) -> None:
        """Sends it a signal, if it goes on."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Asks it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it."""
        self.send_signal(signal.SIGKILL)


Process = Started | subprocess.Popen[bytes]


def run(
    arguments: Sequence[object], environment: Mapping[str, str], module: str = MAIN
) -> Ended:
    """Runs the `main` of a module in a process of its own, until it ends."""
    with tempfile.TemporaryDirectory() as made:
        out, err = f"{made}/out", f"{made}/err"
        given = _request(module, arguments, environment, out, err)
        code = _asked(given | {"patience": PATIENCE_SECONDS})
        assert code is not None
        return Ended(code, Path(out).read_text("utf-8"), Path(err).read_text("utf-8"))


def start(
    arguments: Sequence[object],
    environment: Mapping[str, str],
    out: Path | str = os.devnull,
    err: Path | str = os.devnull,
) -> Started:
    """Starts `accord` in a session of its own; what it says is added to the files."""
    pid = _asked(_request(MAIN, arguments, environment, out, err))
    assert pid is not None
    return Started(pid)


def from_nothing(
    arguments: Sequence[object],
    environment: Mapping[str, str],
    out: Path | str = os.devnull,
    err: Path | str = os.devnull,
) -> subprocess.Popen[bytes]:
    """The same, started as a user does: nothing is loaded before."""
    with open(out, "ab") as said, open(err, "ab") as complained:
        return subprocess.Popen(
            [sys.executable, "-m", MAIN, *map(str, arguments)],
            env=environment,
            stdout=said,
            stderr=complained,
            start_new_session=True,
        )


def _request(
    module: str,
    arguments: Sequence[object],
    environment: Mapping[str, str],
    out: Path | str,
    err: Path | str,
) -> dict[str, Any]:
    return {
        "module": module,
        "arguments": [str(one) for one in arguments],
        "environment": dict(environment),
        "directory": str(Path.cwd()),
        "out": str(out),
        "err": str(err),
    }


def _asked(request: dict[str, Any]) -> int | None:
    """What the process that forks answers."""
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    with _ONE_AT_A_TIME:
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        found: int | None = json.loads(server.stdout.readline())
    return found


@cache
def _server() -> subprocess.Popen[str]:
    """The process that forks; this one's end closes its pipe, and so ends it."""
    server = subprocess.Popen(
        [sys.executable, "-c", "from tests.cli import forked; forked.serve()"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(server.communicate)
    return server


def serve() -> None:
    """Answers requests, one a line: with a command's exit code, a server's number, or
    the exit code of a server that was started, null while it goes on.
    """
    for name in LOADED:
        import_module(name)
    # A second of work at each passphrase is pyrage's to choose, and tested elsewhere.
    passphrase.encrypt = under_passphrase
    gc.freeze()  # what is loaded stays: no fork looks through it, and so copies it
    while line := sys.stdin.readline():
        print(json.dumps(_answer(json.loads(line))), flush=True)  # noqa: T201


def _answer(request: dict[str, Any]) -> int | None:
    if "ended" in request:
        pid, status = os.waitpid(request["ended"], os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if pid else None
    child = os.fork()
    if not child:
        sys.exit(_work_on(request))
    if "patience" not in request:
        return child
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _work_on(request: dict[str, Any]) -> int:
    writing = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    for number, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, request["out"], writing),
        (2, request["err"], writing),
    ):
        os.dup2(os.open(path, flags), number)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["directory"])
    sys.argv = [request["module"], *request["arguments"]]
    if "patience" in request:
        signal.alarm(request["patience"])
    else:
        os.setsid()
    code: int = import_module(request["module"]).main(request["arguments"])
    return code
