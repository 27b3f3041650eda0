"""The index of words in PostgreSQL: text search vectors of words that are folded here.

For whom a thing is, is an array beside them, in the same index (GIN). What is taken out
is out at once; its bytes go when the server vacuums the table.
"""

from collections.abc import Sequence

from accord.search.folding import WORD
from accord.search.row import EVERYBODY, Row, handle, who
from accord.search.sqlite import Cursor

LONGEST = 200  # letters of a word that are kept; a vector takes words up to 2046 bytes

CREATE = (
    "CREATE TABLE search_words (number bigint PRIMARY KEY, words tsvector NOT NULL, "
    "who text[] NOT NULL, kind text NOT NULL)",
    # Every new thing goes into the index itself at once, not into a list of what is to
    # be put there, which every search would have to read through.
    "CREATE INDEX search_words_found ON search_words USING gin (words, who) "
    "WITH (fastupdate = off)",
)


def put(cursor: Cursor, rows: Sequence[Row]) -> None:
    """Adds things."""
    cursor.executemany(
        "INSERT INTO search_words(number, words, who, kind) "
        "VALUES (%s, array_to_tsvector(%s::text[]), %s::text[], %s)",
        [(one.number, _words(one), who(one.audience), one.group) for one in rows],
    )


def _words(row: Row) -> list[str]:
    found = WORD.findall(f"{row.title} {row.text}")
    return sorted({one[:LONGEST] for one in found})


def drop(cursor: Cursor, numbers: Sequence[int]) -> None:
    """Takes things out."""
    cursor.execute(
        "DELETE FROM search_words WHERE number = ANY(%s::bigint[])", [list(numbers)]
    )


def clear(cursor: Cursor) -> None:
    """Empties the index."""
    cursor.execute("DELETE FROM search_words")


def query(stems: Sequence[str], reader: str, group: str) -> tuple[str, list[object]]:
    """The statement that gives numbers, and its values."""
    wanted = " & ".join(f"'{one[:LONGEST]}':*" for one in stems)
    statement = (
        "SELECT number FROM search_words "
        "WHERE words @@ %s::tsquery AND who && %s::text[]"
    )
    values: list[object] = [wanted, [EVERYBODY, handle(reader)]]
    if group:
        statement += " AND kind = %s"
        values.append(group)
    return statement, values
