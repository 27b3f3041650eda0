"""For tests of the command: the demo, told once, and commands as own processes."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from accord.cli.main import main
from tests.cli import forked

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("ACCORD_")
}


@dataclass(frozen=True)
class Done:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        """The object that it printed."""
        found: dict[str, object] = json.loads(self.out)
        return found


Run = Callable[..., Done]


def started(*arguments: object) -> Done:
    """Runs `accord` as a user does: nothing is loaded, nothing is made cheaper."""
    done = subprocess.run(
        [sys.executable, "-m", "accord.cli.main", *map(str, arguments)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def accord(*arguments: object, **settings: object) -> Done:
    """Runs `accord` in a process of its own; `settings` are ACCORD_* variables."""
    given = {f"ACCORD_{name.upper()}": str(value) for name, value in settings.items()}
    return Done(*forked.run(arguments, ENVIRONMENT | given))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command that needs no installation, in this process."""

    def run_here(*arguments: object) -> Done:
        code = main([str(one) for one in arguments])
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run_here


@dataclass(frozen=True)
class Demo:
    """The directory of a demo, and the coalition's id."""

    directory: Path
    coalition: str

    def copy(self, to: Path) -> Path:
        """A copy to spoil."""
        return shutil.copytree(self.directory, to / "demo")

    @property
    def people(self) -> list[dict[str, str]]:
        """Everybody with name, member and private seed."""
        found: list[dict[str, str]] = self._told["people"]
        return found

    @property
    def tour(self) -> dict[str, str]:
        """The acts that the tour leads to."""
        found: dict[str, str] = self._told["tour"]
        return found

    @property
    def _told(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(
            (self.directory / "demo.json").read_text()
        )
        return found


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The story, told by the real command."""
    return told_once(tmp_path_factory)


@pytest.fixture(scope="session")
def another(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The story told again, with the settings of a real hub."""
    settings = {"data_dir": shared(tmp_path_factory) / "real", "demo": "0"}
    told = told_once(tmp_path_factory, "again", "--json", **settings)
    return replace(told, coalition=json.loads(told.coalition)["coalition"])


def told_once(
    factory: pytest.TempPathFactory,
    name: str = "both-banks",
    *options: str,
    **settings: object,
) -> Demo:
    """A worker's own copy of a story, which is told once for all workers."""
    story, said = shared(factory) / name, shared(factory) / f"{name}.said"
    with said.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            given = ("--no-serve", "--dir", story, *options)
            done = accord("demo", *given, **settings)
            assert done.code == 0, done.err
            said.write_text(done.out.strip())
    own = factory.getbasetemp() / "told" / name
    if not own.exists():
        shutil.copytree(story, own)
    return Demo(own, said.read_text())


def shared(factory: pytest.TempPathFactory) -> Path:
    """A directory that all workers have."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
