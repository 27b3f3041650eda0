"""The process's one appender thread: takes what waits, appends it as one group.

While one group is being made durable, the next posts gather in the queue: so a group
grows with the load, and a single post waits for one commit only.
"""

import logging
import queue
import threading
from concurrent.futures import Future

from django.db import close_old_connections

from accord.core.acts.envelope import Envelope
from accord.core.acts.errors import AccordError
from accord.sequencer import witness_rounds
from accord.sequencer.append import Outcome, append
from accord.sequencer.posts import Post, Receipts, make_post

GROUP = 100
WAITING = 1000
PATIENCE_SECONDS = 60

log = logging.getLogger(__name__)


class Busy(Exception):
    """Too much waits already, or nothing came back in time: try again."""


class Appender:
    """A queue and its thread; the thread starts with the first post."""

    def __init__(self) -> None:
        self.queue: queue.Queue[tuple[Post, Future[Outcome]]] = queue.Queue(WAITING)
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None

    def post(self, post: Post) -> Receipts:
        """Appends one post and waits until it is durable.

        Raises Malformed or Refused, and Busy when it is worth trying again.
        """
        self._start()
        future: Future[Outcome] = Future()
        try:
            self.queue.put_nowait((post, future))
        except queue.Full as error:
            raise Busy from error
        try:
            outcome = future.result(PATIENCE_SECONDS)
        except TimeoutError as error:
            raise Busy from error
        if isinstance(outcome, AccordError):
            raise outcome
        return outcome

    def _start(self) -> None:
        with self.lock:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(
                    target=self._run, name="appender", daemon=True
                )
                self.thread.start()

    def _run(self) -> None:
        while True:
            group = [self.queue.get()]
            while len(group) < GROUP and not self.queue.empty():
                group.append(self.queue.get_nowait())
            self._append(group)

    def _append(self, group: list[tuple[Post, Future[Outcome]]]) -> None:
        close_old_connections()
        try:
            outcomes = append([post for post, _ in group])
        except Exception as error:
            log.exception("A group of %d posts was not stored.", len(group))
            for _, future in group:
                future.set_exception(error)
            return
        for (_, future), outcome in zip(group, outcomes, strict=True):
            future.set_result(outcome)
        witness_rounds.wake()


_appender = Appender()


def post(envelopes: list[Envelope], blobs: list[bytes]) -> Receipts:
    """Appends envelopes and their contents, all or nothing, durably.

    Raises Malformed or Refused with the reason, Busy when it is worth trying again.
    """
    return _appender.post(make_post(envelopes, blobs))


def submit(one: Post) -> Receipts:
    """Appends one post; see `post`."""
    return _appender.post(one)
