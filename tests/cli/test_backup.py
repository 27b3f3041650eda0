"""Backup and restore: exact, beside a server, whole or not at all, never unnoticed old.

Real processes; SIGKILL at every step at which files change.
"""

import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pyrage
import pytest

from accord.core.acts import keyfile, keys
from tests.cli import forked
from tests.cli.conftest import ENVIRONMENT, Demo, Done, accord, started
from tests.cli.serving import Hub, copied
from tests.cli.test_kill import Load

pytestmark = pytest.mark.slow

PASSPHRASE = "willow lantern otter brick seven"


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("words") / "passphrase"
    path.write_text(PASSPHRASE + "\n")
    return path


@pytest.fixture(scope="module")
def backup(demo: Demo, tmp_path_factory: pytest.TempPathFactory, words: Path) -> Path:
    """The demo's, made once, by all of the work for a passphrase, and only read."""
    path = tmp_path_factory.mktemp("backup") / "demo.backup"
    given = ("--data-dir", demo.directory, "--passphrase-file", words)
    done = started("backup", path, *given)
    assert done.code == 0, done.err
    path.chmod(0o400)
    return path


@pytest.fixture(scope="module")
def quick(demo: Demo, tmp_path_factory: pytest.TempPathFactory, words: Path) -> Path:
    """The same, and its passphrase is tried in no time."""
    path = tmp_path_factory.mktemp("quick") / "demo.backup"
    done = run("backup", path, "--data-dir", demo.directory, words=words)
    assert done.code == 0, done.err
    path.chmod(0o400)
    return path


def run(*arguments: object, words: Path) -> Done:
    return accord(*arguments, "--passphrase-file", words)


def killed_at(step: int, place: Path, *arguments: object) -> int:
    given = (place, step, *arguments)
    return forked.run(given, ENVIRONMENT, "tests.cli.killed").code


def test_what_comes_back_is_what_was_there(
    demo: Demo, backup: Path, tmp_path: Path, words: Path
) -> None:
    directory = tmp_path / "new"
    given = ("--data-dir", directory, "--passphrase-file", words)
    done = started("restore", backup, *given)
    assert done.code == 0, done.err
    before, after = entries(demo.directory), entries(directory)
    assert before == after
    for key in (demo.directory / "keys").iterdir():  # a hub's and people's alone
        assert (directory / "keys" / key.name).read_bytes() == key.read_bytes()
    assert (directory / "secret.key").read_bytes() == (
        demo.directory / "secret.key"
    ).read_bytes()
    assert accord("log", "verify", directory).code == 0
    assert oct(directory.stat().st_mode & 0o777) == "0o700"
    for path in directory.rglob("*"):
        assert not path.is_file() or not path.stat().st_mode & 0o077, path


def entries(directory: Path) -> dict[str, list[tuple[object, ...]]]:
    db = sqlite3.connect(directory / "accord.sqlite3")
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {
        name: sorted(db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)  # noqa: S608
        for (name,) in names
    }
    db.close()
    return found


def test_nothing_in_it_can_be_read_without_the_passphrase(
    demo: Demo, backup: Path
) -> None:
    data = backup.read_bytes()
    with zipfile.ZipFile(backup) as zipped:
        for name in zipped.namelist():
            assert name == "README.txt" or zipped.read(name).startswith(
                b"age-encryption.org/v1\n"
            )
    for secret in (b"SQLite format", b"reed-bank", demo.coalition.encode()):
        assert secret not in data
    assert not backup.stat().st_mode & 0o077


def test_it_opens_with_age_alone(backup: Path, tmp_path: Path) -> None:
    """As README.txt in it says: no Accord is needed."""
    with zipfile.ZipFile(backup) as zipped:
        identity = pyrage.passphrase.decrypt(zipped.read("key.age"), PASSPHRASE)
        opened = pyrage.x25519.Identity.from_str(identity.decode().strip())
        data = pyrage.decrypt(zipped.read("accord.sqlite3.age"), [opened])
    (tmp_path / "plain.sqlite3").write_bytes(data)
    db = sqlite3.connect(tmp_path / "plain.sqlite3")
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_another_passphrase_or_a_damaged_file_restores_nothing(
    quick: Path, tmp_path: Path, words: Path
) -> None:
    directory = tmp_path / "new"
    wrong = tmp_path / "wrong"
    wrong.write_text("another passphrase")
    done = run("restore", quick, "--data-dir", directory, words=wrong)
    assert (done.code, "does not open" in done.err) == (2, True)
    data = bytearray(quick.read_bytes())
    # Beyond the heads of the first two files, whose fields stand elsewhere again.
    for at in range(600, len(data), len(data) // 6):
        spoiled = tmp_path / "spoiled.backup"
        spoiled.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        done = run("restore", spoiled, "--data-dir", directory, words=words)
        assert done.code == 2, done.out
        assert not (directory / "accord.sqlite3").exists()
    spoiled.write_bytes(data[: len(data) // 2])
    done = run("restore", spoiled, "--data-dir", directory, words=words)
    assert (done.code, "not a whole backup" in done.err) == (2, True)


def test_nothing_is_overwritten(
    demo: Demo, quick: Path, tmp_path: Path, words: Path
) -> None:
    there = demo.copy(tmp_path)
    done = run("restore", quick, "--data-dir", there, words=words)
    assert (done.code, "nothing is overwritten" in done.err) == (2, True)
    done = run("backup", quick, "--data-dir", there, words=words)
    assert (done.code, "nothing is overwritten" in done.err) == (2, True)


def test_beside_a_server_under_load(demo: Demo, tmp_path: Path, words: Path) -> None:
    """The copy is of one moment: the log in it is right, and nobody waits for it."""
    hub = copied(demo, tmp_path)
    load = Load()
    with hub.serving() as process:
        clients = [threading.Thread(target=load.client, args=(hub,)) for _ in range(3)]
        for one in clients:
            one.start()
        load.wait_for(5)
        done = run("backup", tmp_path, "--data-dir", hub.directory, words=words)
        assert done.code == 0, done.err
        load.wait_for(len(load.acknowledged) + 5)
        process.terminate()
        for one in clients:
            one.join()
    (path,) = tmp_path.glob("accord-*.backup")
    directory = tmp_path / "new"
    done = run("restore", path, "--data-dir", directory, words=words)
    assert done.code == 0, done.err
    assert accord("log", "verify", directory).code == 0


def test_killed_amid_a_backup(demo: Demo, tmp_path: Path, words: Path) -> None:
    """There is a whole backup or none, and the next one cleans up."""
    there = demo.copy(tmp_path)
    target = tmp_path / "hub.backup"
    kills = 0
    for step in range(2, 40, 3):
        code = killed_at(
            step,
            tmp_path,
            "backup",
            target,
            "--data-dir",
            there,
            "--passphrase-file",
            words,
        )
        if code == 0:
            break
        kills += 1
        if target.exists():  # only its leftovers were not removed yet
            break
    assert kills >= 2
    target.unlink(missing_ok=True)
    done = run("backup", target, "--data-dir", there, words=words)
    assert done.code == 0, done.err
    assert [one.name for one in there.glob(".backup*")] == []
    assert [one.name for one in tmp_path.glob("*.partial")] == []
    done = run("restore", target, "--data-dir", tmp_path / "new", words=words)
    assert done.code == 0, done.err


def test_killed_amid_a_restore(quick: Path, tmp_path: Path, words: Path) -> None:
    """Before the last step there is no installation; after it there is a whole one."""
    given = ("restore", quick, "--passphrase-file", words, "--data-dir")
    seen = set()
    for step in range(3, 110, 15):
        directory = tmp_path / f"new-{step}"
        code = killed_at(step, directory, *given, directory)
        there = (directory / "accord.sqlite3").exists()
        seen.add((code == 0, there))
        if not there:
            done = run("restore", quick, "--data-dir", directory, words=words)
            assert done.code == 0, done.err
        assert not (directory / ".restore").exists() or there
        assert accord("log", "verify", directory).code == 0
        shutil.rmtree(directory)
        if code == 0:
            break
    assert (False, False) in seen
    assert (True, True) in seen


def limited(blocks: int, *arguments: object) -> Done:
    """A command whose files may be so many KiB long: as a disk that is full."""
    shell = ["bash", "-c", f'ulimit -f {blocks} && exec "$@"', "bash"]
    done = subprocess.run(
        [*shell, sys.executable, "-m", "accord.cli.main", *map(str, arguments)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def test_a_full_disk_is_not_a_damaged_backup(
    demo: Demo, quick: Path, tmp_path: Path, words: Path
) -> None:
    given = ("--passphrase-file", words, "--data-dir")
    done = limited(1000, "restore", quick, *given, tmp_path / "new")
    assert (done.code, done.err) == (2, "accord: File too large.\n")
    assert run("restore", quick, "--data-dir", tmp_path / "new", words=words).code == 0
    size = (demo.directory / "accord.sqlite3").stat().st_size // 1024
    done = limited(size - 500, "backup", tmp_path / "b", *given, demo.directory)
    assert done.code in (2, 3)
    assert done.err.startswith("accord: "), done.err
    assert done.err.count("\n") == 1
    assert list(tmp_path.glob("*b*")) == []


# A restored copy that is behind


def older(hub: Hub, tmp_path: Path, words: Path) -> Path:
    """A backup, and then two more records that clients were told are saved."""
    path = tmp_path / "old.backup"
    done = run("backup", path, "--data-dir", hub.directory, words=words)
    assert done.code == 0, done.err
    with hub.serving():
        connection = hub.connect()
        for _ in range(2):
            assert hub.post(connection, hub.make()) == 201
        connection.close()
    return path


def test_an_older_copy_takes_no_records(
    demo: Demo, tmp_path: Path, words: Path
) -> None:
    """The disk is the same: the file beside the database tells."""
    hub = copied(demo, tmp_path)
    old = older(hub, tmp_path, words)
    for path in hub.directory.glob("accord.sqlite3*"):
        path.unlink()
    done = run("restore", old, "--data-dir", hub.directory, words=words)
    assert done.code == 1
    assert "older copy" in done.out
    assert "accord host new" in done.out
    done = accord("serve", "--data-dir", hub.directory, listen=f"127.0.0.1:{hub.port}")
    assert done.code == 1
    assert "an older copy was restored" in done.out
    checked = accord("check", "--json", "--data-dir", hub.directory).json
    bad = {one["name"] for one in checked["checks"] if not one["good"]}  # type: ignore[index, attr-defined]
    assert "newest record" in bad


def test_another_machine_asks_those_who_know(
    demo: Demo, tmp_path: Path, words: Path
) -> None:
    """The old machine is gone; somebody's address still shows the newest checkpoint."""
    hub = copied(demo, tmp_path)
    old = older(hub, tmp_path, words)
    directory = tmp_path / "new"
    with hub.serving():
        done = run(
            "restore",
            old,
            "--data-dir",
            directory,
            "--ask",
            "http://127.0.0.1:9",
            "--ask",
            hub.url,
            words=words,
        )
    assert done.code == 1
    assert "http://127.0.0.1:9 does not answer: Connection refused\n" in done.err
    assert "older copy" in done.out


def test_the_members_go_on_from_an_older_copy(
    demo: Demo, tmp_path: Path, words: Path
) -> None:
    """With a new host's key, by their stamps; then it serves, and takes records."""
    hub = copied(demo, tmp_path)
    old = older(hub, tmp_path, words)
    for path in hub.directory.glob("accord.sqlite3*"):
        path.unlink()
    assert run("restore", old, "--data-dir", hub.directory, words=words).code == 1
    act = tmp_path / "new-host.act.json"
    given = ("--by", "reed-bank", "--out", act, "--data-dir", hub.directory)
    done = accord("host", "new", *given)
    assert done.code == 0, done.err
    stamps = sorted((hub.directory / "keys").glob("*.stamp.key.json"))
    assert len(stamps) == 4
    signed = []
    for number, stamp in enumerate(stamps):
        out = tmp_path / f"signed-{number}.act.json"
        accord("act", "sign", act, "--key", stamp, "--out", out, "--yes")
        signed.append(out)
    few = accord("host", "take", signed[0], "--data-dir", hub.directory)
    assert few.code == 1, few.err
    assert "missing" in few.err, few.err
    done = accord("host", "take", *signed, "--data-dir", hub.directory)
    assert done.code == 0, done.err
    assert accord("log", "verify", hub.directory).code == 0
    with hub.serving():
        connection = hub.connect()
        assert hub.post(connection, hub.make()) == 201
        connection.close()
    assert accord("log", "verify", hub.directory).code == 0


def as_copy_of(url: str, there: Path) -> str:
    """Makes an installation a member's copy of that host; returns its key."""
    old = keys.public(bytes(32))
    name = f"replica-{old[:16]}.key.json"
    (there / "keys" / name).write_bytes(keyfile.write_plain("replica", bytes(32)))
    db = sqlite3.connect(there / "accord.sqlite3")
    columns = [row[1:] for row in db.execute("PRAGMA table_info(replica_following)")]
    values: dict[str, object] = {
        column: 0 if kind.startswith(("big", "int", "small")) else ""
        for column, kind, *_ in columns
    }
    values |= {"id": 1, "url": url, "key": old, "member": "kestrel"}
    marks = ", ".join("?" * len(values))
    names = ", ".join(values)
    db.execute(
        f"INSERT INTO replica_following ({names}) VALUES ({marks})",  # noqa: S608
        list(values.values()),
    )
    db.commit()
    db.close()
    return old


def test_a_members_copy_gets_another_key(
    demo: Demo, tmp_path: Path, words: Path
) -> None:
    """It may have confirmed more than the backup holds; the old key is not in it."""
    there = demo.copy(tmp_path)
    old = as_copy_of("http://127.0.0.1:9", there)
    path, directory = tmp_path / "copy.backup", tmp_path / "new"
    assert run("backup", path, "--data-dir", there, words=words).code == 0
    done = run("restore", path, "--data-dir", directory, "--json", words=words)
    assert done.code == 0, done.err
    assert "http://127.0.0.1:9 does not answer" in done.err  # it asked its host
    made = done.json["replica"]
    assert made != old
    assert not (directory / "keys" / f"replica-{old[:16]}.key.json").exists()
    db = sqlite3.connect(directory / "accord.sqlite3")
    assert db.execute("SELECT key, member FROM replica_following").fetchall() == [
        (made, "kestrel")
    ]
    db.close()


def test_a_copy_that_became_the_host_is_restored_as_the_host(
    demo: Demo, tmp_path: Path, words: Path
) -> None:
    there = demo.copy(tmp_path)
    as_copy_of("", there)
    path, directory = tmp_path / "hub.backup", tmp_path / "new"
    assert run("backup", path, "--data-dir", there, words=words).code == 0
    done = run("restore", path, "--data-dir", directory, words=words)
    assert done.code == 0, done.err
    assert "Restored" in done.out
    assert "copy" not in done.out
