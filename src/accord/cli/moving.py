"""Rows of an SQLite database moved into an empty PostgreSQL database."""

from itertools import islice
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.db.models import Model

from accord.cli import installation, postgresql
from accord.cli.copied import check_head
from accord.cli.errors import Misuse
from accord.sequencer.rebuild import rebuild
from accord.web import databases

OLD = "backup"
ROWS = 2000


def move(file: Path, size: int, root: str) -> None:
    """Moves every row of `file`, all or nothing, then fills the read tables anew.

    Raises Misuse when the file is of another version, or not what its backup names.
    """
    connections.databases[OLD] = {
        **connections.databases["default"],
        **databases.sqlite(file),
    }
    try:
        if installation.pending(OLD):
            raise Misuse(
                "The backup is of another version of Accord: restore it without "
                "ACCORD_DATABASE_URL, run `accord rebuild`, and back that up."
            )
        with transaction.atomic():
            installation.migrate()
            models = apps.get_models(include_auto_created=True)
            for model in models:
                _move(model)
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                with connection.cursor() as cursor:
                    cursor.execute(statement)
            check_head(postgresql.head(), size, root)
    finally:
        connections[OLD].close()
    rebuild()


def _move(model: type[Model]) -> None:
    rows = iter(model._base_manager.using(OLD).order_by("pk").iterator(ROWS))
    while chunk := list(islice(rows, ROWS)):
        model._base_manager.bulk_create(chunk)
