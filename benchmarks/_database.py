"""A PostgreSQL database of a benchmark's own, for as long as it runs."""

import atexit
import os
from urllib.parse import urlsplit

NAME = "ACCORD_DATABASE_URL"


def make() -> None:
    """Makes one on the server that ACCORD_DATABASE_URL names, and names it there.

    It is dropped at the end, whatever happened. Without that setting there is nothing
    to do: the benchmark uses a file.
    """
    server = os.environ.get(NAME, "")
    if not server:
        return
    own = f"accord_benchmark_{os.getpid()}"
    _does(server, f"CREATE DATABASE {own}")
    atexit.register(_does, server, f"DROP DATABASE {own} WITH (FORCE)")
    os.environ[NAME] = urlsplit(server)._replace(path=f"/{own}").geturl()


def _does(server: str, statement: str) -> None:
    from psycopg import connect  # noqa: PLC0415 - only who uses PostgreSQL has it

    with connect(server, autocommit=True) as connection:
        connection.execute(statement)
