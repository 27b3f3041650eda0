"""The index of words, on the database that there is: SQLite's FTS5, or PostgreSQL.

Every row carries for whom it is, so that who searches is part of what is asked: nothing
that a reader may not see is counted, ranked or looked at.
"""

from collections.abc import Iterable, Sequence
from types import ModuleType

from django.apps.registry import Apps
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from accord.search import postgres, sqlite
from accord.search.row import Row

BACKENDS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}


def create(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Makes the index; for the migration."""
    for statement in BACKENDS[editor.connection.vendor].CREATE:
        editor.execute(statement)


def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Takes the index away; for the migration."""
    editor.execute("DROP TABLE search_words")


def put(rows: Iterable[Row]) -> None:
    """Adds things."""
    found = list(rows)
    if found:
        with connection.cursor() as cursor:
            _backend().put(cursor, found)


def drop(numbers: Sequence[int]) -> None:
    """Takes things out of the index, by their numbers."""
    if numbers:
        with connection.cursor() as cursor:
            _backend().drop(cursor, list(numbers))


def clear() -> None:
    """Empties the index."""
    with connection.cursor() as cursor:
        _backend().clear(cursor)


def find(
    stems: Sequence[str], reader: str, most: int, group: str = "", after: int = -1
) -> list[int]:
    """The numbers of what a member may find, newest first; greater than `after`.

    Every stem has to begin a word of the title or of the text.
    """
    if not stems:
        return []
    with connection.cursor() as cursor:
        statement, values = _backend().query(stems, reader, group)
        cursor.execute(
            f"SELECT number FROM ({statement}) AS found WHERE number > %s "  # noqa: S608
            "ORDER BY number DESC LIMIT %s",
            [*values, after, most],
        )
        return [number for (number,) in cursor.fetchall()]


def _backend() -> ModuleType:
    return BACKENDS[connection.vendor]
