"""Contents that only some can read, and contents that nobody can read any more."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Demo, accord
from tests.cli.serving import Hub, copied, kill

PASSPHRASE = "willow lantern otter brick seven"


@pytest.fixture
def hub(demo: Demo, tmp_path: Path) -> Hub:
    return copied(demo, tmp_path)


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE)
    return path


def name_of_a_person(hub: Hub) -> tuple[str, bytes]:
    """An invitation by reed-bank with somebody's name, and the name's bytes."""
    db = sqlite3.connect(hub.directory / "accord.sqlite3")
    row = db.execute(
        "SELECT a.id, b.content FROM ledger_actrecord a JOIN ledger_naming n"
        " ON n.act = a.id JOIN ledger_blob b USING (sha256)"
        " WHERE a.kind = 'charter.invite' AND a.by = 'reed-bank'"
        ' AND b.content IS NOT NULL ORDER BY a."index" LIMIT 1'
    ).fetchone()
    db.close()
    return str(row[0]), bytes(row[1])


def on_disk(hub: Hub) -> bytes:
    """All that somebody would have who stole the database, with what lies beside it."""
    return b"".join(
        path.read_bytes() for path in sorted(hub.directory.glob("accord.sqlite3*"))
    )


def stamp(hub: Hub, member: str) -> Path:
    return hub.directory / "keys" / f"{member}.stamp.key.json"


def test_a_stolen_database_holds_nothing_of_it(hub: Hub) -> None:
    """Erased at a hub that serves, which is then killed as it stands."""
    act, content = name_of_a_person(hub)
    salt = content[:32]
    assert salt in on_disk(hub)
    with hub.serving() as process:
        done = accord(
            "erase-blob",
            act[:16],
            "person",
            "--key",
            stamp(hub, "reed-bank"),
            "--url",
            hub.url,
            "--data-dir",
            hub.directory,
        )
        assert done.code == 0, done.err
        kill(process)
    disk = on_disk(hub)
    assert salt not in disk
    assert content[32:] not in disk
    verified = accord("log", "verify", "--json", hub.directory)
    assert verified.code == 0, verified.out
    assert (verified.json["erased"], verified.json["erased_unsigned"]) == (1, 0)
    assert accord("rebuild", "--data-dir", hub.directory).code == 0
    assert salt not in on_disk(hub)


def test_it_is_erased_here_without_a_server_too(hub: Hub) -> None:
    act, content = name_of_a_person(hub)
    key = stamp(hub, "reed-bank")
    given = ("--key", key, "--data-dir", hub.directory)
    done = accord("erase-blob", act, "--json", *given)
    assert done.code == 0, done.err
    assert done.json == {"act": act, "contents": ["person"], "state": "effect"}
    assert content[:32] not in on_disk(hub)
    again = accord("erase-blob", act, *given)
    assert (again.code, "already erased" in again.err) == (1, True)


def test_another_member_cannot(hub: Hub) -> None:
    act, content = name_of_a_person(hub)
    given = ("--key", stamp(hub, "kestrel"), "--data-dir", hub.directory)
    done = accord("erase-blob", act, *given)
    assert (done.code, "no part" in done.err) == (1, True)
    assert content[:32] in on_disk(hub)
    unknown = accord("erase-blob", "0" * 16, *given)
    assert (unknown.code, "There is no record" in unknown.err) == (2, True)


def test_what_is_sealed_opens_for_its_reader_alone(
    hub: Hub, tmp_path: Path, words: Path
) -> None:
    for member in ("kestrel", "reed-bank"):
        done = accord(
            "reader",
            "new",
            tmp_path / f"{member}.reader",
            "--stamp",
            stamp(hub, member),
            "--passphrase-file",
            words,
            "--data-dir",
            hub.directory,
        )
        assert done.code == 0, done.err
    note = tmp_path / "note.json"
    note.write_text(json.dumps({"text": "For kestrel alone"}))
    sealed, opened = tmp_path / "note.sealed", tmp_path / "opened.json"
    given = ("--to", "kestrel", "--out", sealed, "--data-dir", hub.directory)
    assert accord("content", "seal", note, *given).code == 0
    assert sealed.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert b"kestrel" not in sealed.read_bytes()

    def open_with(member: str) -> int:
        key = tmp_path / f"{member}.reader"
        given = ("--key", key, "--out", opened, "--passphrase-file", words)
        return accord("content", "open", sealed, *given).code

    assert open_with("reed-bank") == 2
    assert open_with("kestrel") == 0
    assert opened.read_text() == note.read_text()
    stamps = (hub.directory / "keys").glob("*.stamp.key.json")
    without = sorted({one.name.split(".")[0] for one in stamps} - {"kestrel"})[0]
    assert without != "reed-bank"
    missing = ("--to", without, "--out", tmp_path / "x", "--data-dir")
    done = accord("content", "seal", note, *missing, hub.directory)
    assert (done.code, "no reading key" in done.err) == (2, True)
    assert accord("log", "verify", hub.directory).code == 0
