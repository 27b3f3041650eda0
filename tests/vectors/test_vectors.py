"""The public vectors are what the script makes, and another implementation agrees."""

import ast
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.vectors.make import FILES, FOLDER, written
from tests.vectors.verifier.vectors import CHECKS, Vectors, run

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "src" / "accord" / "core" / "rules"

# Refusals that no single record can meet: of checkpoints (bad_checkpoints has them),
# and of a log without a founding, where every record is another coalition's.
NOT_OF_A_RECORD = {
    "Record {index} is wrong: {reason}",
    "The checkpoint is of another log.",
    "The checkpoint names {named} records; there are {found}.",
    "The records are not those that the checkpoint was signed over.",
    "What was agreed, corrected and withdrawn is not what the checkpoint says.",
    "The checkpoint names another time than the last record.",
    "The coalition is not founded yet.",
}


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_what_the_script_makes(name: str) -> None:
    """If not: .venv/bin/python -m tests.vectors.make, and look at what changed."""
    assert (FOLDER / f"{name}.json").read_text() == written(name)


def test_no_other_file_lies_there() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(FILES)


def test_the_second_implementation_agrees() -> None:
    assert run(FOLDER) == []


def changed(name: str, change: Callable[[Vectors], object]) -> list[str]:
    """The disagreements with a file of vectors that was changed."""
    vectors = json.loads((FOLDER / f"{name}.json").read_text())
    change(vectors)
    return list(CHECKS[name](vectors))


TURNED: dict[str, Callable[[Vectors], object]] = {
    "keys": lambda v: v["signatures"][0].update(valid=False),
    "trees": lambda v: v["consistency"][0].update(valid=False),
    "payloads": lambda v: v["bad"].append(v["good"][0]),
    "envelopes": lambda v: v["bad"].append(v["good"][0]),
    "leaves": lambda v: v["bad"].append(v["good"][0]),
    "checkpoints": lambda v: v["bad"].append(v["good"][0]),
    "proofs": lambda v: v["bad"].append(v["good"][0]),
    "tiles": lambda v: v["bad_paths"].append(v["paths"][0]["path"]),
    "standing": lambda v: v["lines"]["bad"].append({"line": v["lines"]["good"][0]}),
    "files": lambda v: v["cards"]["bad"].append({"file": v["cards"]["good"][0]}),
    "canonical-json": lambda v: v["bad"].append(v["good"][0]),
    "bundles": lambda v: v["bad_patches"].append({"name": "", "patch": []}),
    "cosignatures": lambda v: v["bad"].append(v["good"][0]),
    "confirmed-bundles": lambda v: v["bad"].append(v["good"][1]),
    "evidence": lambda v: v["bad"].append(v["good"][0]),
    "logs": lambda v: v["bad"].append({"name": "", "kind": "", "log": [0]}),
}


@pytest.mark.parametrize("name", FILES)
def test_the_second_implementation_is_awake(name: str) -> None:
    """It disagrees where something good is called bad."""
    assert len(changed(name, TURNED[name])) == 1


def imported(folder: Path) -> Iterator[str]:
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node.module or ""


def test_the_second_implementation_shares_no_code() -> None:
    modules = set(imported(HERE / "verifier"))
    assert not any(name.split(".")[0] == "accord" for name in modules)
    ours = {name for name in modules if name.startswith("tests")}
    assert all(name.startswith("tests.vectors.verifier") for name in ours)


def refusals() -> Iterator[str]:
    """The sentence of every Refused in the rules."""
    for path in RULES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
                (sentence, *_) = node.args
                if isinstance(sentence, ast.Constant):
                    yield str(sentence.value)


def fits(sentence: str, reason: str) -> bool:
    """Whether a reason is the sentence with its values filled in."""
    pieces = [piece.partition("}")[2] for piece in f"}}{sentence}".split("{")]
    at = 0
    for piece in pieces:
        found = reason.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def test_every_refusal_has_a_log() -> None:
    reasons = [
        one["reason"] for one in json.loads((FOLDER / "logs.json").read_text())["bad"]
    ]
    missing = [
        sentence
        for sentence in set(refusals()) - NOT_OF_A_RECORD
        if not any(fits(sentence, reason) for reason in reasons)
    ]
    assert missing == []
