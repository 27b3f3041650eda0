"""Reading what strangers made in a small process of its own, with little room and time.

A file that makes its parser eat memory or turn in circles ends that process, not ours.
It may write no file; it gets nothing of our environment, and answers on its output.
"""

import resource
import subprocess
import sys
import threading

SECONDS = 20
MEMORY = 1024 * 1024 * 1024
AT_ONCE = 2

_room = threading.BoundedSemaphore(AT_ONCE)


class Broken(Exception):
    """The process ended without an answer: the file is broken, or made to break it."""


def ask(module: str, *words: str, data: bytes) -> bytes:
    """What `python -m module words...` answers to `data`; raises Broken."""
    command = [sys.executable, "-m", module, *words]
    with _room:
        try:
            done = subprocess.run(  # noqa: S603 - our own module, no shell
                command,
                input=data,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS * 2,
                env={},
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Broken from None
    if done.returncode != 0:
        raise Broken
    return done.stdout


def enter() -> None:
    """Bounds this process: seconds of work, bytes of memory, and no file written."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
