"""The index of words in SQLite (FTS5): for whom a thing is stands in its own column.

What is taken out is merged out of the index's inner tables at once, and the database
overwrites what it deletes: not a word stays in the file.
"""

from collections.abc import Sequence
from typing import Protocol

from accord.search.row import EVERYBODY, Row, handle, who

CREATE = (
    "CREATE VIRTUAL TABLE search_words USING fts5(title, text, who, kind, "
    "detail=column, prefix='2 3 4', "
    "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")",
)
MERGE = "INSERT INTO search_words(search_words) VALUES ('optimize')"


class Cursor(Protocol):
    """What is needed of a database's cursor."""

    def execute(self, sql: str, params: Sequence[object] | None = ...) -> object:
        """Runs one statement."""

    def executemany(self, sql: str, param_list: Sequence[Sequence[object]]) -> object:
        """Runs one statement for each row."""


def put(cursor: Cursor, rows: Sequence[Row]) -> None:
    """Adds things."""
    cursor.executemany(
        "INSERT OR REPLACE INTO search_words(rowid, title, text, who, kind) "
        "VALUES (%s, %s, %s, %s, %s)",
        [
            (one.number, one.title, one.text, " ".join(who(one.audience)), _kind(one))
            for one in rows
        ],
    )


def _kind(row: Row) -> str:
    return f"g_{row.group}"


def drop(cursor: Cursor, numbers: Sequence[int]) -> None:
    """Takes things out, for good."""
    cursor.executemany(
        "DELETE FROM search_words WHERE rowid = %s", [(one,) for one in numbers]
    )
    cursor.execute(MERGE)


def clear(cursor: Cursor) -> None:
    """Empties the index."""
    cursor.execute("DELETE FROM search_words")
    cursor.execute(MERGE)


def query(stems: Sequence[str], reader: str, group: str) -> tuple[str, list[object]]:
    """The statement that gives numbers, and its values."""
    wanted = " AND ".join(f'"{one}" *' for one in stems)
    asked = f"{{title text}} : ({wanted}) AND who : ({EVERYBODY} OR {handle(reader)})"
    if group:
        asked += f" AND kind : g_{group}"
    statement = "SELECT rowid AS number FROM search_words WHERE search_words MATCH %s"
    return statement, [asked]
