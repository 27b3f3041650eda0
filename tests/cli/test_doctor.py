"""`accord check` does not call damaged what is merely out of reach."""

import pytest
from django.db import DatabaseError, OperationalError

from accord.cli import doctor


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
