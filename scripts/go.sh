#!/bin/sh
# Go's own programs for transparency logs check ours. Install Debian's Go and the library
# when they are missing and we may; otherwise say what to do and go on: those tests are
# then skipped.
set -eu
library=/usr/share/gocode/src/golang.org/x/mod/sumdb

say() { echo "test: $*" >&2; }

there() { command -v go >/dev/null && [ -d "$library" ]; }

if there; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing Go for the tests of other programs"
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends golang-go golang-golang-x-mod-dev >/dev/null && there; then
        exit 0
    fi
    say "It could not be installed."
fi
say "There is no Go, so its tests of our checkpoints and proofs are skipped."
say "On Debian: sudo apt-get install golang-go golang-golang-x-mod-dev"
