"""`accord log verify`: a right log, and every way in which one can be wrong."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from accord.core.acts.envelope import Leaf, Signature, parse_leaf
from tests.cli.conftest import Demo, accord

Spoil = Callable[[sqlite3.Connection], object]


def _leaf(db: sqlite3.Connection, index: int) -> Leaf:
    row = db.execute('SELECT leaf FROM ledger_entry WHERE "index" = ?', (index,))
    return parse_leaf(bytes(row.fetchone()[0]))


def _put(db: sqlite3.Connection, index: int, leaf: Leaf) -> None:
    values = (leaf.encode(), index)
    db.execute('UPDATE ledger_entry SET leaf = ? WHERE "index" = ?', values)


def _forge(db: sqlite3.Connection) -> None:
    leaf = _leaf(db, 40)
    sig = bytes([leaf.signature.sig[0] ^ 1]) + leaf.signature.sig[1:]
    _put(db, 40, Leaf(leaf.payload, Signature(leaf.signature.keyid, sig), leaf.time))


def _change_words(db: sqlite3.Connection) -> None:
    leaf = _leaf(db, 60)
    payload = leaf.payload.replace(b'"nonce":"', b'"nonce":"0', 1)
    at = payload.index(b'"nonce":"') + len(b'"nonce":"') + 32
    payload = payload[:at] + payload[at + 1 :]
    _put(db, 60, Leaf(payload, leaf.signature, leaf.time))


def _change_time(db: sqlite3.Connection) -> None:
    leaf = _leaf(db, 50)
    later = f"{leaf.time[:-2]}{(int(leaf.time[-2]) + 1) % 10}Z"
    _put(db, 50, Leaf(leaf.payload, leaf.signature, later))


def _change_tree(db: sqlite3.Connection) -> None:
    (found,) = db.execute("SELECT hashes FROM ledger_tile").fetchone()
    changed = bytearray(found)
    changed[3 * 32] ^= 1
    db.execute("UPDATE ledger_tile SET hashes = ?", (bytes(changed),))


def _change_content(db: sqlite3.Connection) -> None:
    digest, content = db.execute("SELECT sha256, content FROM ledger_blob").fetchone()
    values = (content[:40] + bytes([content[40] ^ 1]) + content[41:], digest)
    db.execute("UPDATE ledger_blob SET content = ? WHERE sha256 = ?", values)


def _sql(statement: str, *values: object) -> Spoil:
    return lambda db: db.execute(statement, values)


SPOILED: dict[str, tuple[Spoil, str]] = {
    "a forged signature": (_forge, "Record 40 is wrong: The signature does not fit"),
    "changed words": (_change_words, "Record 60 is wrong: The signature does not fit"),
    "a changed time": (_change_time, "Record 50 is not the one that was saved"),
    "not canonical": (
        _sql("UPDATE ledger_entry SET leaf = leaf || x'20' WHERE \"index\" = 7"),
        "Record 7 is wrong: This is not a record in its canonical form",
    ),
    "a record taken out": (
        _sql('DELETE FROM ledger_entry WHERE "index" = 30'),
        "Record 30 is missing",
    ),
    "the last record taken out": (
        _sql(
            'DELETE FROM ledger_entry WHERE "index" = '
            '(SELECT MAX("index") FROM ledger_entry)'
        ),
        "is missing",
    ),
    "filed under another act": (
        _sql("UPDATE ledger_entry SET act = 'x' || act WHERE \"index\" = 9"),
        "Record 9 is filed under another decision",
    ),
    "a changed content": (
        _change_content,
        "was changed: it does not match its hash",
    ),
    "a content taken out": (
        _sql(
            "DELETE FROM ledger_blob WHERE sha256 = "
            "(SELECT MIN(sha256) FROM ledger_blob)"
        ),
        "A content of record",
    ),
    "a changed hash in the tree": (
        _change_tree,
        "Record 3 is not the one that was saved, or the tree",
    ),
    "words where the tree was": (
        _sql("UPDATE ledger_tile SET hashes = x'ff' || substr(hashes, 2)"),
        "Could not decode",
    ),
    "a shorter log": (
        _sql("UPDATE ledger_head SET size = size - 1"),
        "The stored tree is not the tree over the records",
    ),
    "another checkpoint": (
        _sql("UPDATE ledger_head SET note = replace(note, 'standing ', 'standing 1')"),
        "signature on the checkpoint is wrong",
    ),
}


def test_the_demo_is_right(demo: Demo) -> None:
    done = accord("log", "verify", "--json", demo.directory)
    assert done.code == 0
    assert done.json["coalition"] == demo.coalition
    assert done.json["good"] is True
    text = accord("log", "verify", demo.directory).out
    assert text.startswith("The log is right.")


@pytest.mark.parametrize("name", SPOILED)
def test_what_is_wrong_is_named(name: str, demo: Demo, tmp_path: Path) -> None:
    spoil, sentence = SPOILED[name]
    directory = demo.copy(tmp_path)
    with sqlite3.connect(directory / "accord.sqlite3") as db:
        assert spoil(db) is not False
    db.close()
    done = accord("log", "verify", "--json", directory)
    assert done.code == 1, done
    assert done.json["good"] is False
    assert sentence in str(done.json["reason"])


def test_an_erased_content_is_no_fault(demo: Demo, tmp_path: Path) -> None:
    directory = demo.copy(tmp_path)
    with sqlite3.connect(directory / "accord.sqlite3") as db:
        db.execute("UPDATE ledger_blob SET content = NULL")
    db.close()
    done = accord("log", "verify", "--json", directory)
    assert done.code == 0
    assert done.json["contents"] == 0
    assert done.json["erased"] == done.json["erased_unsigned"]  # and nobody signed it


def test_no_installation(tmp_path: Path) -> None:
    done = accord("log", "verify", tmp_path)
    assert done.code == 2
    assert "There is no installation" in done.err
