"""`accord quotes check`: queries against a file of statements."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ENVIRONMENT, Done

SAID = "Water from these wells is not safe to drink, even where it looks clear."
STATEMENTS = [
    {"id": "wells", "lang": "en", "text": f"We have tested them. {SAID}"},
    {
        "id": "wells",
        "lang": "uk",
        "text": "Вода з цих колодязів не придатна для пиття.",
    },
]


def lines(*objects: object) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in objects)


def asked(path: Path, queries: bytes) -> Done:
    command = ["-m", "accord.cli.main", "quotes", "check", "--statements", str(path)]
    done = subprocess.run(
        [sys.executable, *command],
        env=ENVIRONMENT,
        input=queries,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "statements.jsonl"
    path.write_bytes(lines(*STATEMENTS, STATEMENTS[0]))
    return path


def test_one_line_for_each_query(path: Path) -> None:
    queries = lines(
        {"id": "1", "text": SAID},
        {"id": "2", "text": SAID.replace("not ", "")},
        {"id": "3", "text": "The bridge at the mill is shut on Sundays."},
        {"id": "4", "text": "not safe"},
        {"id": "5", "text": "Вода з цих колодязів не придатна для пиття"},
    )
    done = asked(path, queries)
    assert (done.code, done.err) == (0, "")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [list(one) for one in found] == [
        ["id", "verdict", "statement", "span", "changes"]
    ] * 5
    assert [(one["id"], one["verdict"], one["statement"]) for one in found] == [
        ("1", "authentic", "wells"),
        ("2", "altered", "wells"),
        ("3", "unknown", None),
        ("4", "too_short", None),
        ("5", "authentic", "wells"),
    ]
    start, end = found[0]["span"]
    assert str(STATEMENTS[0]["text"])[start:end] == SAID
    (change,) = found[1]["changes"]
    assert (change["kind"], change["said"], change["quoted"]) == ("negation", "not", "")


def test_a_paste_of_10_mb_is_refused_and_the_next_query_answered(path: Path) -> None:
    done = asked(
        path, lines({"id": "1", "text": "a " * 5_000_000}, {"id": "2", "text": SAID})
    )
    first, second = map(json.loads, done.out.splitlines())
    assert done.code == 1
    assert first["verdict"] == "refused"
    assert "too long: more than 256 KiB" in first["reason"]
    assert second["verdict"] == "authentic"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (b"\x7fELF\x00\x01\xff\n", "Query 1: this line is no JSON in UTF-8."),
        (b"[" * 100_000 + b"\n", "Query 1: this line is no JSON in UTF-8."),
        (b'["id"]\n', "Query 1: this line is no object."),
        (b'\n{"id": "1"}\n', 'Query 2: "text" is missing or no string.'),
        (b'{"id": 1, "text": "x"}\n', 'Query 1: "id" is missing or no string.'),
        (b"x" * (17 << 20), "Query 1: a line of more than 16 MiB."),
    ],
)
def test_a_query_that_is_none(path: Path, query: bytes, sentence: str) -> None:
    done = asked(path, query)
    assert (done.code, done.err) == (2, f"accord: {sentence}\n")


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (lines({"id": "a", "text": "b"}), 'Statement 1: "lang" is missing or no str'),
        (lines(STATEMENTS[0], STATEMENTS[0] | {"text": "x"}), "wells (en) has two"),
        (lines(STATEMENTS[0] | {"text": "a " * 600_000}), "The statement is too long"),
        (b"\xff\xfe{}", "Statement 1: this line is no JSON in UTF-8."),
    ],
)
def test_statements_that_are_none(path: Path, statements: bytes, sentence: str) -> None:
    path.write_bytes(statements)
    done = asked(path, lines({"id": "1", "text": SAID}))
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err


def test_no_such_file(tmp_path: Path) -> None:
    done = asked(tmp_path / "none.jsonl", b"")
    assert done.code == 2
    assert "none.jsonl cannot be read" in done.err


def test_lone_surrogates_pass(path: Path) -> None:
    done = asked(path, b'{"id": "\\ud800", "text": "a b c d \\udc00 e f"}\n')
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["verdict"] == "unknown"
