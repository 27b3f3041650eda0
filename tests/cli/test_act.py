"""`accord act`: shown in words, signed without a network."""

from pathlib import Path

import pytest

from accord.core.acts import actfile, keyfile, keys
from accord.core.acts.act import parse_act
from accord.core.acts.actfile import ActFile
from accord.core.acts.envelope import Signature, pae
from tests.cli.bodies import payload
from tests.cli.conftest import Run
from tests.coalition import Coalition, blob, keyid, public, seed

HUB = "hub"


@pytest.fixture(scope="module")
def founding() -> ActFile:
    """A founding act that nobody has signed yet."""
    made, coalition = payload("charter.found", Coalition())
    return _file(made, coalition)


def _file(made: bytes, coalition: Coalition, *names: str) -> ActFile:
    act = parse_act(made)
    blobs = {name: coalition.blobs[ref.sha256] for name, ref in act.blobs.items()}
    signatures = [
        Signature(keyid(one), keys.sign(seed(one), pae(made))) for one in names
    ]
    return ActFile(act, blobs, tuple(signatures))


def _write(tmp_path: Path, file: ActFile, name: str = "founding.act.json") -> Path:
    path = tmp_path / name
    path.write_bytes(actfile.write(file))
    return path


@pytest.fixture
def stamp(tmp_path: Path) -> Path:
    return _key(tmp_path, "alfa", "seal")


def _key(tmp_path: Path, name: str, purpose: str) -> Path:
    path = tmp_path / f"{name.replace('/', '-')}.key.json"
    path.write_bytes(keyfile.write_plain(purpose, seed(name)))
    return path


# Shown


def test_show(run: Run, tmp_path: Path, founding: ActFile) -> None:
    done = run("act", "show", _write(tmp_path, founding))
    assert done.code == 0
    assert "Found a coalition (charter.found)" in done.out
    assert "We help." in done.out
    assert "Signatures: none yet" in done.out


def test_show_checks_the_keys_that_the_act_names(run: Run, tmp_path: Path) -> None:
    made, coalition = payload("charter.found", Coalition())
    file = _file(made, coalition, "alfa", HUB, "charlie")
    done = run("act", "show", _write(tmp_path, file), "--json")
    verdicts = [one["verdict"] for one in done.json["signatures"]]  # type: ignore[index, attr-defined]
    assert verdicts == ["good", "good", "unknown"]
    text = run("act", "show", tmp_path / "founding.act.json").out
    assert "alfa, stamp: the signature is good" in text
    assert "the host: the signature is good" in text
    assert "a key: cannot be checked here" in text


def test_show_with_a_card(run: Run, tmp_path: Path) -> None:
    made, coalition = payload("voice.own")
    path = _write(tmp_path, _file(made, coalition, "alfa/voice"))
    assert "cannot be checked here" in run("act", "show", path).out
    card = _key(tmp_path, "alfa/voice", "desk")
    assert "the signature is good" in run("act", "show", path, "--card", card).out


def test_show_says_no_to_a_false_signature(
    run: Run, tmp_path: Path, founding: ActFile
) -> None:
    forged = founding.signed_with(Signature(keyid("alfa"), bytes(64)))
    done = run("act", "show", _write(tmp_path, forged))
    assert done.code == 1
    assert "alfa, stamp: THE SIGNATURE IS FALSE" in done.out


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not an act", "This is not JSON"),
        (b'{"blobs":{},"envelope":{},"v":"accord/act-file@1"}', "payload is missing"),
        (keyfile.write_card(public("alfa")), "act file.v has to be one of"),
    ],
)
def test_a_wrong_file(run: Run, tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "wrong"
    path.write_bytes(content)
    done = run("act", "show", path)
    assert done.code == 2
    assert "is not an act file that can be used" in done.err
    assert sentence in done.err


# Signed


def test_sign(run: Run, tmp_path: Path, founding: ActFile, stamp: Path) -> None:
    path = _write(tmp_path, founding)
    done = run("act", "sign", path, "--key", stamp, "--yes")
    assert done.code == 0
    assert "We help." in done.out
    signed = actfile.read((tmp_path / "founding.signed.act.json").read_bytes())
    (signature,) = signed.signatures
    assert keys.verify(public("alfa"), pae(founding.act.payload), signature.sig)
    assert actfile.read(path.read_bytes()) == founding


def test_sign_again_after_another(
    run: Run, tmp_path: Path, founding: ActFile, stamp: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    run(
        "act",
        "sign",
        _write(tmp_path, founding),
        "--key",
        stamp,
        "--yes",
        "--out",
        first,
    )
    bravo = _key(tmp_path, "bravo", "seal")
    run("act", "sign", first, "--key", bravo, "--yes", "--out", second)
    signers = [one.keyid for one in actfile.read(second.read_bytes()).signatures]
    assert signers == [keyid("alfa"), keyid("bravo")]
    done = run("act", "sign", second, "--key", stamp, "--yes")
    assert done.code == 2
    assert "has signed this act already" in done.err


def test_asks_first(
    run: Run,
    tmp_path: Path,
    founding: ActFile,
    stamp: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = _write(tmp_path, founding)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: "no")
    done = run("act", "sign", path, "--key", stamp)
    assert done.code == 1
    assert "Nothing was signed." in done.out
    assert not (tmp_path / "founding.signed.act.json").exists()
    monkeypatch.setattr("builtins.input", lambda prompt: "yes")
    assert run("act", "sign", path, "--key", stamp).code == 0
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    done = run("act", "sign", path, "--key", stamp, "--out", tmp_path / "third")
    assert done.code == 2
    assert "--yes" in done.err


def test_nobody_signs_what_they_cannot_read(
    run: Run, tmp_path: Path, founding: ActFile, stamp: Path
) -> None:
    names = {"names": founding.blobs["names"]}
    path = _write(tmp_path, ActFile(founding.act, names, ()))
    done = run("act", "sign", path, "--key", stamp, "--yes")
    assert done.code == 2
    assert "declaration.en" in done.err
    assert "what they cannot read" in done.err


def test_a_stamp_that_does_not_found(
    run: Run, tmp_path: Path, founding: ActFile
) -> None:
    charlie = _key(tmp_path, "charlie", "seal")
    done = run("act", "sign", _write(tmp_path, founding), "--key", charlie, "--yes")
    assert done.code == 2
    assert "not among those that found the coalition" in done.err


def test_nothing_is_overwritten(
    run: Run, tmp_path: Path, founding: ActFile, stamp: Path
) -> None:
    path = _write(tmp_path, founding)
    done = run("act", "sign", path, "--key", stamp, "--yes", "--out", path)
    assert done.code == 2
    assert "nothing is overwritten" in done.err


def test_a_text_changed_after_the_file_was_made(
    run: Run, tmp_path: Path, founding: ActFile, stamp: Path
) -> None:
    other = blob({"title": "Declaration", "text": "We help nobody."})
    blobs = dict(founding.blobs) | {"declaration.en": other}
    path = _write(tmp_path, ActFile(founding.act, blobs, ()))
    done = run("act", "sign", path, "--key", stamp, "--yes")
    assert done.code == 2
    assert "is not an act file that can be used" in done.err
