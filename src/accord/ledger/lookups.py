"""Rows by their primary key, as the tables hold them: what every page asks most often.

The statement is written once. To write one anew each time, as a query set does, takes
ten times as long as to run it.
"""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

from accord.ledger import quoted

MOST = 500  # keys in one statement


def row(model: type[Model], key: int | str, *columns: str) -> tuple[Any, ...] | None:
    """These columns of one row, or None. Only for numbers, texts and bytes."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(model, columns, 1), (key,))
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found


def rows(
    model: type[Model], keys: Collection[int | str], *columns: str
) -> Iterator[tuple[Any, ...]]:
    """These columns of every row that is there, in no order."""
    wanted = list(keys)
    for start in range(0, len(wanted), MOST):
        some = wanted[start : start + MOST]
        with connection.cursor() as cursor:
            cursor.execute(_statement(model, columns, len(some)), some)
            yield from cursor.fetchall()


@cache
def _statement(model: type[Model], columns: tuple[str, ...], keys: int) -> str:
    names = ", ".join(quoted.column(model, one) for one in columns)
    table, key = quoted.table(model), quoted.key(model)
    marks = ", ".join(["%s"] * keys)
    return f"SELECT {names} FROM {table} WHERE {key} IN ({marks})"  # noqa: S608 - names are the model's own
