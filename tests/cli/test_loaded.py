"""What a command loads: only what it needs, since each start pays for all of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ENVIRONMENT, Demo

TRUST = "0" * 64

# Runs a command, and says on stderr's last line what was loaded for it.
LOADED = """
import sys
from accord.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("\\n" + " ".join(sys.modules), file=sys.stderr)
"""

HUB = {"accord.ledger.cache", "django", "sqlite3"}
SERVER = {"accord.cli.serve", "accord.web.wsgi", "granian"}
HEAVY = {
    *("PIL", "feedparser", "icalendar", "openpyxl", "pypdf", "segno", "typst"),
    *("highspy", "pyvrp", "scipy", "numpy", "rapidfuzz"),
    *("django.core.mail", "django.test"),
}
NETWORK = {"http.client", "ssl"}
KEYS = {"cryptography", "nacl"}


def loaded(*arguments: object) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *map(str, arguments)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=True,
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("arguments", "needs", "not_needed"),
    [
        (
            "--help",
            {"argparse"},
            {"accord.core.acts.act", *HUB, *HEAVY, *NETWORK, *KEYS},
        ),
        ("key show FILE", KEYS, {"accord.core.rules", *HUB, *HEAVY, *NETWORK}),
        ("act show FILE", KEYS, {"accord.planner", *HUB, *HEAVY, *NETWORK}),
        ("act send FILE", NETWORK, {"accord.planner", *HUB, *HEAVY}),
        (
            f"verify FILE --trust {TRUST}",
            {"accord.core.bundle"},
            {"cryptography", *HUB, *HEAVY, *NETWORK},
        ),
        (
            "quotes check --statements FILE",
            {"accord.quotes"},
            {"accord.core.rules", "scipy", *HUB, *NETWORK, *KEYS},
        ),
        ("plan FILE", {"highspy", "pyvrp"}, {"accord.core.rules", *HUB, *KEYS}),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_of_a_command_that_needs_no_hub(
    arguments: str, needs: set[str], not_needed: set[str], tmp_path: Path
) -> None:
    given = [tmp_path / "none" if one == "FILE" else one for one in arguments.split()]
    found = loaded(*given)
    assert needs <= found
    assert not_needed & found == set()


@pytest.mark.parametrize(
    ("arguments", "needs"),
    [
        ("log verify HUB --workers 1", "accord.ledger.cache"),
        ("check --data-dir HUB", "accord.cli.doctor"),
        ("export OUT --data-dir HUB", "accord.cli.export"),
        ("backup OUT --data-dir HUB", "accord.cli.backup"),
        ("replica status --dir HUB", "accord.replica.status"),
        ("replica follow --once --dir HUB", "accord.replica.follow"),
    ],
)
def test_of_a_command_upon_a_hub(
    arguments: str, needs: str, demo: Demo, tmp_path: Path
) -> None:
    """None of them loads pages, a server, or what only some pages need."""
    places = {"HUB": demo.directory, "OUT": tmp_path / "out"}
    found = loaded(*(places.get(one, one) for one in arguments.split()))
    assert needs in found
    assert (SERVER | HEAVY) & found == set()
    ours = {one for one in found if one.startswith("accord.")}
    assert {one for one in ours if one.endswith((".views", ".urls"))} == set()
