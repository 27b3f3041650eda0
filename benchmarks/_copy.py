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

# The processes that verify signatures read this file again: nothing heavy up here.


def main() -> None:
    """Follows once."""
    from accord.cli import environment  # noqa: PLC0415

    url, key, directory = sys.argv[1:4]
    environment.use(Path(directory))
    from accord.cli import installation  # noqa: PLC0415
    from accord.replica import record  # noqa: PLC0415
    from accord.replica.follow import Follower  # noqa: PLC0415
    from accord.replica.signatures import Signatures  # noqa: PLC0415
    from accord.replica.source import Source  # noqa: PLC0415

    installation.migrate()
    record.begin(url, "alfa", "0" * 64)
    source = Source(url, bytes.fromhex(key))
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
        profile.dump_stats(f"{directory}/copy.profile")
    stored = sum(one.stat().st_size for one in Path(directory).glob("accord.sqlite3*"))
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
