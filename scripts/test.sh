#!/bin/sh
# Every test; those of what is kept in a database a second time, on PostgreSQL.
set -eu
# Workers and hundreds of commands are processes of their own: none compiles again what
# another one has.
unset PYTHONDONTWRITEBYTECODE
workers=$(($(nproc) + 2)) # journeys, and commands, wait more than they work

# Hubs write each record to the disk before they answer. What tests write has to outlive
# nothing, so it stays in memory, where there is room for all of it: 4 GB.
room=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 {print $4}')
if [ "${room:-0}" -gt 4000000 ]; then
    TMPDIR=$(mktemp -d /dev/shm/accord-tests.XXXXXX)
    export TMPDIR
    trap 'rm -rf "$TMPDIR"' EXIT
    trap 'exit 1' HUP INT TERM
fi

if [ -n "${ACCORD_TEST_SERVER:-}" ]; then
    echo "test: on PostgreSQL"
    ACCORD_TEST_DATABASE=${ACCORD_TEST_SERVER%/*}/accord \
        .venv/bin/python -m pytest -q -n "$workers" --dist worksteal \
        tests/actions tests/ledger tests/people tests/reports tests/search tests/sequencer
fi
.venv/bin/python -m pytest -n "$workers" --dist worksteal
