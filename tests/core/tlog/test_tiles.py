"""Tiles: paths, widths, and what stands in them (C2SP tlog-tiles)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.acts.errors import Malformed
from accord.core.tlog import merkle
from accord.core.tlog.tiles import (
    Tile,
    pack_entries,
    parse_path,
    unpack_entries,
    width_at,
)
from accord.core.tlog.tree import Tree

PATHS = {
    "0/000": Tile(0, 0, 256),
    "0/067": Tile(0, 67, 256),
    "1/000.p/5": Tile(1, 0, 5),
    "entries/000": Tile(None, 0, 256),
    "entries/x001/x234/067.p/255": Tile(None, 1_234_067, 255),
    "63/x999/999": Tile(63, 999_999, 256),
}

BAD = [
    "",
    "0",
    "0/0",
    "0/0000",
    "00/000",
    "64/000",
    "-1/000",
    "0/001/234",
    "0/x000/001",
    "0/x001",
    "0/000.p/0",
    "0/000.p/256",
    "0/000.p/05",
    "0/000.p/",
    "0/000/",
    "/0/000",
    "entries/000.p/1.p/2",
    "0/00\u0660",
    "0/000\n",
]


@pytest.mark.parametrize("path", PATHS)
def test_paths(path: str) -> None:
    assert parse_path(path) == PATHS[path]
    assert PATHS[path].path() == path


@pytest.mark.parametrize("path", BAD)
def test_refuses_path(path: str) -> None:
    with pytest.raises(Malformed):
        parse_path(path)


@given(st.none() | st.integers(0, 63), st.integers(0, 10**12), st.integers(1, 256))
def test_round_trip_of_paths(level: int | None, number: int, width: int) -> None:
    tile = Tile(level, number, width)
    assert parse_path(tile.path()) == tile


@pytest.mark.parametrize(
    ("level", "number", "size", "width"),
    [
        (None, 0, 0, 0),
        (None, 0, 5, 5),
        (None, 0, 256, 256),
        (None, 0, 257, 256),
        (None, 1, 257, 1),
        (None, 2, 257, 0),
        (0, 1, 300, 44),
        (1, 0, 255, 0),
        (1, 0, 256, 1),
        (1, 0, 256 * 256 + 1, 256),
        (1, 1, 256 * 256 + 1, 0),
        (2, 0, 256 * 256, 1),
    ],
)
def test_widths(level: int | None, number: int, size: int, width: int) -> None:
    assert width_at(level, number, size) == width


def test_a_higher_tile_is_made_of_the_roots_of_lower_ones() -> None:
    tree = Tree()
    for i in range(600):
        tree.append(merkle.leaf_hash(b"%d" % i))
    for number in range(width_at(1, 0, tree.size)):
        tile = [tree.get(0, number * 256 + i) for i in range(256)]
        under = Tree()
        for one in tile:
            under.append(one)
        assert tree.get(8, number) == under.root()


@given(st.lists(st.binary(max_size=50), max_size=20))
def test_round_trip_of_entries(leaves: list[bytes]) -> None:
    assert unpack_entries(pack_entries(leaves)) == leaves


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=20), st.integers(1, 51))
def test_a_tile_cut_short(leaves: list[bytes], cut: int) -> None:
    data = pack_entries(leaves)[:-cut]
    try:
        found = unpack_entries(data)
    except Malformed:
        return
    assert pack_entries(found) == data


def test_an_entry_of_65535_bytes() -> None:
    leaves = [b"x" * 65_535, b""]
    assert unpack_entries(pack_entries(leaves)) == leaves


@pytest.mark.parametrize("data", [b"\x00", b"\x00\x01", b"\x00\x00\x00", b"\xff\xff"])
def test_refuses_entries(data: bytes) -> None:
    with pytest.raises(Malformed, match="cut short"):
        unpack_entries(data)
