"""The thread in `accord serve` that announces, reminds and sends.

It keeps nothing in memory: what it did stands in the database, so it goes on after a
restart where it was. Nothing it does has to come at a certain moment.
"""

import logging
import threading

from django.db import DatabaseError, close_old_connections

from accord.core.acts.errors import AccordError
from accord.ledger.cache import Damaged
from accord.voice import announcing, queue, reminding, smtp, subscribing, webhooks

EVERY_SECONDS = 10.0
TIDY = 360  # passes, about an hour

log = logging.getLogger(__name__)


def once() -> int:
    """One pass; returns how many things went out."""
    announcing.announce()
    if smtp.server() is not None:
        reminding.remind()
    return queue.deliver(smtp.send, webhooks.send)


def start() -> None:
    """Starts the thread; it ends with the process."""
    threading.Thread(target=_run, name="courier", daemon=True).start()


def _run() -> None:
    stopped = threading.Event()
    passes = 0
    while not stopped.wait(EVERY_SECONDS):
        try:
            once()
            if passes % TIDY == 0:
                queue.tidy()
                subscribing.tidy()
            passes += 1
        except (DatabaseError, AccordError, Damaged) as error:
            # A full disk or a damaged record: pages say so; a later pass may go well.
            log.error("Nothing could be sent: %s", error)  # noqa: TRY400
        except Exception:
            # Whatever it is: nobody would start this thread again.
            log.exception("The courier met something unforeseen")
        finally:
            close_old_connections()
