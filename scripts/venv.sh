#!/bin/sh
# Make or keep a working .venv: scripts/venv.sh [PYTHON]
# Installs Debian's python3-venv when it is missing and we may.
set -eu
python=${1:-python3}
venv=.venv

say() { echo "setup: $*" >&2; }

if ! command -v "$python" >/dev/null; then
    say "$python was not found. Accord needs Python 3.11 or newer."
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "Accord needs Python 3.11 or newer; $python is $("$python" -V 2>&1)."
    say "Name another one with: make PYTHON=/path/to/python3.12 setup"
    exit 1
fi

if "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing python3-venv"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    else
        say "$python has no venv module. On Debian: sudo apt-get install python3-venv"
        exit 1
    fi
fi
rm -rf "$venv"
"$python" -m venv "$venv"
