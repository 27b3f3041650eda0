#!/bin/sh
# Other people's programs that some tests need: installs Debian's packages when they are
# missing and we may; otherwise says what to do and goes on: those tests are then skipped.
#
#   sh scripts/wanted.sh "what it is" "command that says whether it is there" package...
set -eu
what=$1
there=$2
shift 2

say() { echo "test: $*" >&2; }

there() { sh -c "$there" >/dev/null; }

if there; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing $what"
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends "$@" >/dev/null && there; then
        exit 0
    fi
    say "It could not be installed."
fi
say "Without $what the tests that need it are skipped."
say "On Debian: sudo apt-get install $*"
