"""`accord demo`: the story is whole, true in time, and leaves what it promises."""

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from accord.cli.demo.calendar import Calendar
from accord.core.acts import keyfile, times
from accord.core.acts.act import KINDS, parse_act
from accord.core.acts.envelope import Leaf, parse_leaf
from tests.cli.conftest import ENVIRONMENT, Demo, accord, shared

pytestmark = pytest.mark.slow

# Nothing here but the core: no Django, no clock, and the contents are not looked at.
ALONE = """
import sqlite3, sys

def no_clock(*args):
    raise RuntimeError("the replay read a clock")

import time
time.time = time.time_ns = no_clock
from accord.core.rules.replay import check_head, find_false, replay
from accord.core.rules.state import State

db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
rows = db.execute('SELECT leaf FROM ledger_entry ORDER BY "index"')
leaves = [bytes(row[0]) for row in rows]
(note,) = db.execute("SELECT note FROM ledger_head").fetchone()
state = State()
assert find_false([claim for _, claim in replay(state, leaves)]) is None
head = check_head(state, note)
assert "django" not in sys.modules
print(head.root.hex(), head.standing_root.hex(), len(state.stock.balances))
"""


def _leaves(demo: Demo) -> list[Leaf]:
    db = sqlite3.connect(f"file:{demo.directory / 'accord.sqlite3'}?mode=ro", uri=True)
    rows = db.execute('SELECT leaf FROM ledger_entry ORDER BY "index"').fetchall()
    db.close()
    return [parse_leaf(bytes(row[0])) for row in rows]


def test_prints_the_id_alone(demo: Demo) -> None:
    assert len(demo.coalition) == 64
    founding = _leaves(demo)[0]
    assert parse_act(founding.payload).id == demo.coalition


def test_leaves_a_database_keys_and_proof_files(demo: Demo) -> None:
    names = {one.name for one in demo.directory.iterdir()}
    assert names >= {"accord.sqlite3", "bundles", "demo.json", "keys", "secret.key"}
    keys = {one.name for one in (demo.directory / "keys").iterdir()}
    assert keys >= {
        "far-shore.ilinca.key.json",
        "kestrel.k2.key.json",
        "mill-ferry.stamp.key.json",
    }
    assert "copies" not in names  # nothing serves them
    assert len(list((demo.directory / "bundles").glob("*.bundle.json"))) == 9


def test_every_person_has_the_key_of_the_file(demo: Demo) -> None:
    for person in demo.people:
        name = f"{person['member']}.{person['id']}.key.json"
        data = (demo.directory / "keys" / name).read_bytes()
        assert keyfile.read_plain(data) == ("desk", bytes.fromhex(person["seed"]))


def test_weeks_of_history_end_about_an_hour_ago(demo: Demo) -> None:
    written = [leaf.time for leaf in _leaves(demo)]
    assert written == sorted(written)
    told = (demo.directory / "demo.json").stat().st_mtime
    now = datetime.fromtimestamp(told, UTC)
    first, last = times.parse(written[0]), times.parse(written[-1])
    assert timedelta(days=34) < now - first < timedelta(days=37)
    assert timedelta(minutes=50) < now - last < timedelta(hours=3)


def test_every_act_was_made_when_it_was_first_recorded(demo: Demo) -> None:
    seen = set()
    for leaf in _leaves(demo):
        act = parse_act(leaf.payload)
        if act.id not in seen:
            assert act.at == leaf.time, act.kind
        seen.add(act.id)


def test_every_kind_of_act_occurs(demo: Demo) -> None:
    kinds = {parse_act(leaf.payload).kind for leaf in _leaves(demo)}
    assert set(KINDS) - kinds == {
        "charter.close",
        "charter.hub",
        "decide.erase",
        "voice.hold",
    }


def test_replayed_alone_it_comes_to_the_same_state(demo: Demo) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(demo.directory / "accord.sqlite3")],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = accord("log", "verify", "--json", demo.directory).json
    assert done.stdout.split()[:2] == [found["root"], found["standing"]]


def test_another_telling_has_other_keys(demo: Demo, another: Demo) -> None:
    assert another.coalition != demo.coalition
    name = "keys/far-shore.ilinca.key.json"
    ours, theirs = ((one.directory / name).read_bytes() for one in (demo, another))
    assert ours != theirs


def test_a_directory_that_is_not_empty(demo: Demo) -> None:
    done = accord("demo", "--no-serve", "--dir", demo.directory)
    assert done.code == 2
    assert "is not empty" in done.err


def test_settings_of_a_real_hub_do_not_count(
    another: Demo, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert (another.directory / "accord.sqlite3").exists()
    assert not (shared(tmp_path_factory) / "real").exists()


@pytest.mark.parametrize(
    "now", ["2026-11-22T00:10:00Z", "2026-03-29T02:00:00Z", "2024-03-01T22:30:00Z"]
)
def test_the_calendar_runs_forward_at_any_hour(now: str) -> None:
    at = Calendar(times.parse(now))
    moments = [at.day(2, "23:59"), at.day(1, "23:59"), at.ago(5, 59), at.ago(1)]
    assert moments == sorted(moments)
    assert moments[-1] == times.parse(now) - timedelta(hours=1)


def test_dates_in_words() -> None:
    at = Calendar(times.parse("2026-11-22T15:00:00Z"))
    assert (
        at.fill("{d36} to {d0}, {d-8}", "en")
        == "17 October to 22 November, 30 November"
    )
    assert at.fill("{d1}", "uk") == "21 листопада"
    assert at.fill("{d1}", "ro") == "21 noiembrie"
