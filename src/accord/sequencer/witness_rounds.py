"""Gathering cosignatures in the background: one checkpoint at a time goes to everybody.

    appended  --wake-->  leader: the next checkpoint  --shown to-->  each witness
                            ^                                            |
                            +---- final, or nobody else will answer -----+

All are shown the same checkpoint, or under load each would sign another one and none
would ever have its quorum; copies that cannot be asked come and look which one it is.
What is appended meanwhile is covered by the next. Nothing is done, and nobody asked,
while nothing changes. A witness that fails is asked again, later and later; it keeps
nobody else waiting.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from accord.core.acts.errors import AccordError
from accord.core.protocol import quorum
from accord.core.tlog import cosignature, note
from accord.ledger import cosignatures, hubkey, queries, tiles
from accord.ledger.cache import Damaged, reading
from accord.sequencer import cosign, witness_client
from accord.sequencer.witness_client import (
    LATER_SECONDS,
    PATIENCE_SECONDS,
    Client,
    Failed,
    IsAhead,
    Later,
)
from accord.sequencer.witness_list import Witness

SOONEST_SECONDS = 1.0
LATEST_SECONDS = 60.0
LOOK_SECONDS = 5.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Target:
    """The checkpoint that everybody is shown now, with the host's signature alone."""

    epoch: int
    size: int
    note: str

    @property
    def place(self) -> tuple[int, int]:
        """What comes later is greater."""
        return self.epoch, self.size


@dataclass
class Asked:
    """How it stands with one witness; `trouble` is a sentence for the operator."""

    witness: Witness
    client: Client
    epoch: int = 0
    done: tuple[int, int] = (0, 0)
    trouble: str = ""
    failures: int = 0
    soon: bool = False

    def wait(self) -> float:
        """Seconds until it is asked again after a failure: later and later.

        One that is only behind is asked `soon`, however often.
        """
        if self.soon:
            return LATER_SECONDS
        return min(SOONEST_SECONDS * 2.0 ** min(self.failures - 1, 10), LATEST_SECONDS)


@dataclass
class Rounds:
    """A leader and one thread for each witness."""

    witnesses: Sequence[Witness]
    changed: threading.Condition = field(default_factory=threading.Condition)
    target: Target | None = None
    woken: bool = True
    stopping: bool = False
    settled: bool = True
    unasked: bool = False
    asked: list[Asked] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Starts the threads."""
        self.asked = [
            Asked(one, Client(one.url, tiles.consistency)) for one in self.witnesses
        ]
        runs: list[tuple[str, Callable[[], None]]] = [("cosigning", self._lead)]
        runs += [
            (f"asking {one.witness.name}"[:40], self._asking(one)) for one in self.asked
        ]
        for name, run in runs:
            thread = threading.Thread(target=run, name=name, daemon=True)
            self.threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Ends the threads; one that waits for an answer ends with it."""
        with self.changed:
            self.stopping = True
            self.changed.notify_all()
        for thread in self.threads:
            thread.join(PATIENCE_SECONDS)

    def wake(self) -> None:
        """Something was appended."""
        with self.changed:
            self.woken = True
            self.changed.notify_all()

    # The leader

    def _lead(self) -> None:
        while self._wait_for_news():
            try:
                self._choose()
            except (DatabaseError, Damaged):
                log.exception("The newest checkpoint could not be read.")
            finally:
                close_old_connections()

    def _wait_for_news(self) -> bool:
        """Until there is something to show, and who was shown the last has answered.

        A checkpoint whose quorum does not come is given up when all have answered or
        failed, or when they had their time.
        """
        with self.changed:
            # A command appends in a process of its own, and wakes nobody here.
            self.changed.wait_for(lambda: self.woken or self.stopping, LOOK_SECONDS)
            self.changed.wait_for(
                lambda: self.settled or self.stopping, PATIENCE_SECONDS
            )
            self.woken = False
            return not self.stopping

    def _choose(self) -> None:
        """Shows the newest checkpoint, if that is newer, and if this is the hub."""
        with reading() as state:
            if state.roster is None:
                return
            terms = state.roster.terms
        if hubkey.find(terms.hub.key) is None:
            return
        asked = {one.member for one in self.witnesses}
        copies = quorum.replica_keys(terms).keys()
        with self.changed:
            head = queries.head()
            if head is None:
                return
            target = Target(head.epoch, head.size, cosignature.without(head.note))
            if self.target is None or target.place > self.target.place:
                self.target = target
                self.unasked = bool(copies - asked)
                self.settled = not copies or quorum.needed(terms) == 0
                self.changed.notify_all()

    def current(self) -> Target | None:
        """What everybody is shown now; the first time it is chosen here.

        So it never seems to go back to somebody who looks again.
        """
        if self.target is None:
            self._choose()
        return self.target

    def check_settled(self, target: Target | None) -> None:
        """Whether the next may come: this one is final, or nobody will add to it."""
        if target is None:
            return
        final = cosignatures.is_final(*target.place)
        with self.changed:
            if self.target is target:
                answered = not self.unasked and all(
                    one.done >= target.place or one.failures for one in self.asked
                )
                self.settled = self.settled or final or answered
                self.changed.notify_all()

    # One witness

    def _asking(self, asked: Asked) -> Callable[[], None]:
        def run() -> None:
            while (target := self._wait_for_target(asked)) is not None:
                try:
                    self._show(asked, target)
                    self.check_settled(target)
                except (DatabaseError, Damaged):
                    log.exception("A cosignature could not be kept.")
                    self._failed(asked, "its answer could not be kept")
                finally:
                    close_old_connections()
            asked.client.close()

        return run

    def _wait_for_target(self, asked: Asked) -> Target | None:
        """The next checkpoint to show; later, after a failure; None at the end."""
        with self.changed:
            if asked.failures:
                self.changed.wait_for(lambda: self.stopping, asked.wait())
            self.changed.wait_for(lambda: self.stopping or self._is_due(asked))
            return None if self.stopping else self.target

    def _is_due(self, asked: Asked) -> bool:
        return self.target is not None and self.target.place > asked.done

    def _show(self, asked: Asked, target: Target) -> None:
        if asked.epoch != target.epoch:
            # Another host's log, by another name: what it has of that is not known.
            asked.epoch, asked.client.old = target.epoch, 0
        try:
            answer = asked.client.ask(target.size, target.note)
            self._take(asked, target, answer)
        except IsAhead as ahead:
            self._is_ahead(asked, ahead, target)
        except Failed as error:
            self._failed(asked, str(error), isinstance(error, Later))
        except AccordError as error:
            self._failed(asked, str(error))
        else:
            if asked.trouble:
                log.info("%s cosigns again.", asked.witness.name)
            with self.changed:
                asked.done, asked.trouble, asked.failures = target.place, "", 0

    def _take(self, asked: Asked, target: Target, answer: str) -> None:
        """Keeps the true cosignatures in an answer; raises Failed without any."""
        found = witness_client.lines(answer)
        checkpoint, _ = note.parse(target.note)
        with reading() as state:
            known = cosign.known_names(state)
            name = asked.witness.name
            if asked.witness.key is None:
                name = cosignature.name(state.coalition, name)
        wanted = {name: known[name]} if name in known else {}
        said = cosign.checked(checkpoint, target.note, found, wanted)
        if not said:
            raise Failed("its answer holds no cosignature by its key")
        cosign.keep(said)

    def _is_ahead(self, asked: Asked, ahead: IsAhead, target: Target) -> None:
        """It was shown a later checkpoint elsewhere: that is shown to all next."""
        head = queries.head()
        if head is None or head.size < ahead.size:
            log.error(
                "%s holds %d records of this log, more than this hub.",
                asked.witness.name,
                ahead.size,
            )
            self._failed(asked, f"it holds {ahead.size} records, more than this hub")
            # Its word is none; but this host's own signature says what there was.
            with suppress(Failed, AccordError, cosign.Unknown):
                cosign.read(asked.client.newest())
            return
        with self.changed:
            asked.done = target.place
        self.wake()

    def _failed(self, asked: Asked, trouble: str, soon: bool = False) -> None:
        if asked.trouble != trouble:
            log.warning("%s does not cosign: %s.", asked.witness.name, trouble)
        with self.changed:
            asked.trouble, asked.soon = trouble, soon
            asked.failures += 1


_running: list[Rounds] = []


def start() -> None:
    """Begins to gather in this process, from the witnesses that the settings name."""
    rounds = Rounds(settings.WITNESSES)
    _running[:] = [rounds]
    rounds.start()


def wake() -> None:
    """Something was appended in this process."""
    for rounds in _running:
        rounds.wake()


def came() -> None:
    """A cosignature was brought to this process and is kept."""
    for rounds in _running:
        rounds.check_settled(rounds.target)


def target() -> str | None:
    """The checkpoint that everybody is asked to cosign now, if one is chosen."""
    for rounds in _running:
        shown = rounds.current()
        return shown.note if shown is not None else None
    return None


def troubles() -> dict[str, str]:
    """What is wrong with each witness that fails: sentences for the operator."""
    return {
        one.witness.name: one.trouble
        for rounds in _running
        for one in rounds.asked
        if one.trouble
    }
