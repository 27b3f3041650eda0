"""The command's frame: exit codes, help, and what it loads."""

import argparse
import errno
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accord import __version__
from accord.cli.arguments import parser
from accord.cli.main import COMMANDS, main
from tests.cli.conftest import Run, started

DOCS = Path(__file__).parents[2] / "docs"


def commands(
    made: argparse.ArgumentParser, words: tuple[str, ...] = ()
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its parser."""
    nouns = [
        one for one in made._actions if isinstance(one, argparse._SubParsersAction)
    ]
    if not nouns:
        yield " ".join(words), made
    for noun in nouns:
        for name, inner in noun.choices.items():
            yield from commands(inner, (*words, name))


ALL = dict(commands(parser()))


def test_every_command_is_there() -> None:
    assert set(ALL) == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(ALL))
def test_help_has_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*name.split(), "--help"])
    assert ended.value.code == 0
    assert f"examples:\n  accord {name}" in capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(ALL))
def test_the_documentation_names_every_command_and_option(name: str) -> None:
    page = (DOCS / "cli.md").read_text("utf-8")
    _, found, rest = page.partition(f"### accord {name}\n")
    assert found, f"docs/cli.md has no section about accord {name}"
    section = rest.partition("\n##")[0]
    for action in ALL[name]._actions:
        words = action.option_strings[-1:] or [action.metavar or action.dest]
        if words != ["--help"]:
            assert f"`{words[0]}" in section, f"accord {name}: {words[0]}"


def test_the_documentation_names_nothing_else() -> None:
    page = (DOCS / "cli.md").read_text("utf-8")
    heads = [
        line.removeprefix("### accord ")
        for line in page.splitlines()
        if line.startswith("### accord ")
    ]
    assert sorted(heads) == sorted(ALL)


def test_misuse_is_2(run: Run, tmp_path: Path) -> None:
    done = run("key", "show", tmp_path / "none.json")
    assert done.code == 2
    assert done.err.startswith("accord: ")
    assert "cannot be read" in done.err
    assert done.out == ""


@pytest.mark.parametrize("arguments", [("key",), ("fly",), ("serve", "--threads", "0")])
def test_arguments_that_argparse_refuses_are_2(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "file", "sentence"),
    [
        (errno.ENOSPC, None, "accord: No space left on device. Make room, and do"),
        (errno.EACCES, "/srv/x", "accord: /srv/x: Permission denied. Run this as"),
        (errno.EROFS, "/srv/x", "accord: /srv/x: Read-only file system.\n"),
    ],
)
def test_what_the_machine_refuses_is_a_sentence(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    file: str | None,
    sentence: str,
) -> None:
    def refused(_: object) -> int:
        raise OSError(number, os.strerror(number), file)

    monkeypatch.setitem(COMMANDS, "verify", refused)
    done = run("verify", "x", "--trust", "ab" * 32)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(sentence)


def test_a_fault_of_ours_is_not_hidden(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(_: object) -> int:
        raise OSError(errno.EBADF, "x")

    monkeypatch.setitem(COMMANDS, "verify", wrong)
    with pytest.raises(OSError, match="x"):
        run("verify", "x", "--trust", "ab" * 32)


def test_nothing_given_lists_every_command() -> None:
    done = started()
    assert (done.code, done.out) == (2, "")
    for name in ALL:
        assert re.search(rf"\n    {name.split()[0]}\s", done.err)


def test_version() -> None:
    assert started("--version").out == f"accord {__version__}\n"


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    key = tmp_path / "desk.key.json"
    assert started("key", "new", key, "--plain", "--purpose", "desk").code == 0
    script = "import sys; sys.stdout.close(); sys.exit(0)"
    reader = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE)
    reader.wait()
    writer = subprocess.run(
        [sys.executable, "-m", "accord.cli.main", "key", "show", str(key)],
        stdout=reader.stdin,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert writer.stderr == b""
    assert reader.stdin is not None
    reader.stdin.close()
