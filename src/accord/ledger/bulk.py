"""Many rows at once, without an object for each: the appender's way into tables."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.db import connection
from django.db.models import Model

from accord.ledger import quoted

Value = bool | int | str | bytes | None


def insert(
    model: type[Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    replace: Sequence[str] = (),
    add: Sequence[str] = (),
) -> None:
    """Inserts `rows`; on the same primary key the columns `replace` are overwritten.

    To the numbers in the columns `add` those of the row are added instead.
    """
    values = [tuple(row) for row in rows]
    if values:
        _run(_inserting(model, tuple(columns), tuple(replace), tuple(add)), values)


def update(
    model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    """Sets `columns` of rows that are there; each row is its primary key, then these.

    A key that is not there changes nothing.
    """
    values = [(*row[1:], row[0]) for row in rows]
    if values:
        _run(_updating(model, tuple(columns)), values)


def _run(statement: str, values: list[tuple[Value, ...]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


@cache
def _inserting(
    model: type[Model],
    columns: tuple[str, ...],
    replace: tuple[str, ...],
    add: tuple[str, ...],
) -> str:
    names = ", ".join(quoted.column(model, one) for one in columns)
    marks = ", ".join(["%s"] * len(columns))
    table = quoted.table(model)
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names are the model's own
    if not replace and not add:
        return statement
    overwritten = (quoted.column(model, one) for one in replace)
    summed = (quoted.column(model, one) for one in add)
    updates = ", ".join(
        [f"{name} = excluded.{name}" for name in overwritten]
        + [f"{name} = {table}.{name} + excluded.{name}" for name in summed]
    )
    return f"{statement} ON CONFLICT ({quoted.key(model)}) DO UPDATE SET {updates}"


@cache
def _updating(model: type[Model], columns: tuple[str, ...]) -> str:
    sets = ", ".join(f"{quoted.column(model, one)} = %s" for one in columns)
    return f"UPDATE {quoted.table(model)} SET {sets} WHERE {quoted.key(model)} = %s"  # noqa: S608 - names are the model's own
