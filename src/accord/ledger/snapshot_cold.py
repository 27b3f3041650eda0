"""A table in a snapshot's file: each value is read when it is asked for the first time.

    ids    32 bytes for each row, sorted: the key, if it is a hash, or its SHA-256
    ends   where each row ends in the data, 8 bytes each
    data   the rows as JSON, one after another: the value; or the key and the value

A state of a million acts is at hand at once, and takes the memory of what is used.
"""

from array import array
from bisect import bisect_left
from collections.abc import (
    Callable,
    ItemsView,
    Iterator,
    KeysView,
    Mapping,
    ValuesView,
)
from hashlib import sha256
from typing import Any, Generic, NamedTuple, NoReturn, TypeVar, cast, overload

import orjson

from accord.ledger.snapshot_codec import Codec

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")
ID = 32


class Rows(NamedTuple):
    """How the keys and values of one table are written."""

    id: Callable[[Any], bytes | None]
    write: Callable[[Any, Any], Any]
    read_key: Callable[[bytes, Any], Any]
    read: Callable[[Any], Any]


def _raw(key: object) -> bytes | None:
    """The bytes of a hash in hexadecimal; None for what is none."""
    try:
        return bytes.fromhex(str(key))
    except ValueError:
        return None


def by_hash(value: Codec) -> Rows:
    """Rows whose key is a hash of 64 hexadecimal digits."""
    return Rows(
        _raw, lambda _, one: value.write(one), lambda raw, _: raw.hex(), value.read
    )


def by_key(key: Codec, value: Codec) -> Rows:
    """Rows with any key, which stands in the row."""

    def digest(one: object) -> bytes:
        return sha256(orjson.dumps(key.write(one))).digest()

    return Rows(
        digest,
        lambda name, one: [key.write(name), value.write(one)],
        lambda _, row: key.read(row[0]),
        lambda row: value.read(row[1]),
    )


class _Ids:
    """The sorted ids as a sequence to be searched."""

    def __init__(self, data: memoryview) -> None:
        self.data = data

    def __len__(self) -> int:
        return len(self.data) // ID

    def __getitem__(self, at: int) -> bytes:
        return bytes(self.data[at * ID : (at + 1) * ID])


class Cold(dict[K, V], Generic[K, V]):
    """A dict whose older part lies in a file; what was looked at or is new, in memory.

    It goes through the older part in the order of the ids, then through the rest.
    """

    def __init__(
        self, ids: memoryview, ends: memoryview, data: memoryview, how: Rows
    ) -> None:
        super().__init__()
        self.ids, self.data, self.how = _Ids(ids), data, how
        self.ends = array("Q")
        self.ends.frombytes(ends)
        self.added = 0  # keys in memory that are not in the file
        self.gone: set[int] = set()  # places in the file that were taken out

    def place(self, key: object) -> int | None:
        """The number of a key's row in the file, or None."""
        raw = self.how.id(key)
        if raw is None:
            return None
        at = bisect_left(self.ids, raw)
        return at if at < len(self.ids) and self.ids[at] == raw else None

    def _there(self, key: object) -> int | None:
        """The same, of one that was not taken out."""
        at = self.place(key)
        return None if at in self.gone else at

    def _row(self, at: int) -> Any:  # noqa: ANN401 - JSON
        return orjson.loads(self.data[self.start(at) : self.ends[at]])

    def start(self, at: int) -> int:
        """Where a row begins in the data."""
        return self.ends[at - 1] if at else 0

    def __missing__(self, key: K) -> V:
        at = self._there(key)
        if at is None:
            raise KeyError(key)
        value = cast(V, self.how.read(self._row(at)))
        super().__setitem__(key, value)
        return value

    def __setitem__(self, key: K, value: V) -> None:
        if not super().__contains__(key):
            at = self.place(key)
            self.added += at is None
            self.gone.discard(-1 if at is None else at)
        super().__setitem__(key, value)

    def __delitem__(self, key: K) -> None:
        at = self._there(key)
        if at is None:
            super().__delitem__(key)
            self.added -= 1
            return
        self.gone.add(at)
        if super().__contains__(key):
            super().__delitem__(key)

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or self._there(key) is not None

    @overload
    def get(self, key: K, default: None = None, /) -> V | None: ...
    @overload
    def get(self, key: K, default: V, /) -> V: ...
    @overload
    def get(self, key: K, default: D, /) -> V | D: ...
    def get(self, key: K, default: object = None, /) -> object:
        """The value of a key, or the default."""
        if super().__contains__(key):
            return super().__getitem__(key)
        return self[key] if self._there(key) is not None else default

    def setdefault(self, key: K, default: V, /) -> V:
        """The value of a key, which is set when it has none."""
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key: K, default: Any, /) -> Any:  # type: ignore[override]  # noqa: ANN401 - as dict has it
        """Takes a key out and returns its value, or the default."""
        if key not in self:
            return default
        value = self[key]
        del self[key]
        return value

    def __len__(self) -> int:
        return len(self.ids) - len(self.gone) + self.added

    def __iter__(self) -> Iterator[K]:
        for at in range(len(self.ids)):
            if at not in self.gone:
                yield self.how.read_key(self.ids[at], self._row(at))
        yield from (key for key in list(dict.keys(self)) if self.place(key) is None)

    def keys(self) -> KeysView[K]:  # type: ignore[override]
        """The keys."""
        return KeysView(self)

    def values(self) -> ValuesView[V]:  # type: ignore[override]
        """The values."""
        return ValuesView(self)

    def items(self) -> ItemsView[K, V]:  # type: ignore[override]
        """Keys and values."""
        return ItemsView(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, dict) or len(self) != len(other):
            return False
        return all(key in other and self[key] == other[key] for key in self)

    def in_memory(self) -> dict[K, V]:
        """What was looked at, or is new."""
        return {key: dict.__getitem__(self, key) for key in dict.keys(self)}

    def _never(self, *_: Any, **__: Any) -> NoReturn:  # noqa: ANN401 - as dict has it
        raise TypeError("A snapshot's table does not do this.")

    popitem = clear = update = copy = _never


class Sections(NamedTuple):
    """A table as it goes into a file, but for its data."""

    ids: bytes
    ends: bytes


def write(
    table: Mapping[Any, Any], how: Rows, put: Callable[[bytes | memoryview], None]
) -> Sections:
    """Gives the rows of a table to `put`, in the order of their ids.

    Rows of a file that nobody looked at are copied as they lie there, in runs.
    """
    new = table.in_memory() if isinstance(table, Cold) else table
    rows = sorted((_known(how.id(key)), key) for key in new)
    writer = _Writer(table if isinstance(table, Cold) else None, put)
    for raw, key in rows:
        writer.up_to(raw)
        writer.row(raw, orjson.dumps(how.write(key, new[key])))
    writer.up_to(None)
    return Sections(bytes(writer.ids), writer.ends.tobytes())


def _known(raw: bytes | None) -> bytes:
    if raw is None:
        raise TypeError("A snapshot's table cannot hold this key.")
    return raw


class _Writer:
    def __init__(
        self, old: Cold[Any, Any] | None, put: Callable[[bytes | memoryview], None]
    ) -> None:
        self.old, self.put = old, put
        self.gone = sorted(old.gone, reverse=True) if old is not None else []
        self.at = 0  # the next row of the old file
        self.end = 0
        self.ids = bytearray()
        self.ends = array("Q")

    def row(self, raw: bytes, data: bytes) -> None:
        """One row out of memory."""
        self.put(data)
        self.end += len(data)
        self.ids += raw
        self.ends.append(self.end)

    def up_to(self, raw: bytes | None) -> None:
        """The rows of the old file before an id, and past that id's own."""
        if self.old is None:
            return
        ids = self.old.ids
        stop = len(ids) if raw is None else bisect_left(ids, raw, self.at)
        while self.gone and self.gone[-1] < stop:
            self._run(self.gone.pop())
            self.at += 1
        self._run(stop)
        if raw is not None and stop < len(ids) and ids[stop] == raw:
            self.at += 1

    def _run(self, stop: int) -> None:
        """The rows of the old file up to `stop`."""
        old = self.old
        if old is None or stop <= self.at:
            return
        first, last = old.start(self.at), old.ends[stop - 1]
        shift = self.end - first
        self.put(old.data[first:last])
        self.ids += old.ids.data[self.at * ID : stop * ID]
        self.ends.extend([end + shift for end in old.ends[self.at : stop]])
        self.end += last - first
        self.at = stop
