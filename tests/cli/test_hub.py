"""`accord init`, `check`, `rebuild`: an installation on this machine."""

import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.cli.conftest import Demo, accord

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A new installation."""
    done = accord("init", "--data-dir", tmp_path / "hub", url=NOWHERE)
    assert done.code == 0, done.err
    return tmp_path / "hub"


def test_init(tmp_path: Path) -> None:
    directory = tmp_path / "deep/hub"
    done = accord("init", "--json", data_dir=directory, url="https://hub.example")
    assert done.code == 0
    assert str(done.json["link"]).startswith("https://hub.example/")
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    for secret in [directory / "secret.key", *(directory / "keys").iterdir()]:
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert list(directory.glob("accord.sqlite3-*")) == []  # it was closed


def test_init_says_what_comes_next(tmp_path: Path) -> None:
    done = accord("init", data_dir=tmp_path / "hub")
    assert "accord serve" in done.out
    assert "http://127.0.0.1:8000/" in done.out
    assert "ACCORD_URL" in done.out


def test_init_overwrites_nothing(hub: Path) -> None:
    before = (hub / "secret.key").read_bytes()
    done = accord("init", "--data-dir", hub)
    assert done.code == 2
    assert "nothing is overwritten" in done.err
    assert (hub / "secret.key").read_bytes() == before


def test_init_where_nothing_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = accord("init", "--data-dir", tmp_path / "file/hub")
    assert done.code == 2
    assert "cannot be made" in done.err


def test_a_bad_setting(tmp_path: Path) -> None:
    done = accord("init", "--data-dir", tmp_path, url="hub.example")
    assert done.code == 2
    assert "ACCORD_URL" in done.err


def test_check_of_a_new_hub(hub: Path) -> None:
    done = accord("check", "--data-dir", hub, url=NOWHERE)
    assert done.code == 3
    *others, address = done.out.splitlines()
    assert all(line.startswith("ok ") for line in others)
    assert address.startswith("BAD  address: Nobody answers at")


@contextmanager
def answering(answers: dict[str, bytes]) -> Iterator[str]:
    """The address of a server that knows these paths alone."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = answers.get(self.path)
            self.send_response(404 if found is None else 200)
            self.end_headers()
            self.wfile.write(found or b"")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


NOTE = f"accord/{'0' * 64}/e1\n5\n".encode()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Something else than Accord answers"),
        ({"/healthz": b"alive\n"}, ""),
        ({"/healthz": b"alive\n", "/log/checkpoint": NOTE}, "Another hub answers"),
    ],
)
def test_check_looks_who_answers_for_a_new_hub(
    hub: Path, answers: dict[str, bytes], sentence: str
) -> None:
    with answering(answers) as url:
        done = accord("check", "--json", "--data-dir", hub, url=url)
    bad = _bad(done.json)
    assert set(bad) == ({"address"} if sentence else set())
    assert sentence in bad.get("address", "")


def _bad(done_json: dict[str, object]) -> dict[str, str]:
    checks = done_json["checks"]
    assert isinstance(checks, list)
    return {one["name"]: one["sentence"] for one in checks if not one["good"]}


def test_check_of_a_demo(demo: Demo, tmp_path: Path) -> None:
    directory = demo.copy(tmp_path)
    bad = _bad(accord("check", "--json", "--data-dir", directory, url=NOWHERE).json)
    assert set(bad) == {"address"}


def test_check_finds_what_is_wrong(demo: Demo, tmp_path: Path) -> None:
    directory = demo.copy(tmp_path)
    directory.chmod(0o755)
    (directory / "secret.key").chmod(0o644)
    (key,) = (directory / "keys").glob("hub-*.key.json")
    key.unlink()
    done = accord("check", "--json", "--data-dir", directory, url=NOWHERE)
    assert done.code == 1
    bad = _bad(done.json)
    assert set(bad) == {"directory", "secrets", "host key", "address"}
    assert f"chmod 700 {directory}" in bad["directory"]
    assert f"chmod 600 {directory / 'secret.key'}" in bad["secrets"]


def test_check_of_a_damaged_log(demo: Demo, tmp_path: Path) -> None:
    directory = demo.copy(tmp_path)
    with sqlite3.connect(directory / "accord.sqlite3") as db:
        db.execute('DELETE FROM ledger_entry WHERE "index" = 30')
    db.close()
    bad = _bad(accord("check", "--json", "--data-dir", directory, url=NOWHERE).json)
    assert "accord log verify" in bad["log"]


def test_check_of_a_database_that_is_none(hub: Path) -> None:
    (hub / "accord.sqlite3").write_bytes(b"not a database, only words. " * 200)
    done = accord("check", "--json", "--data-dir", hub, url=NOWHERE)
    assert done.code == 1
    assert "database" in _bad(done.json)


def test_check_without_an_installation(tmp_path: Path) -> None:
    done = accord("check", "--data-dir", tmp_path / "none")
    assert done.code == 1
    assert "`accord init` makes one" in done.out


def test_rebuild(demo: Demo, tmp_path: Path) -> None:
    directory = demo.copy(tmp_path)
    before = _tables(directory)
    with sqlite3.connect(directory / "accord.sqlite3") as db:
        db.execute("DELETE FROM ledger_signaturerecord")
        db.execute("UPDATE ledger_actrecord SET state = 'open'")
    db.close()
    done = accord("rebuild", "--json", "--data-dir", directory)
    assert done.code == 0
    assert done.json["records"]
    assert _tables(directory) == before


def test_rebuild_without_an_installation(tmp_path: Path) -> None:
    done = accord("rebuild", "--data-dir", tmp_path / "none")
    assert done.code == 2
    assert "`accord init` makes one" in done.err


def _tables(directory: Path) -> list[object]:
    db = sqlite3.connect(directory / "accord.sqlite3")
    found = [
        db.execute("SELECT * FROM ledger_signaturerecord ORDER BY 1").fetchall(),
        db.execute("SELECT * FROM ledger_actrecord ORDER BY id").fetchall(),
    ]
    db.close()
    return found


def test_rebuild_brings_an_older_database_up(demo: Demo, tmp_path: Path) -> None:
    directory = demo.copy(tmp_path)
    with sqlite3.connect(directory / "accord.sqlite3") as db:
        db.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        db.execute("DROP TABLE django_session")
    db.close()
    done = accord("serve", "--data-dir", directory)
    assert done.code == 2
    assert "accord rebuild" in done.err
    assert accord("rebuild", "--data-dir", directory).code == 0


def test_rebuild_of_a_log_with_a_gap(demo: Demo, tmp_path: Path) -> None:
    directory = demo.copy(tmp_path)
    with sqlite3.connect(directory / "accord.sqlite3") as db:
        db.execute('DELETE FROM ledger_entry WHERE "index" = 30')
    db.close()
    before = _tables(directory)
    done = accord("rebuild", "--data-dir", directory)
    assert done.code == 1
    assert "Nothing was changed" in done.out
    assert _tables(directory) == before


def test_a_database_that_is_none(hub: Path) -> None:
    (hub / "accord.sqlite3").write_bytes(b"only words")
    done = accord("rebuild", "--data-dir", hub)
    assert done.code == 3
    assert "accord check" in done.err


def test_serve_without_an_installation(tmp_path: Path) -> None:
    done = accord("serve", "--data-dir", tmp_path)
    assert done.code == 2
    assert "accord init" in done.err
