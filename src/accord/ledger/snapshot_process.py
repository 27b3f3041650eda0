"""The process that writes a snapshot: `python -m accord.ledger.snapshot_process`.

It works on the installation that its environment names, and steps aside for others.
"""

import os
import sys

import django

NICE = 10


def main() -> int:
    """Writes a snapshot of the state at the head; returns the exit code."""
    from accord.ledger import cache, snapshots

    with cache.reading() as state:
        return 0 if snapshots.keep(state) else 1


if __name__ == "__main__":
    os.nice(NICE)
    django.setup()
    sys.exit(main())
