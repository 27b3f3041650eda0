#!/bin/sh
# Write requirements/*.txt, with hashes, from pyproject.toml and requirements/dev.in.
# uv is needed for this alone, so it lives in a throw-away environment.
# With UPGRADE=1 every version is chosen anew; else only what must change.
set -eu
python=${1:-python3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

"$python" -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q uv
compile() {
    "$dir/venv/bin/uv" pip compile --quiet ${UPGRADE:+--upgrade} \
        --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@"
}
compile pyproject.toml --output-file requirements/base.txt
compile requirements/postgresql.in --output-file requirements/postgresql.txt
compile pyproject.toml requirements/dev.in --output-file requirements/dev.txt
