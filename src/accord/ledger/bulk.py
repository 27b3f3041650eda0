"""Many rows at once, without an object for each: the appender's way into tables."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Model

Value = bool | int | str | bytes | None


def insert(
    model: type[Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    replace: Sequence[str] = (),
) -> None:
    """Inserts `rows`; on the same primary key the columns `replace` are overwritten."""
    values = [tuple(row) for row in rows]
    if not values:
        return
    names = ", ".join(_quoted(model, one) for one in columns)
    marks = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names are the model's own
    if replace:
        updates = ", ".join(
            f"{name} = excluded.{name}"
            for name in (_quoted(model, one) for one in replace)
        )
        key = _quoted(model, model._meta.pk.name)
        statement += f" ON CONFLICT ({key}) DO UPDATE SET {updates}"
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def update(
    model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    """Sets `columns` of rows that are there; each row is its primary key, then these.

    A key that is not there changes nothing.
    """
    values = [(*row[1:], row[0]) for row in rows]
    if not values:
        return
    sets = ", ".join(f"{_quoted(model, one)} = %s" for one in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    key = _quoted(model, model._meta.pk.name)
    statement = f"UPDATE {table} SET {sets} WHERE {key} = %s"  # noqa: S608 - names are the model's own
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _quoted(model: type[Model], name: str) -> str:
    """The name of a field's column, as the database quotes it."""
    return connection.ops.quote_name(model._meta.get_field(name).attname)  # type: ignore[union-attr]
