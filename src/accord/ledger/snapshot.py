"""Snapshots: the whole state in one file, so that a start costs no whole replay.

A cache and nothing else. It holds for one size, one root and one version of the rules
(a hash over their source): anything else, and a file that is torn or was altered, is
ignored, and the log is replayed. `accord log verify` and `accord rebuild` never look
at it. It holds no content.

    accord/snapshot@1\\n
    the sections, one after another
    a JSON object: rules, size, root, and where each section lies
    its length, 8 bytes; SHA-256 of all before, 32 bytes
"""

import mmap
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, get_type_hints

import orjson

import accord.core
from accord.core.acts.errors import AccordError
from accord.core.rules.standing import First, Line, Standing
from accord.core.rules.state import State
from accord.core.rules.stock import Stock
from accord.core.tlog.merkle import HASH
from accord.core.tlog.tree import Tree
from accord.ledger import snapshot_cold as cold
from accord.ledger.snapshot_codec import codec
from accord.ledger.snapshot_cold import Cold, Rows, by_hash, by_key

MAGIC = b"accord/snapshot@1\n"
TAIL = 8 + HASH

# What does not go through the one JSON document: trees, and tables that grow with
# the number of acts.
STOCK_TABLES = ("balances", "consignments", "lots", "movements")
APART = {
    State: {"tree", "standing", "acts", "stock"},
    Stock: set(STOCK_TABLES),
}
PARTS = ("ids", "ends", "data")


class Unusable(Exception):
    """A file that is no snapshot of this version; the log has to be replayed."""


@cache
def rules_version() -> str:
    """A hash over the source of the core and of this codec, hex."""
    core = Path(accord.core.__file__).parent
    here = [
        Path(__file__).with_name(f"{one}.py")
        for one in ("snapshot", "snapshot_codec", "snapshot_cold")
    ]
    found = sha256()
    for path in [*sorted(core.rglob("*.py")), *here]:
        found.update(sha256(path.read_bytes()).digest())
    return found.hexdigest()


@cache
def table_rows(name: str) -> Rows:
    """How a row of one of the tables is written."""
    of = State if name == "acts" else Stock
    key, value = get_type_hints(of)[name].__args__
    if name in ("acts", "movements", "consignments"):
        return by_hash(codec(value))
    return by_key(codec(key), codec(value))


# Writing


def write(path: Path, state: State) -> None:
    """Puts the snapshot of `state` at `path`, at once or not at all.

    Raises OSError. Of two processes that write at once only the later one may end.
    """
    for left in path.parent.glob(f"{path.name}.*"):
        left.unlink(missing_ok=True)  # by a process that was killed
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        _Writer(out).write(state)
    os.replace(partial, path)


class _Writer:
    def __init__(self, out: BinaryIO) -> None:
        self.out = out
        self.hash = sha256()
        self.at = 0
        self.places: dict[str, list[int]] = {}

    def write(self, state: State) -> None:
        self._put(MAGIC)
        self._section("state", [orjson.dumps(_document(state))])
        for name, tree in (("tree", state.tree), ("standing", state.standing.tree)):
            for level, hashes in enumerate(tree.levels):
                self._section(f"{name}.{level}", [hashes])
        self._table("acts", state.acts)
        for name in STOCK_TABLES:
            self._table(name, getattr(state.stock, name))
        footer = orjson.dumps(
            {
                "rules": rules_version(),
                "size": state.size,
                "root": state.tree.root().hex(),
                "sections": self.places,
            }
        )
        self._put(footer)
        self._put(len(footer).to_bytes(8, "little"))
        self.out.write(self.hash.digest())

    def _table(self, name: str, table: Mapping[Any, Any]) -> None:
        start = self.at
        found = cold.write(table, table_rows(name), self._put)
        self.places[f"{name}.data"] = [start, self.at]
        self._section(f"{name}.ids", [found.ids])
        self._section(f"{name}.ends", [found.ends])

    def _section(self, name: str, parts: Iterable[bytes | bytearray]) -> None:
        start = self.at
        for one in parts:
            self._put(one)
        self.places[name] = [start, self.at]

    def _put(self, data: bytes | bytearray | memoryview) -> None:
        self.out.write(data)
        self.hash.update(data)
        self.at += len(data)


def _document(state: State) -> dict[str, object]:
    return {
        "state": _written(state),
        "stock": _written(state.stock),
        "standing": [
            list(state.standing.first),
            codec(list[Line]).write(state.standing.lines),
        ],
    }


def _written(part: State | Stock) -> dict[str, object]:
    hints = get_type_hints(type(part))
    return {
        one.name: codec(hints[one.name]).write(getattr(part, one.name))
        for one in fields(part)
        if one.name not in APART[type(part)]
    }


# Reading


@dataclass(frozen=True)
class Snapshot:
    """A file that was checked, and stays at hand for the next time."""

    data: memoryview
    footer: dict[str, Any]

    @property
    def size(self) -> int:
        """The number of leaves that its state has."""
        return int(self.footer["size"])

    def section(self, name: str) -> memoryview:
        """One section's bytes."""
        start, end = self.footer["sections"][name]
        return self.data[start:end]

    def state(self) -> State:
        """The state, made anew; raises Unusable."""
        try:
            return self._state()
        except (AccordError, KeyError, TypeError, ValueError) as error:
            raise Unusable(str(error)) from error

    def _state(self) -> State:
        document = orjson.loads(self.section("state"))
        tables: dict[str, Any] = {name: self._table(name) for name in STOCK_TABLES}
        stock = Stock(**_read(Stock, document["stock"]), **tables)
        first, lines = document["standing"]
        state = State(
            **_read(State, document["state"]),
            tree=self._tree("tree"),
            standing=_standing(first, codec(list[Line]).read(lines)),
            acts=self._table("acts"),
            stock=stock,
        )
        state.standing.tree = self._tree("standing")
        if (state.size, state.tree.root().hex()) != (self.size, self.footer["root"]):
            raise Unusable("The tree is not the one that was written.")
        return state

    def _table(self, name: str) -> Cold[Any, Any]:
        ids, ends, data = (self.section(f"{name}.{one}") for one in PARTS)
        return Cold(ids, ends, data, table_rows(name))

    def _tree(self, name: str) -> Tree:
        tree = Tree()
        sections = self.footer["sections"]
        levels = sum(one.startswith(f"{name}.") for one in sections)
        tree.levels = [
            bytearray(self.section(f"{name}.{level}")) for level in range(levels)
        ]
        return tree


def _standing(first: list[str], lines: list[Line]) -> Standing:
    standing = Standing()
    standing.first, standing.lines = First(*first), lines
    standing.places = {line.act: place for place, line in enumerate(lines, 1)}
    return standing


def _read(
    kind: type[State] | type[Stock], document: dict[str, object]
) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {name: codec(hints[name]).read(value) for name, value in document.items()}


def read(path: Path) -> Snapshot:
    """The snapshot at `path`; raises Unusable for anything but a whole one of ours."""
    try:
        with open(path, "rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise Unusable(str(error)) from error
    if len(data) < len(MAGIC) + TAIL or data[: len(MAGIC)] != MAGIC:
        raise Unusable("This is not a snapshot.")
    if sha256(data[:-HASH]).digest() != data[-HASH:]:
        raise Unusable("The snapshot is torn, or was altered.")
    length = int.from_bytes(data[-TAIL:-HASH], "little")
    footer = orjson.loads(data[-TAIL - length : -TAIL])
    if footer["rules"] != rules_version():
        raise Unusable("The snapshot is of other rules.")
    return Snapshot(data, footer)
