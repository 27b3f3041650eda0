"""A log's tree as its host serves it by tiles, each believed for the signed root alone.

root over the size in the checkpoint
    └── the last tile of each level: together they have to make the root
            └── a whole tile: has to hash to its place in the tile above it
"""

from collections.abc import Callable

from accord.core.acts.errors import Refused
from accord.core.tlog import merkle
from accord.core.tlog.merkle import HASH
from accord.core.tlog.tiles import HEIGHT, WIDTH, Tile, width_at

Fetch = Callable[[Tile], bytes]


class Hashes:
    """The hashes under one signed root; raises Refused where the tiles do not fit it.

    `fetch` gives a tile's bytes, which have the right length.
    """

    def __init__(self, fetch: Fetch, size: int, root: bytes) -> None:
        self.fetch = fetch
        self.size = size
        self.root = root
        self.tiles: dict[tuple[int, int], bytes] = {}
        for level in range(-(-size.bit_length() // HEIGHT)):
            last = (size >> (HEIGHT * level)) // WIDTH
            width = width_at(level, last, size)
            if width:
                self.tiles[level, last] = fetch(Tile(level, last, width))
        if merkle.root(self.get, size) != root:
            raise unfit()

    def get(self, level: int, index: int) -> bytes:
        """The hash of the complete subtree of 2**level leaves at index * 2**level."""
        height = level % HEIGHT
        first = index << height
        tile = self.tile(level // HEIGHT, first // WIDTH)
        start = first % WIDTH
        return _over(tile[start * HASH : (start + (1 << height)) * HASH])

    def tile(self, level: int, number: int) -> bytes:
        """The hashes of a whole tile, or of the last one of its level."""
        known = self.tiles.get((level, number))
        if known is None:
            known = self.fetch(Tile(level, number, WIDTH))
            if _over(known) != self.get(HEIGHT * (level + 1), number):
                raise unfit()
            self.tiles[level, number] = known
        return known


def _over(hashes: bytes) -> bytes:
    """The hash over a power of two of hashes."""
    row = [hashes[at : at + HASH] for at in range(0, len(hashes), HASH)]
    while len(row) > 1:
        row = [merkle.node_hash(*row[at : at + 2]) for at in range(0, len(row), 2)]
    return row[0]


def unfit() -> Refused:
    """The refusal of a tree that is not the one that was signed."""
    return Refused("The tree that the host serves is not the one that it signed.")


def check_entries(hashes: Hashes, number: int, first: int, leaves: list[bytes]) -> None:
    """Raises Refused unless these are the leaves of tile `number` from `first` on."""
    signed = hashes.tile(0, number)
    for at, leaf in enumerate(leaves, first):
        if merkle.leaf_hash(leaf) != signed[at * HASH : (at + 1) * HASH]:
            raise Refused(
                "Record {index} as the host serves it is not the one under its "
                "signed checkpoint.",
                index=number * WIDTH + at,
            )
