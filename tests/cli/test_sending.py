"""`accord act send` and `accord act outbox`, against a real hub on this machine."""

import json
import select
from collections.abc import Callable
from pathlib import Path

import pytest

from accord.core.acts.envelope import Envelope
from tests.cli.confirming import Confirming, started
from tests.cli.conftest import Done, accord

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Confirming:
    return started(tmp_path_factory.mktemp("hub") / "four")


@pytest.fixture
def box(tmp_path: Path) -> Path:
    return tmp_path / "outbox"


def kept(box: Path) -> list[dict[str, object]]:
    """What the outbox holds."""
    return [json.loads(one.read_text()) for one in sorted(box.glob("*-*.json"))]


def until(command: Callable[[], Done], state: str) -> Done:
    """Runs a command until it says `state`; the sockets need a moment."""
    for _ in range(100):
        done = command()
        if state in done.out:
            return done
        select.select([], [], [], 0.1)
    raise AssertionError(done.out + done.err)


def test_it_is_kept_until_the_quorum_has_it(
    hub: Confirming, box: Path, tmp_path: Path
) -> None:
    file = hub.act_file(tmp_path / "profile.act.json")
    with hub.confirmed(("alfa", "bravo")):
        done = accord("act", "send", file, "--hub", hub.url, "--outbox", box)
        assert done.code == 0, done.err
        assert "saved by the host" in done.out
        assert [one["saved"]["epoch"] for one in kept(box)] == [1]  # type: ignore[index]
        again = accord("act", "send", file, "--outbox", box, "--json")
        assert (again.json["state"], len(kept(box))) == ("saved", 1)
    with hub.confirmed():
        until(lambda: accord("act", "outbox", "--outbox", box), "final")
        assert kept(box) == []
        done = accord("act", "outbox", "--outbox", box)
        assert (done.code, done.out) == (0, "Nothing waits here.\n")
    assert box.stat().st_mode & 0o077 == 0


def test_without_a_hub_it_waits(hub: Confirming, box: Path, tmp_path: Path) -> None:
    file = hub.act_file(tmp_path / "profile.act.json")
    done = accord("act", "send", file, "--hub", hub.url, "--outbox", box)
    assert done.code == 3
    assert "does not answer" in done.err
    assert [one["saved"] for one in kept(box)] == [None]
    with hub.confirmed():
        resend = ("act", "outbox", "--outbox", box, "--hub", hub.url)
        until(lambda: accord(*resend), "final")
    assert kept(box) == []


def test_a_refusal_ends_it(hub: Confirming, box: Path, tmp_path: Path) -> None:
    one = hub.profile("bravo")
    wrong = Envelope(one.payload, hub.profile("charlie").signatures)
    file = hub.act_file(tmp_path / "wrong.act.json", wrong)
    with hub.confirmed():
        done = accord("act", "send", file, "--hub", hub.url, "--outbox", box)
    assert done.code == 1
    assert "refused: " in done.out
    assert kept(box) == []


def test_what_cannot_be_sent(hub: Confirming, box: Path, tmp_path: Path) -> None:
    one = hub.profile()
    file = hub.act_file(tmp_path / "bare.act.json", Envelope(one.payload, ()))
    done = accord("act", "send", file, "--hub", hub.url, "--outbox", box)
    assert (done.code, "not signed yet" in done.err) == (2, True)
    file = hub.act_file(tmp_path / "profile.act.json", one)
    done = accord("act", "send", file, "--outbox", box)
    assert (done.code, "--hub https://hub.example" in done.err) == (2, True)
    (tmp_path / "no.act.json").write_text("{}")
    assert accord("act", "send", tmp_path / "no.act.json").code == 2
