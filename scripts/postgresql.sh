#!/bin/sh
# Run a command with ACCORD_TEST_SERVER, the address of a PostgreSQL server on which tests
# may make databases: the one that is named there already, this machine's own, or one
# that is started here and stopped again. Without any the command runs all the same.
set -eu
usual=postgresql://postgres@127.0.0.1:5432/postgres

say() { echo "test: $*" >&2; }

answers() {
    .venv/bin/python -c 'import sys, psycopg; psycopg.connect(sys.argv[1], connect_timeout=3)' \
        "$1" 2>/dev/null
}

programs() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }

as_nobody() { # PostgreSQL refuses to run as root
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start() {
    bin=$1
    dir=$(mktemp -d)
    [ "$(id -u)" = 0 ] && chown postgres "$dir"
    port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    as_nobody "$bin/initdb" -D "$dir/data" -A trust -U postgres -E UTF8 >/dev/null
    as_nobody "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" \
        -o "-p $port -k $dir -c listen_addresses=127.0.0.1 -c fsync=on" start >/dev/null
    trap 'as_nobody "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null; rm -rf "$dir"' EXIT
    ACCORD_TEST_SERVER=postgresql://postgres@127.0.0.1:$port/postgres
}

ACCORD_TEST_SERVER=${ACCORD_TEST_SERVER:-$usual}
if ! answers "$ACCORD_TEST_SERVER"; then
    if [ -z "$(programs)" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing PostgreSQL for the tests"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq postgresql >/dev/null || say "It could not be installed."
    fi
    if answers "$ACCORD_TEST_SERVER"; then
        :
    elif [ -n "$(programs)" ]; then
        start "$(programs)"
    elif [ "${CI:-}" = true ]; then
        say "CI wants PostgreSQL, so this is a failure."
        exit 1
    else
        say "There is no PostgreSQL, so the tests on it are skipped."
        say "On Debian: sudo apt-get install postgresql"
        unset ACCORD_TEST_SERVER
    fi
fi
[ -z "${ACCORD_TEST_SERVER:-}" ] || export ACCORD_TEST_SERVER
"$@"
