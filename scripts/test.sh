#!/bin/sh
# Every test; those of what is kept in a database a second time, on PostgreSQL.
set -eu
# Workers and hundreds of commands are processes of their own: none compiles again what
# another one has.
unset PYTHONDONTWRITEBYTECODE
workers=$(($(nproc) + 1)) # journeys wait for browsers more than they work
if [ -n "${ACCORD_TEST_SERVER:-}" ]; then
    echo "test: on PostgreSQL"
    ACCORD_TEST_DATABASE=${ACCORD_TEST_SERVER%/*}/accord \
        .venv/bin/python -m pytest -q -n "$workers" --dist worksteal \
        tests/actions tests/ledger tests/people tests/reports tests/search tests/sequencer
fi
exec .venv/bin/python -m pytest -n "$workers" --dist worksteal
