"""The databases that a hub can have."""

from pathlib import Path

import pytest
from django.db.utils import ConnectionHandler

from accord.web import databases


@pytest.mark.django_db
def test_a_connection_is_kept_for_the_next_request(tmp_path: Path) -> None:
    settings = databases.choose("", tmp_path)
    connection = ConnectionHandler({"default": settings})["default"]
    connection.ensure_connection()
    first = connection.connection
    connection.close_if_unusable_or_obsolete()
    assert connection.connection is first
    connection.close()
