"""Many rows at once, without an object for each: the appender's way into tables."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.db import connection
from django.db.models import Model

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
    names = ", ".join(_quoted(model, one) for one in columns)
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {_table(model)} ({names}) VALUES ({marks})"  # noqa: S608 - names are the model's own
    if not replace and not add:
        return statement
    overwritten = (_quoted(model, one) for one in replace)
    summed = (_quoted(model, one) for one in add)
    updates = ", ".join(
        [f"{name} = excluded.{name}" for name in overwritten]
        + [f"{name} = {_table(model)}.{name} + excluded.{name}" for name in summed]
    )
    key = _quoted(model, model._meta.pk.name)
    return f"{statement} ON CONFLICT ({key}) DO UPDATE SET {updates}"


@cache
def _updating(model: type[Model], columns: tuple[str, ...]) -> str:
    sets = ", ".join(f"{_quoted(model, one)} = %s" for one in columns)
    key = _quoted(model, model._meta.pk.name)
    return f"UPDATE {_table(model)} SET {sets} WHERE {key} = %s"  # noqa: S608 - names are the model's own


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _quoted(model: type[Model], name: str) -> str:
    """The name of a field's column, as the database quotes it."""
    return connection.ops.quote_name(model._meta.get_field(name).attname)  # type: ignore[union-attr]
