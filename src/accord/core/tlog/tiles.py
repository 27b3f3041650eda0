"""Tiles: where the log's hashes and entries stand over HTTP (C2SP tlog-tiles).

A hash tile of level L and number N holds up to 256 hashes: those of the complete
subtrees of 256**L leaves, from N * 256 on. An entry tile holds up to 256 leaves, each
behind its length in two bytes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from accord.core.acts.errors import Malformed

WIDTH = 256
HEIGHT = 8

_PATH = re.compile(
    r"(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/([1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile: its level (None for entries), its number, and how many it holds."""

    level: int | None
    number: int
    width: int

    def path(self) -> str:
        """The path after `tile/`: `0/x001/234.p/5`, `entries/000`."""
        level = "entries" if self.level is None else str(self.level)
        number, parts = self.number, []
        parts.append(f"{number % 1000:03d}")
        while number >= 1000:
            number //= 1000
            parts.append(f"x{number % 1000:03d}")
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"{level}/{'/'.join(reversed(parts))}{partial}"


def parse_path(path: str) -> Tile:
    """The tile that `path` names; raises Malformed for any other than its one form."""
    found = _PATH.fullmatch(path)
    if not found:
        raise Malformed("There is no tile at this address.")
    number = int(found[2].replace("x", "").replace("/", ""))
    level = None if found[1] == "entries" else int(found[1])
    tile = Tile(level, number, int(found[3] or WIDTH))
    if tile.path() != path:
        raise Malformed("There is no tile at this address.")
    return tile


def width_at(level: int | None, number: int, size: int) -> int:
    """How many entries a tile has when the log has `size` leaves, at most 256."""
    below = size >> (HEIGHT * (level or 0))
    return max(0, min(WIDTH, below - number * WIDTH))


def pack_entries(leaves: Iterable[bytes]) -> bytes:
    """The content of an entry tile."""
    return b"".join(len(leaf).to_bytes(2) + leaf for leaf in leaves)


def unpack_entries(data: bytes) -> list[bytes]:
    """The leaves in an entry tile; raises Malformed when it is cut short."""
    leaves, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2])
        if end > len(data) or at + 2 > len(data):
            raise Malformed("This entry tile is cut short.")
        leaves.append(data[at + 2 : end])
        at = end
    return leaves
