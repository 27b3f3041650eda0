"""Catches up as a member's copy, and says how long that took; for replica.py.

python benchmarks/_copy.py URL KEY DIRECTORY [--profile]
"""

import cProfile
import json
import os
import resource
import sys
from pathlib import Path
from time import perf_counter

from accord.cli import environment

URL, KEY, DIRECTORY = sys.argv[1:4]
environment.use(Path(DIRECTORY))

from accord.cli import installation  # noqa: E402
from accord.replica import record  # noqa: E402
from accord.replica.follow import Follower  # noqa: E402
from accord.replica.signatures import Signatures  # noqa: E402
from accord.replica.source import Source  # noqa: E402


def main() -> None:
    """Follows once."""
    installation.migrate()
    record.begin(URL, "alfa", "0" * 64)
    source = Source(URL, bytes.fromhex(KEY))
    with (
        Signatures(os.cpu_count() or 1) as signatures,
        Follower(source, signatures) as follower,
    ):
        start, before = perf_counter(), _used(resource.RUSAGE_SELF)
        profile = cProfile.Profile()
        if "--profile" in sys.argv:
            profile.enable()
        size = follower.round().head.size
        seconds = perf_counter() - start
        own = _used(resource.RUSAGE_SELF) - before
    if "--profile" in sys.argv:
        profile.dump_stats(f"{DIRECTORY}/copy.profile")
    stored = sum(one.stat().st_size for one in Path(DIRECTORY).glob("accord.sqlite3*"))
    found = {
        "records": size,
        "seconds": seconds,
        "bytes": stored,
        "own": own,
        "others": _used(resource.RUSAGE_CHILDREN),
    }
    sys.stdout.write(json.dumps(found))


def _used(who: int) -> float:
    """Seconds of processor time."""
    found = resource.getrusage(who)
    return found.ru_utime + found.ru_stime


if __name__ == "__main__":
    main()
