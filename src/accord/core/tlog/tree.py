"""A Merkle tree in memory: 64 bytes a leaf, one hash or two for each that is added."""

from accord.core.tlog import merkle
from accord.core.tlog.merkle import HASH, node_hash


class Tree:
    """Every complete subtree's hash, level by level, each level one bytearray."""

    def __init__(self) -> None:
        self.levels: list[bytearray] = [bytearray()]
        # The last root that was asked for: many acts build upon the same checkpoint.
        self.known: tuple[int, bytes] = (0, merkle.EMPTY_ROOT)

    @property
    def size(self) -> int:
        """The number of leaves."""
        return len(self.levels[0]) // HASH

    def get(self, level: int, index: int) -> bytes:
        """The hash of one complete subtree."""
        return bytes(self.levels[level][index * HASH : (index + 1) * HASH])

    def append(self, leaf: bytes) -> None:
        """Adds one leaf hash, and every subtree that it completes."""
        index = self.size
        self.levels[0] += leaf
        level, found = 0, leaf
        while index & 1:
            found = node_hash(self.get(level, index - 1), found)
            level, index = level + 1, index >> 1
            if level == len(self.levels):
                self.levels.append(bytearray())
            self.levels[level] += found

    def replace(self, index: int, leaf: bytes) -> None:
        """Puts another leaf hash at `index` and renews the subtrees over it."""
        self.known = (0, merkle.EMPTY_ROOT)
        self.levels[0][index * HASH : (index + 1) * HASH] = leaf
        for level in range(1, len(self.levels)):
            index >>= 1
            if (index + 1) * HASH > len(self.levels[level]):
                return
            pair = self.get(level - 1, 2 * index), self.get(level - 1, 2 * index + 1)
            self.levels[level][index * HASH : (index + 1) * HASH] = node_hash(*pair)

    def root(self, size: int | None = None) -> bytes:
        """The root, now or at an earlier size."""
        wanted = self.size if size is None else size
        if wanted != self.known[0]:
            self.known = (wanted, self._join_peaks(wanted))
        return self.known[1]

    def _join_peaks(self, size: int) -> bytes:
        """The root over the complete subtrees (peaks), joined from the right."""
        index, level, found = size, 0, b""
        while index:
            if index & 1:
                peak = self.get(level, index - 1)
                found = node_hash(peak, found) if found else peak
            index, level = index >> 1, level + 1
        return found or merkle.EMPTY_ROOT

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """The proof for leaf `index`, now or at an earlier size."""
        return merkle.inclusion(self.get, index, self.size if size is None else size)
