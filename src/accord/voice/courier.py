"""The thread in `accord serve` that announces, reminds and sends.

It keeps nothing in memory: what it did stands in the database, so it goes on after a
restart where it was. Nothing it does has to come at a certain moment.
"""

from accord.ledger import passes
from accord.voice import announcing, queue, reminding, smtp, subscribing, webhooks

EVERY_SECONDS = 5.0
TIDY = 720  # passes, about an hour


def once() -> int:
    """One pass; returns how many things went out."""
    announcing.announce()
    if smtp.server() is not None:
        reminding.remind()
    return queue.deliver(smtp.send, webhooks.send)


def start() -> None:
    """Starts the thread."""
    passes.start("courier", _pass, EVERY_SECONDS)


def _pass(number: int) -> None:
    once()
    if number % TIDY == 0:
        queue.tidy()
        subscribing.tidy()
