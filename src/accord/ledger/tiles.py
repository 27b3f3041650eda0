"""Proofs and tiles out of the stored tree, for any size that the log ever had."""

from accord.core.tlog import merkle
from accord.core.tlog.merkle import HASH
from accord.core.tlog.tiles import HEIGHT, WIDTH, Tile, pack_entries, width_at
from accord.ledger.cache import leaves
from accord.ledger.models import Tile as Stored


class Hashes:
    """Reads the hash of any complete subtree, each tile from the database once."""

    def __init__(self) -> None:
        self.tiles: dict[str, bytes] = {}

    def get(self, level: int, index: int) -> bytes:
        """The hash of 2**level leaves from index * 2**level on."""
        height = level % HEIGHT
        first = index << height
        tile = Tile(level // HEIGHT, first // WIDTH, WIDTH)
        hashes, start = self._read(tile.path()), first % WIDTH
        row = [
            hashes[at * HASH : (at + 1) * HASH]
            for at in range(start, start + (1 << height))
        ]
        while len(row) > 1:
            row = [merkle.node_hash(*row[i : i + 2]) for i in range(0, len(row), 2)]
        return row[0]

    def _read(self, name: str) -> bytes:
        if name not in self.tiles:
            found = Stored.objects.values_list("hashes", flat=True).get(name=name)
            self.tiles[name] = bytes(found)
        return self.tiles[name]


def consistency(old: int, new: int) -> list[bytes]:
    """The proof that the log of `old` leaves is the beginning of that of `new`."""
    return merkle.consistency(Hashes().get, old, new)


def inclusion(index: int, size: int) -> list[bytes]:
    """The proof that the leaf at `index` is in the log of `size` leaves."""
    return merkle.inclusion(Hashes().get, index, size)


def content(tile: Tile, size: int) -> bytes | None:
    """The bytes of a tile of the log of `size` leaves, or None if it has none such."""
    have = width_at(tile.level, tile.number, size)
    if tile.width > have:
        return None
    if tile.level is None:
        start = tile.number * WIDTH
        return pack_entries(leaves(start, start + tile.width))
    whole = Tile(tile.level, tile.number, WIDTH).path()
    found = Stored.objects.filter(name=whole).values_list("hashes", flat=True).first()
    return None if found is None else bytes(found)[: tile.width * HASH]
