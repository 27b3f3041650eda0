"""Where rows are kept, durably: one SQLite file, or a PostgreSQL server.

`ACCORD_DATABASE_URL=postgresql://name:password@host:5432/database?sslmode=verify-full`
"""

from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

NAME = "accord.sqlite3"
KEPT_SECONDS = 60  # how long a thread keeps its connection
SCHEMES = ("postgresql", "postgres")
# What may follow the question mark: how the way to the server is protected.
OPTIONS = frozenset(
    {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "passfile"}
)
Settings = dict[str, object]


class BadAddress(ValueError):
    """A database cannot be used. The message is a sentence for the operator."""


def check(url: str) -> str:
    """`url` as it is, when it can be used or is empty; raises BadAddress."""
    if url:
        postgresql(url)
    return url


def choose(url: str, data_dir: Path) -> Settings:
    """Django's settings for the database: PostgreSQL at `url`, else a file."""
    return postgresql(url) if url else sqlite(data_dir / NAME)


def sqlite(file: Path) -> Settings:
    """One SQLite file; every acknowledged row is on the disk."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        # A connection for each thread: to open one costs a millisecond, and its pages.
        "CONN_MAX_AGE": KEPT_SECONDS,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=FULL;"
                "PRAGMA foreign_keys=ON;"
                "PRAGMA secure_delete=ON;"  # what was erased is overwritten
                # Ids are random, so a group touches many pages: keep them at hand, and
                # write each back to the database file once for many groups.
                "PRAGMA cache_size=-16384;"
                "PRAGMA wal_autocheckpoint=8192;"
            ),
        },
    }


def postgresql(url: str) -> Settings:
    """A PostgreSQL database by its address; raises BadAddress."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as error:
        raise BadAddress("its port is not a number") from error
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in SCHEMES or not name or not parts.hostname:
        raise BadAddress("write it like postgresql://name:password@host/database")
    unknown = sorted(options.keys() - OPTIONS)
    if unknown:
        raise BadAddress(f"{unknown[0]} cannot be set here")
    if find_spec("psycopg") is None:
        raise BadAddress("PostgreSQL needs psycopg: pip install 'psycopg[binary]'")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname,
        "PORT": str(port or ""),
        # A connection for each thread, tried before it is used again.
        "CONN_MAX_AGE": KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **options,
            # Every acknowledged row is on the disk there too, whatever the server's
            # own setting; and nobody waits for a lock for ever.
            "options": "-c synchronous_commit=on -c lock_timeout=20s",
        },
    }
