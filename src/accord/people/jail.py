"""Reading what strangers made in a small process of its own, with little room and time.

A file that makes its parser eat memory or turn in circles ends that process, not ours.
It may write no file; it gets nothing of our environment, and answers on its output.
"""

import resource
import subprocess
import sys
import threading
from collections.abc import Callable

SECONDS = 20
MEMORY = 1024 * 1024 * 1024
AT_ONCE = 2

_room = threading.BoundedSemaphore(AT_ONCE)


class Broken(Exception):
    """The process ended without an answer: the file is broken, or made to break it."""


class NotTaken(Exception):
    """A word that says why a file is not taken."""


def read(module: str, *words: str, data: bytes) -> tuple[str, bytes]:
    """The kind and the cleaned bytes of a file; raises NotTaken, Broken."""
    word, _line, rest = ask(module, *words, data=data).partition(b"\n")
    good, _colon, what = word.decode("ascii").partition(":")
    if good != "ok":
        raise NotTaken(what)
    return what, rest


def ask(module: str, *words: str, data: bytes) -> bytes:
    """What `python -m module words...` answers to `data`; raises Broken."""
    # -P: what lies in the folder that we were started in is no part of the program.
    command = [sys.executable, "-P", "-m", module, *words]
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


def answer(clean: Callable[[], tuple[str, bytes]]) -> bytes:
    """What comes of a file: `ok:<kind>` or `no:<why>`, a line break, the file."""
    try:
        kind, made = clean()
    except NotTaken as refused:
        return f"no:{refused}\n".encode("ascii")
    return f"ok:{kind}\n".encode("ascii") + made


def serve(work: Callable[[list[str], bytes], bytes]) -> None:
    """The whole of such a process: one file, and the end."""
    enter()
    sys.stdout.buffer.write(work(sys.argv[1:], sys.stdin.buffer.read()))
