"""The mark: the same in Python and in the browser."""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from accord.web import mark

IDS = [hashlib.sha256(bytes([n])).hexdigest() for n in range(64)]
IDS += ["0" * 64, "f" * 64, "0123456789abcdef" * 4]
SCRIPT = Path(mark.__file__).parent / "static/accord/js/mark.js"


def test_a_mark_has_a_tooth_for_every_bit() -> None:
    drawn = mark.draw("80000001" + "0" * 56)
    teeth = re.findall(r"M[^M]+", drawn.edge)
    assert len(teeth) == 32
    assert teeth[0] == "M50 6.8L50 1"  # a one at the top: tall
    assert teeth[1] == "M59.1 4.3L59.6 1.9"  # a zero: short


def test_marks_differ() -> None:
    assert len({mark.draw(hex_id).rosette for hex_id in IDS}) == len(IDS)


def test_a_plain_mark_has_no_edge() -> None:
    assert mark.draw(IDS[0], plain=True).edge == ""


def test_a_label_is_escaped() -> None:
    assert 'aria-label="A &amp; &quot;B&quot;"' in mark.svg(IDS[0], 'A & "B"')


@pytest.mark.parametrize("bad", ["", "12", "x" * 64])
def test_what_is_no_id_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"hex|base 16"):
        mark.draw(bad)


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node")
def test_browsers_draw_the_same() -> None:
    program = (
        f"import {{markPaths}} from {json.dumps(SCRIPT.as_uri())};"
        f"const ids = {json.dumps(IDS)};"
        "const drawn = ids.flatMap((id) => [markPaths(id), markPaths(id, true)]);"
        "process.stdout.write(JSON.stringify(drawn));"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", program],
        capture_output=True,
        check=True,
        text=True,
    )
    ours = [mark.draw(hex_id, plain=p) for hex_id in IDS for p in (False, True)]
    assert json.loads(done.stdout) == [
        {"rosette": drawn.rosette, "edge": drawn.edge} for drawn in ours
    ]
