"""A command that sends itself SIGKILL at the n-th change of files in a directory."""

import os
import signal
import sys

from accord.cli import main as command

CHANGES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir"}


def main(arguments: list[str]) -> int:
    """Takes the directory, n, and the command's own arguments."""
    place, left = arguments[0], int(arguments[1])

    def watch(event: str, args: tuple[object, ...]) -> None:
        nonlocal left
        opens = event == "open" and int(str(args[2])) & (os.O_WRONLY | os.O_RDWR)
        if (opens or event in CHANGES) and place in str(args[0]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    return command.main(arguments[2:])
