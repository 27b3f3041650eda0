"""The names of a model's table and columns, as the database quotes them."""

from django.db import connection
from django.db.models import Model


def table(model: type[Model]) -> str:
    """The model's table."""
    return connection.ops.quote_name(model._meta.db_table)


def column(model: type[Model], name: str) -> str:
    """The column of the field `name`."""
    return connection.ops.quote_name(model._meta.get_field(name).attname)  # type: ignore[union-attr]


def key(model: type[Model]) -> str:
    """The column of the primary key."""
    return connection.ops.quote_name(model._meta.pk.attname)
