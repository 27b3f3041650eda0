"""The PostgreSQL server that tests may make databases on."""

import os

import psycopg
import pytest

USUAL = "postgresql://postgres@127.0.0.1:5432/postgres"


def server() -> str:
    """Its address: ACCORD_TEST_SERVER, else this machine's; skips without one."""
    url = os.environ.get("ACCORD_TEST_SERVER") or USUAL
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        pytest.skip(f"There is no PostgreSQL server to test on: {error}")
    return url
