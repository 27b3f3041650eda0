"""One round of following: ask, compare, fetch, check, store. Cosigning comes after.

1. the newest checkpoint: form, coalition, the host's signature
2. it has to extend the checkpoint that this host signed for what is stored here
3. records by tiles, some fetched ahead; what is stored lies under the signed root
4. form, rules and signatures of each, before anything of its batch is durable
5. at the end root, standing and time have to be what the checkpoint says
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from accord.core.acts.errors import AccordError
from accord.core.rules.state import State
from accord.core.tlog.tiles import HEIGHT, WIDTH, Tile, width_at
from accord.ledger import cache, queries
from accord.replica import contents, cosigning, judge, record, rewind, store, target
from accord.replica.dishonest import Dishonest
from accord.replica.hashes import check_entries, unfit
from accord.replica.models import Following
from accord.replica.signatures import Signatures
from accord.replica.source import Source
from accord.replica.target import Target

AT_ONCE = 4
AHEAD = 8
TILES = 16
Tell = Callable[[int, int], None]


def silent(done: int, whole: int) -> None:
    """Tells nobody how far it is."""


@dataclass
class Follower:
    """A copy at work: where it asks, who verifies, whom it tells how far it is.

    `newest` is the size of the host's checkpoint that was looked at last. A person
    may `accept_loss`: that the stamps' new host leaves out what was confirmed here.
    """

    source: Source
    signatures: Signatures
    tell: Tell = silent
    newest: int = 0
    accept_loss: bool = False
    threads: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(AT_ONCE)
    )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.threads.shutdown(cancel_futures=True)
        self.source.address.close()

    def round(self) -> Target:
        """Brings the copy up to the host's newest checkpoint, and returns that.

        Raises Unanswered, AccordError for what is wrong with what came, and Dishonest
        for what no honest host does.
        """
        known = record.following()
        seen, old = (known.seen, known.seen_size) if known else ("", 0)
        with cache.reading() as found:
            state = found  # nobody but the caller moves this copy on
        self.source.coalition = state.coalition or self.source.coalition
        newest = self.source.newest(old, asked=True)
        aim = target.choose(self.source, newest, state)
        self.source.coalition = aim.head.coalition
        judge.check_extends(aim, seen, state)
        self.newest = aim.head.size
        if aim.note == seen:
            return aim
        state = self._upon_base(state, aim, known)
        if aim.head.size < state.size:
            raise judge.gone_back(state.size, aim.head.size)
        self._fetch_all(state.size, aim)
        head = queries.head()
        if head is None or head.note != aim.note:
            store.adopt(lambda state: judge.check_end(state, aim))
        if seen != aim.note:
            record.saw(aim.note, aim.head.size)
            record.belongs_to(aim.head.coalition)
        return aim

    def _upon_base(self, state: State, last: Target, known: Following | None) -> State:
        """The state, without what a later host left out."""
        if known is None or state.roster is None or last.sure:
            return state
        past = cosigning.remembered(known)
        if self.accept_loss:
            past = rewind.accepted(state, last, past)
            cosigning.remember(known, past)
        rewind.to_base(state, last, past)
        with cache.reading() as found:
            return found

    def fetch_contents(self, again: bool = False) -> int:
        """Fetches the contents that are still wanted; returns how many came."""
        row = record.past()
        member = row.member if row is not None else ""
        return contents.fetch(self.source, self.threads, member, again)

    def _fetch_all(self, size: int, aim: Target) -> None:
        batch: list[bytes] = []
        for number, leaves in self._tiles(size, aim):
            batch += leaves[max(0, size - number * WIDTH) :]
            end = number * WIDTH + len(leaves)
            if end == aim.head.size or not (number + 1) % TILES:
                self._take(batch, end - len(batch), aim)
                self.tell(end, aim.head.size)
                batch = []

    def _tiles(self, size: int, aim: Target) -> Iterator[tuple[int, list[bytes]]]:
        """(number, leaves) of each entry tile from `size` on, some fetched ahead."""
        end = aim.head.size
        coming: deque[tuple[int, Future[list[bytes]]]] = deque()
        numbers = iter(range(size // WIDTH, -(-end // WIDTH)) if size < end else ())
        try:
            while True:
                while len(coming) < AHEAD:
                    number = next(numbers, None)
                    if number is None:
                        break
                    tile = Tile(None, number, width_at(None, number, end))
                    coming.append((number, self._ask(aim, tile)))
                if not coming:
                    return
                number, future = coming.popleft()
                yield number, future.result()
        finally:
            for _, future in coming:
                future.cancel()

    def _ask(self, aim: Target, tile: Tile) -> Future[list[bytes]]:
        return self.threads.submit(self.source.entries, aim.head.epoch, tile)

    def _take(self, leaves: list[bytes], start: int, aim: Target) -> None:
        """Stores one batch that begins at index `start`."""

        def check(state: State) -> str:
            if state.size < aim.head.size:
                _check_tiles(state, start, aim)
                return ""
            if state.tree.root() != aim.head.root:
                raise unfit()
            return judge.check_end(state, aim)

        try:
            store.batch(leaves, self.signatures, check)
        except Dishonest as trick:
            trick.start, trick.leaves = start, tuple(leaves)
            raise
        except AccordError as reason:
            # Are these the records that the host signed for, or others in their place?
            _check_leaves(leaves, start, aim)
            index = reason.values.get("index")
            if not isinstance(index, int) or not aim.sure:
                raise
            upto = leaves[: index + 1 - start]
            raise judge.unreplayable(start, upto, reason, aim) from reason


def _check_tiles(state: State, start: int, aim: Target) -> None:
    """Raises Refused unless the batch that ends here lies under the signed root."""
    for number in range(start // WIDTH, state.size // WIDTH):
        if state.tree.get(HEIGHT, number) != aim.hashes().get(HEIGHT, number):
            raise unfit()


def _check_leaves(leaves: list[bytes], start: int, aim: Target) -> None:
    at = 0
    while at < len(leaves):
        number, first = divmod(start + at, WIDTH)
        check_entries(aim.hashes(), number, first, leaves[at : at + WIDTH - first])
        at += WIDTH - first
