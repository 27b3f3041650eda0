"""A Merkle tree in memory: 64 bytes a leaf, one hash or two for each that is added."""

from accord.core.tlog.merkle import EMPTY_ROOT, HASH, node_hash

Edge = tuple[list[tuple[int, int]], list[bytes]]

NOTHING: tuple[int, Edge] = (0, ([], [EMPTY_ROOT]))


class Tree:
    """Every complete subtree's hash, level by level, each level one bytearray."""

    def __init__(self) -> None:
        self.levels: list[bytearray] = [bytearray()]
        # The edge at the size last asked for: many acts build upon one checkpoint.
        self.known = NOTHING

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
        hashes = self.levels[0]
        hashes += leaf
        level, found = 0, leaf
        while index & 1:
            found = node_hash(bytes(hashes[-2 * HASH : -HASH]), found)
            level, index = level + 1, index >> 1
            if level == len(self.levels):
                self.levels.append(bytearray())
            hashes = self.levels[level]
            hashes += found

    def replace(self, index: int, leaf: bytes) -> None:
        """Puts another leaf hash at `index` and renews the subtrees over it."""
        self.known = NOTHING
        self.levels[0][index * HASH : (index + 1) * HASH] = leaf
        for level in range(1, len(self.levels)):
            index >>= 1
            if (index + 1) * HASH > len(self.levels[level]):
                return
            pair = self.get(level - 1, 2 * index), self.get(level - 1, 2 * index + 1)
            self.levels[level][index * HASH : (index + 1) * HASH] = node_hash(*pair)

    def root(self, size: int | None = None) -> bytes:
        """The root, now or at an earlier size."""
        _, joined = self._edge(self.size if size is None else size)
        return joined[0]

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """The proof for leaf `index`, now or at an earlier size, as merkle.inclusion.

        Inside of its peak a leaf's path is made of siblings; then comes what lies on
        the right, joined, and then each peak on the left:

                    /      \\
            (peak 0)         /  \\
                    (peak 1)      (peak 2)
        """
        peaks, joined = self._edge(self.size if size is None else size)
        number = 0
        while index >> peaks[number][0] != peaks[number][1]:
            number += 1
        height = peaks[number][0]
        proof = []
        for hashes in self.levels[:height]:
            at = (index ^ 1) * HASH
            proof.append(bytes(hashes[at : at + HASH]))
            index >>= 1
        if number + 1 < len(peaks):
            proof.append(joined[number + 1])
        return proof + [self.get(*one) for one in reversed(peaks[:number])]

    def _edge(self, size: int) -> Edge:
        """The complete subtrees (peaks) from the left, as (level, index), and for each
        the hash over it and all on its right; the last answer is kept.
        """
        if size != self.known[0]:
            peaks = [
                (level, (size >> level) - 1)
                for level in reversed(range(size.bit_length()))
                if size >> level & 1
            ]
            joined = [self.get(*one) for one in peaks] or [EMPTY_ROOT]
            for number in reversed(range(len(peaks) - 1)):
                joined[number] = node_hash(joined[number], joined[number + 1])
            self.known = (size, (peaks, joined))
        return self.known[1]
