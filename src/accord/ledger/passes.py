"""Work that `accord serve` does again and again beside its pages: a thread for each.

Such work keeps nothing in memory: what it did stands in the database, so it goes on
after a restart where it was.
"""

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections

from accord.core.acts.errors import AccordError
from accord.ledger.cache import Damaged

log = logging.getLogger(__name__)


def start(
    name: str,
    work: Callable[[int], object],
    seconds: float,
    wanted: threading.Event | None = None,
) -> None:
    """Starts a thread that calls `work` every so many seconds, or sooner when `wanted`.

    `work` is given how many passes went well before. The thread ends with the process.
    """
    waiting = wanted or threading.Event()
    threading.Thread(
        target=_run, args=(name, work, seconds, waiting), name=name, daemon=True
    ).start()


def _run(
    name: str, work: Callable[[int], object], seconds: float, wanted: threading.Event
) -> None:
    passes = 0
    while True:
        wanted.wait(seconds)
        wanted.clear()
        try:
            work(passes)
            passes += 1
        except (DatabaseError, AccordError, Damaged) as error:
            # A full disk or a damaged record: pages say so; a later pass may go well.
            log.error("The %s could not do its work: %s", name, error)  # noqa: TRY400
        except Exception:
            # Whatever it is: nobody would start this thread again.
            log.exception("The %s met something unforeseen", name)
        finally:
            close_old_connections()
