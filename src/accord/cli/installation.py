"""The installation on this machine: its directory, its database, its tables."""

import os
import stat
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from accord.cli.errors import Misuse

PRIVATE = 0o700


def directory() -> Path:
    """The data directory."""
    return Path(settings.DATA_DIR)


def file() -> Path | None:
    """The database's file; None when it is on a server."""
    if connection.vendor != "sqlite":
        return None
    return Path(connection.settings_dict["NAME"])


def exists() -> bool:
    """Whether a database is here: the file, or tables on the server."""
    path = file()
    if path is not None:
        return path.is_file()
    return "django_migrations" in connection.introspection.table_names()


def make_directory() -> None:
    """Makes the data directory, for its owner alone; raises Misuse."""
    try:
        directory().mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    except OSError as error:
        raise Misuse(f"{directory()} cannot be made: {error.strerror}.") from error
    if not os.access(directory(), os.W_OK | os.X_OK):
        raise Misuse(f"{directory()} cannot be written to by this user.")


def require() -> None:
    """Raises Misuse unless there is an installation of this version here."""
    if not exists():
        raise Misuse(
            f"There is no installation in {directory()}. Set one up with `accord "
            "init`, or a member's copy with `accord replica follow`; or name its "
            "directory with ACCORD_DATA_DIR."
        )
    if pending():
        raise Misuse(
            "The database was made by another version of Accord. Stop the hub, copy "
            "the data directory, then run `accord rebuild`."
        )


def pending(alias: str = "default") -> list[str]:
    """The migrations that a database still needs."""
    executor = MigrationExecutor(connections[alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def half_made() -> bool:
    """Whether the tables were never made to their end: the first start was killed."""
    if not pending():
        return False
    made = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in made & {"ledger_entry", "replica_following"}:
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - one of two
            if cursor.fetchone() is not None:
                return False
    return True


def migrate() -> None:
    """Brings the tables up to this version."""
    # A start that was killed may have made tables that it had not noted yet.
    call_command("migrate", verbosity=0, interactive=False, fake_initial=True)
    path = file()
    if path is not None:
        os.chmod(path, stat.S_IRUSR | stat.S_IWUSR)
