"""`accord host copies`: members say whose copies confirm records."""

import json
import secrets
from pathlib import Path

import pytest

from accord.cli.words.line import short
from accord.core.acts import keyfile, keys
from tests.cli.conftest import Demo, accord

SEEDS = {name: secrets.token_bytes(32) for name in ("far-shore", "reed-bank")}


@pytest.fixture
def hub(demo: Demo, tmp_path: Path) -> Path:
    return demo.copy(tmp_path)


def copy_of(member: str) -> str:
    return f"{member}={keys.public(SEEDS[member])}"


def test_members_let_two_copies_confirm(hub: Path, tmp_path: Path) -> None:
    act = tmp_path / "copies.act.json"
    given = ["--by", "reed-bank", "--out", act, "--data-dir", hub]
    given += ["--copy", copy_of("far-shore"), "--copy", copy_of("reed-bank")]
    done = accord("host", "copies", *given, "--finality", "cosigned", "--json")
    assert done.code == 0, done.err
    told = json.loads(done.out)
    assert set(told["copies"]) == set(SEEDS)

    # Whose key it is that will confirm is what is signed.
    shown = accord("act", "show", act).out
    for seed in SEEDS.values():
        assert f"copy's key {short(keys.public(seed))} ..." in shown

    signers = sorted((hub / "keys").glob("*.stamp.key.json"))
    for name, seed in SEEDS.items():
        signers.append(tmp_path / f"{name}.replica.key.json")
        signers[-1].write_bytes(keyfile.write_plain("replica", seed))
    files = []
    for number, key in enumerate(signers):
        out = tmp_path / f"signed-{number}.act.json"
        signed = accord("act", "sign", act, "--key", key, "--out", out, "--yes")
        assert signed.code == 0, signed.err
        files.append(out)
    desk = next((hub / "keys").glob("reed-bank.petru.key.json"))
    wrong = tmp_path / "wrong.act.json"
    accord("act", "sign", act, "--key", desk, "--out", wrong, "--yes")
    done = accord("host", "take", *files, wrong, "--data-dir", hub)
    assert done.code == 1
    assert f"{wrong} is signed by the key " in done.err
    done = accord("host", "take", *files, "--data-dir", hub)
    assert done.code == 0, done.err
    assert "the list of members is in force" in done.out
    done = accord("log", "verify", hub)
    assert done.code == 0, done.out


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--copy", "reed-bank"], "It is HANDLE=KEY"),
        (["--copy", f"nobody={'ab' * 32}"], "nobody is not a member"),
        (["--by", "nobody"], "nobody is not a member"),
    ],
)
def test_misuse(hub: Path, tmp_path: Path, more: list[str], sentence: str) -> None:
    act = tmp_path / "copies.act.json"
    given = ["--by", "reed-bank", "--out", act, "--data-dir", hub]
    done = accord("host", "copies", *given, *more)
    assert done.code in (1, 2)
    assert sentence in done.err
    assert not act.exists()
