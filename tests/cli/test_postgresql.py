"""A hub with its rows on a real PostgreSQL server: moved, killed, brought back."""

import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.cli.conftest import Demo, Done, accord
from tests.cli.serving import Hub, copied, kill
from tests.cli.test_kill import Load
from tests.postgresql import server

pytestmark = pytest.mark.slow

WORDS = "willow lantern otter brick seven"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    path.write_text(WORDS + "\n")
    return path


@pytest.fixture
def empty() -> Iterator[str]:
    """The address of an empty database, dropped at the end."""
    yield from _database()


@pytest.fixture
def another() -> Iterator[str]:
    """The address of one more."""
    yield from _database()


def _database() -> Iterator[str]:
    found = server()
    name = f"accord_{secrets.token_hex(8)}"
    with psycopg.connect(found, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{found.rpartition('/')[0]}/{name}"
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            admin.execute(drop.format(sql.Identifier(name)))


@pytest.fixture
def moved(demo: Demo, tmp_path: Path, words: Path, empty: str) -> Hub:
    """The demo, moved from its file to the server by a backup."""
    hub = copied(demo, tmp_path / "file")
    backup, directory = tmp_path / "file.backup", tmp_path / "hub"
    _good("backup", backup, "--data-dir", hub.directory, words=words)
    _good("restore", backup, "--data-dir", directory, words=words, database=empty)
    assert not (directory / "accord.sqlite3").exists()
    hub.directory = directory
    hub.settings["ACCORD_DATABASE_URL"] = empty
    return hub


def _good(*arguments: object, words: Path | None = None, database: str = "") -> Done:
    done = _run(*arguments, words=words, database=database)
    assert done.code == 0, done.out + done.err
    return done


def _run(*arguments: object, words: Path | None = None, database: str = "") -> Done:
    given = ("--passphrase-file", words) if words else ()
    return accord(*arguments, *given, database_url=database)


def test_killed_under_load_and_restored(
    moved: Hub, tmp_path: Path, words: Path, empty: str, another: str
) -> None:
    load = Load()
    with moved.serving() as process:
        clients = [
            threading.Thread(target=load.client, args=(moved,)) for _ in range(4)
        ]
        for client in clients:
            client.start()
        load.wait_for(40)
        kill(process)
        for client in clients:
            client.join()
    verified = _good("log", "verify", "--json", moved.directory, database=empty).json
    backup, directory = tmp_path / "server.backup", tmp_path / "restored"
    _good("backup", backup, "--data-dir", moved.directory, words=words, database=empty)
    _good("restore", backup, "--data-dir", directory, words=words, database=another)
    again = _good("log", "verify", "--json", directory, database=another).json
    assert again == verified
    moved.directory = directory
    moved.settings["ACCORD_DATABASE_URL"] = another
    with moved.serving():
        connection = moved.connect()
        assert [moved.post(connection, one) for one in load.acknowledged] == [
            200
        ] * len(load.acknowledged)
        for one in load.unanswered:
            assert moved.post(connection, one) in (200, 201)
        connection.close()


def test_what_is_refused(
    moved: Hub, demo: Demo, tmp_path: Path, words: Path, empty: str
) -> None:
    again = _run("init", "--data-dir", moved.directory, database=empty)
    assert (again.code, "nothing is overwritten" in again.err) == (2, True)
    backup = tmp_path / "server.backup"
    _good("backup", backup, "--data-dir", moved.directory, words=words, database=empty)
    over = _run(
        "restore", backup, "--data-dir", tmp_path / "x", words=words, database=empty
    )
    assert (over.code, "Name another, empty database" in over.err) == (2, True)
    to_file = _run("restore", backup, "--data-dir", tmp_path / "y", words=words)
    assert (to_file.code, "holds a PostgreSQL database" in to_file.err) == (2, True)
    assert not (tmp_path / "y/accord.sqlite3").exists()


def test_a_new_hub_on_a_server(tmp_path: Path, empty: str) -> None:
    directory = tmp_path / "hub"
    made = _good("init", "--json", "--data-dir", directory, database=empty)
    assert made.json["data_dir"] == str(directory)
    checked = _run("check", "--json", "--data-dir", directory, database=empty)
    checks = {one["name"]: one["good"] for one in checked.json["checks"]}  # type: ignore[attr-defined]
    assert [name for name, good in checks.items() if not good] == ["address"]
    _good("rebuild", "--data-dir", directory, database=empty)


def test_a_server_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    gone = "postgresql://nobody:hush-hush@127.0.0.1:9/nothing"
    done = _run("rebuild", "--data-dir", tmp_path, database=gone)
    assert done.code == 3, done.err
    assert "hush-hush" not in done.err + done.out
