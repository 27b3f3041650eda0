"""`accord serve`: pages, API and the log's writer, in one process under granian.

Granian keeps a small process that holds nothing but its one worker; that worker has
the threads for requests and the appender's. The kernel ends it with its parent.
"""

import argparse
import ctypes
import os
import signal
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from granian import Granian
from granian.constants import Interfaces

from accord.cli import installation, ports, restore
from accord.cli.errors import GOOD, NO, Unreachable
from accord.cli.host import why_behind
from accord.cli.output import progress, say
from accord.desk import mornings
from accord.ledger import cache, snapshotting
from accord.replica import background
from accord.reports import watcher
from accord.sequencer import witness_rounds
from accord.supplies.planning import runner
from accord.voice import courier
from accord.web import secret

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

PR_SET_PDEATHSIG = 1
PATIENCE_SECONDS = 20  # for answers under way, when asked to end


def run(args: argparse.Namespace) -> int:
    """Serves until a signal (SIGINT or SIGTERM) asks for the end."""
    installation.require()
    reason = why_behind()
    if reason is not None:
        say(str(reason), *restore.BEHIND)
        return NO
    cache.keep()  # what was just replayed need not be replayed by the worker again
    _keep_secret()
    serve(settings.ENVIRONMENT.listen, args.threads)
    return GOOD


def _keep_secret() -> None:
    """A secret key that was lost is made anew; it protects sessions and forms alone."""
    if settings.ENVIRONMENT.secret_key or secret.kept(installation.directory()):
        return
    settings.SECRET_KEY = secret.secret_key(installation.directory())
    progress(f"{secret.NAME} was missing: made a new one. Everybody signs in anew.")


def serve(listen: str, threads: int) -> None:
    """Serves the installation at `listen`; raises Unreachable when that is taken."""
    host, port = ports.split(listen)
    if not ports.is_free(host, port):
        raise Unreachable(f"{listen} cannot be listened on: something else has it.")
    progress(f"Serving {settings.ORIGIN} at {listen}; Ctrl+C stops it.")
    # The worker is forked: it must not inherit an open database.
    connections.close_all()
    Granian(
        "accord.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        workers_kill_timeout=PATIENCE_SECONDS,
        websockets=False,
        log_enabled=False,
    ).serve(target_loader=partial(_load, os.getpid()), wrap_loader=False)


def _load(parent: int) -> Application:
    """What the worker runs; called inside of it."""
    _die_with(parent)
    application: Application = get_wsgi_application()
    witness_rounds.start()
    snapshotting.start()
    background.start(os.cpu_count() or 1, _work)
    return application


def _work() -> None:
    """What the hub alone does: a copy must not send a second time."""
    courier.start()
    mornings.start()
    watcher.start()
    runner.start()


def _die_with(parent: int) -> None:
    """Asks the kernel for SIGTERM when the process that started this one ends."""
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
