"""`accord replica` as real processes: a copy of the demo's hub, over loopback."""

import json
import os
import select
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from accord.core.acts import keyfile
from tests.cli.conftest import ENVIRONMENT, Demo, Done, accord
from tests.cli.serving import Hub, copied


@pytest.fixture
def hub(demo: Demo, tmp_path: Path) -> Hub:
    return copied(demo, tmp_path)


@pytest.fixture
def key(hub: Hub, tmp_path: Path) -> Path:
    """The file of a key that may read: the demo's copies have none of their own."""
    path = tmp_path / "reader.key.json"
    path.write_bytes(keyfile.write_plain("desk", hub.seed))
    return path


def follow(hub: Hub, key: Path, copy: Path, *more: object) -> Done:
    given = (hub.url, "--member", "reed-bank", "--key", key, "--dir", copy)
    return accord("replica", "follow", *given, "--once", "--json", *more)


def leaves(directory: Path) -> list[bytes]:
    db = sqlite3.connect(directory / "accord.sqlite3")
    rows = db.execute('SELECT leaf FROM ledger_entry ORDER BY "index"').fetchall()
    db.close()
    return [bytes(row[0]) for row in rows]


def test_a_whole_copy(hub: Hub, key: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    with hub.serving():
        done = follow(hub, key, copy)
        assert done.code == 0, (done.out, done.err)
        assert done.json["records"] == len(leaves(hub.directory))
        connection = hub.connect()
        assert hub.post(connection, hub.make()) == 201
        connection.close()
        behind = accord("replica", "status", "--dir", copy, "--json")
        assert (behind.code, behind.json["behind"]) == (0, 1), behind.err
        assert accord("replica", "follow", "--dir", copy, "--once").code == 0
        status = accord("replica", "status", "--dir", copy)
        assert status.code == 0
        assert "all that the host has" in status.out
        assert "confirms nothing: its key is not in the list" in status.out
    assert leaves(copy) == leaves(hub.directory)
    verified = accord("log", "verify", "--json", copy)
    assert verified.code == 0, verified.out
    assert verified.json["contents"]
    away = accord("replica", "status", "--dir", copy, "--json")
    assert away.code == 3
    assert away.json["reachable"] is False


def test_killed_at_any_moment(hub: Hub, key: Path, tmp_path: Path) -> None:
    """SIGKILL while it fetches, several times; then it goes on to a whole copy."""
    copy = tmp_path / "copy"
    with hub.serving():
        for wait in (0.3, 0.6, 0.8, 0.9, 1.0, 1.1):
            process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "accord.cli.main", "replica", "follow"),
                    *(hub.url, "--member", "reed-bank", "--key", str(key)),
                    *("--dir", str(copy), "--workers", "1"),
                ],
                env=ENVIRONMENT,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            ended = os.pidfd_open(process.pid)
            select.select([ended], [], [], wait)
            os.close(ended)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        assert follow(hub, key, copy).code == 0
    assert leaves(copy) == leaves(hub.directory)
    assert accord("log", "verify", copy).code == 0


def test_an_older_database_put_back(hub: Hub, key: Path, tmp_path: Path) -> None:
    """The host's database of yesterday is put back behind its back."""
    copy = tmp_path / "copy"
    old = (hub.directory / "accord.sqlite3").read_bytes()
    with hub.serving():
        connection = hub.connect()
        assert hub.post(connection, hub.make()) == 201
        connection.close()
        assert follow(hub, key, copy).code == 0
    # A host that means it also takes away what would make the hub notice.
    for one in hub.directory.iterdir():
        if one.is_file() and one.name not in ("secret.key", "demo.json"):
            one.unlink()
    (hub.directory / "accord.sqlite3").write_bytes(old)
    with hub.serving():
        back = follow(hub, key, copy)
        assert back.code == 1
        assert "gone back" in str(back.json["reason"])
        connection = hub.connect()
        assert hub.post(connection, hub.make()) == 201
        connection.close()
        forked = follow(hub, key, copy)
        assert forked.code == 1
        assert "two different histories" in str(forked.json["reason"])
        status = accord("replica", "status", "--dir", copy, "--json")
    assert status.code == 1
    assert json.loads(Path(str(status.json["evidence"])).read_bytes())


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([], "needs the host's address and the member"),
        (["http://127.0.0.1:9/x", "--member", "alfa"], "is not an address"),
        (["http://127.0.0.1:9", "--member", "Alfa!"], "is not a handle"),
    ],
)
def test_misuse(given: list[str], words: str, tmp_path: Path) -> None:
    done = accord("replica", "follow", *given, "--dir", tmp_path / "copy", "--once")
    assert done.code == 2
    assert words in done.err


def test_a_hub_is_no_copy(hub: Hub) -> None:
    done = accord("replica", "follow", "--dir", hub.directory, "--once")
    assert done.code == 2
    assert "holds a hub, not a copy" in done.err
    status = accord("replica", "status", "--dir", hub.directory)
    assert status.code == 2


def test_nobody_answers(key: Path, tmp_path: Path) -> None:
    given = ("http://127.0.0.1:1", "--member", "alfa", "--key", key)
    done = accord("replica", "follow", *given, "--dir", tmp_path / "copy", "--once")
    assert done.code == 3
    assert "does not answer" in done.out


def test_a_first_start_that_was_killed_is_gone_on_with(tmp_path: Path) -> None:
    """The tables were half made; the next start makes the rest."""
    directory = tmp_path / "copy"
    directory.mkdir()
    with sqlite3.connect(directory / "accord.sqlite3") as db:
        db.execute("CREATE TABLE django_migrations (id integer, app text, name text)")
    db.close()
    follow = ("replica", "follow", "http://127.0.0.1:9", "--member", "alfa", "--once")
    done = accord(*follow, "--dir", directory)
    assert done.code == 3, done


@pytest.mark.parametrize(
    ("address", "more", "sentence"),
    [
        ("127.0.0.1:9", [], "is not an address like"),
        ("http://127.0.0.1:9", ["--trust", "1e49"], "--trust is not a hash"),
        ("http://127.0.0.1:9", ["--peer", "copy"], "is not an address like"),
        ("http://127.0.0.1:9", ["--key", "/none"], "/none cannot be read"),
    ],
)
def test_a_slip_makes_nothing(
    tmp_path: Path, address: str, more: list[str], sentence: str
) -> None:
    """Else a key would be shown, and handed on, that is not the copy's later."""
    copy = tmp_path / "copy"
    given = (address, "--member", "reed-bank", "--dir", copy, "--once", *more)
    done = accord("replica", "follow", *given)
    assert (done.code, sentence in done.err) == (2, True), done.err
    assert "key of reed-bank" not in done.err
    assert not copy.exists()
