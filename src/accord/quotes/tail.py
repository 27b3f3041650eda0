"""The newest statements, in memory: adding one costs less than a millisecond."""

from array import array

import numpy as np
import numpy.typing as npt

from accord.quotes.grams import Hashes, Numbers, kept
from accord.quotes.stored import Stored
from accord.quotes.tokens import Tokens
from accord.quotes.verdict import Statement


class Tail:
    """Statements that are in no segment yet, with who has which gram."""

    def __init__(self) -> None:
        self.stored: list[Stored] = []
        self._having: dict[int, array[int]] = {}
        self._names: dict[tuple[str, str], Statement] = {}

    def __len__(self) -> int:
        return len(self.stored)

    def add(self, stored: Stored) -> None:
        """One more statement; its number here is how many there were before."""
        number = len(self.stored)
        found, _ = kept([words_of(stored.tokens, 0, len(stored.tokens))])
        self.stored.append(stored)
        statement = stored.statement
        self._names[statement.id, statement.language] = statement
        for gram in found.tolist():
            self._having.setdefault(gram, array("I")).append(number)

    def find(self, name: str, language: str) -> Statement | None:
        """The statement with this name."""
        return self._names.get((name, language))

    def counts(self, wanted: Hashes) -> npt.NDArray[np.int64]:
        """How many statements have each gram."""
        having = self._having
        sizes = [len(having.get(gram, ())) for gram in wanted.tolist()]
        return np.array(sizes, np.int64)

    def holders(self, gram: int) -> Numbers:
        """The statements that have one gram."""
        return np.array(self._having.get(gram, ()), np.uint32)

    def having(self, wanted: Hashes) -> Numbers:
        """The statements that have each gram, one list after the other."""
        lists = [self._having.get(gram) for gram in wanted.tolist()]
        found = [np.array(one, np.uint32) for one in lists if one is not None]
        return np.concatenate([np.empty(0, np.uint32), *found])


def words_of(tokens: Tokens, low: int, high: int) -> list[str]:
    """The skeletons of the words and numbers from `low` to `high`."""
    return [tokens.skeletons[at] for at in tokens.words(low, high)]
