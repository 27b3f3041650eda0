#!/bin/sh
# The journeys run in Debian's Chromium, best in its headless shell. Install that when it
# is missing and we may; otherwise say what to do and go on: without any Chromium the
# journeys are then skipped.
set -eu

say() { echo "test: $*" >&2; }

if command -v chromium-headless-shell >/dev/null; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing Chromium for the journeys"
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq chromium-headless-shell fonts-noto-core >/dev/null; then
        exit 0
    fi
    say "Chromium's headless shell could not be installed."
fi
if command -v chromium >/dev/null; then
    exit 0
fi
if [ "${CI:-}" = true ]; then
    say "CI wants the journeys, so this is a failure."
    exit 1
fi
say "There is no Chromium, so the journeys in a browser are skipped."
say "On Debian: sudo apt-get install chromium-headless-shell fonts-noto-core"
