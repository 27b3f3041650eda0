"""Commands as processes of their own, forked from one that has loaded most of what
they load: of each command's work, finding modules is the half that is always the same.

A command's process has its own environment, directory, settings, files and exit code;
nothing of Django is set up before the fork. What a command loads when a user starts it
is tested in test_loaded.py, and in every test that starts a server.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from pyrage import passphrase

from tests.cli.agefile import under_passphrase

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120
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
)


class Ended(NamedTuple):
    """How a process ended (as `subprocess` says it), and what it wrote."""

    code: int
    out: str
    err: str


def run(
    arguments: Sequence[object], environment: Mapping[str, str], module: str = MAIN
) -> Ended:
    """Runs the `main` of a module in a process of its own, until it ends."""
    with tempfile.TemporaryDirectory() as made:
        request: dict[str, Any] = {
            "module": module,
            "arguments": [str(one) for one in arguments],
            "environment": dict(environment),
            "directory": str(Path.cwd()),
            "out": f"{made}/out",
            "err": f"{made}/err",
        }
        server = _server()
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        out, err = (Path(request[one]).read_text("utf-8") for one in ("out", "err"))
    return Ended(code, out, err)


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
    """Answers requests, one a line, with exit codes; a fork works on each."""
    for name in LOADED:
        import_module(name)
    # A second of work at each passphrase is pyrage's to choose, and tested elsewhere.
    passphrase.encrypt = under_passphrase
    while line := sys.stdin.readline():
        request = json.loads(line)
        child = os.fork()
        if not child:
            sys.exit(_work_on(request))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - the answer


def _work_on(request: dict[str, Any]) -> int:
    for number, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, request["out"], os.O_WRONLY | os.O_CREAT),
        (2, request["err"], os.O_WRONLY | os.O_CREAT),
    ):
        os.dup2(os.open(path, flags), number)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["directory"])
    sys.argv = [request["module"], *request["arguments"]]
    signal.alarm(PATIENCE_SECONDS)
    code: int = import_module(request["module"]).main(request["arguments"])
    return code
