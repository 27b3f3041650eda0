"""`accord check`: what is merely out of reach, and a host that was replaced."""

import json

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, OperationalError

from accord.cli import doctor
from accord.sequencer import witness_list
from tests.bundles import grown
from tests.hub import Hub
from tests.replica.host import Host, serving


@pytest.mark.parametrize(
    ("error", "begins", "says"),
    [
        (
            OperationalError("attempt to write a readonly database"),
            "It cannot be used: ",
            "Are its files this user's?",
        ),
        (OperationalError("disk I/O error"), "It cannot be used: ", "this user's?"),
        (
            DatabaseError("database disk image is malformed"),
            "It is damaged: ",
            "Restore it from a copy.",
        ),
        (DatabaseError("file is not a database"), "It is damaged: ", "from a copy."),
    ],
)
def test_a_database_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, error: DatabaseError, begins: str, says: str
) -> None:
    def fails() -> str:
        raise error

    monkeypatch.setattr(doctor, "_wholeness", fails)
    found = doctor._database()
    assert not found.good
    assert found.sentence.startswith(f"{begins}{error}")
    assert found.sentence.endswith(says)


def test_a_host_that_was_replaced_while_it_was_away(
    hub: Hub, settings: LazySettings
) -> None:
    """It comes back, knows nothing of the next one, and would go on saving."""
    assert list(doctor._copies()) == []
    about = {
        "address": "http://127.0.0.1:9",
        "coalition": hub.state.coalition,
        "hub": {"epoch": 1, "key": "ab" * 32},
        "members": {},
    }
    with serving(Host(grown())) as copy:
        copy.tricks["/.well-known"] = lambda _: (200, json.dumps(about).encode())
        given = f"alfa={copy.url} bravo=http://127.0.0.1:9"
        settings.WITNESSES = witness_list.read(given)
        (found,) = doctor._copies()
        assert found.good
        assert found.sentence.startswith("1 of 2 answer, and have no later host. bravo")
        about["hub"] = {"epoch": 2, "key": "ab" * 32}
        (found,) = doctor._copies()
        assert not found.good
        assert "alfa's copy has another host, number 2 at http://127.0.0.1:9" in (
            found.sentence
        )
        about["coalition"] = "0" * 64  # anybody can have put it at that address
        (found,) = doctor._copies()
        assert found.good
