"""The command `accord`. It loads only what the command that was given needs."""

import argparse
import errno
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

from accord.cli.arguments import parser
from accord.cli.errors import MISUSE, NO, UNREACHABLE, Misuse, Unreachable
from accord.core.acts.errors import AccordError

Command = Callable[[argparse.Namespace], int]
INTERRUPTED = 130
# What the operator mends, and not a fault of ours; and how.
REFUSED = {
    errno.ENOSPC: " Make room, and do it again.",
    errno.EDQUOT: " Make room, and do it again.",
    errno.EFBIG: "",
    errno.EROFS: "",
    errno.EACCES: " Run this as the user whose files they are.",
    errno.EPERM: " Run this as the user whose files they are.",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        parser().print_help(sys.stderr)
        return MISUSE
    args = parser().parse_args(given)
    try:
        return _run(args)
    except Misuse as error:
        return _fails(MISUSE, error)
    except Unreachable as error:
        return _fails(UNREACHABLE, error)
    except AccordError as error:
        return _fails(NO, error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO


def _run(args: argparse.Namespace) -> int:
    """Runs it; what the machine did not let it do is Misuse, in a sentence."""
    try:
        return COMMANDS[args.command](args)
    except OSError as error:
        if error.errno not in REFUSED:
            raise
        file = f"{error.filename}: " if error.filename else ""
        raise Misuse(f"{file}{error.strerror}.{REFUSED[error.errno]}") from error


def _fails(code: int, error: Exception) -> int:
    print(f"accord: {error}", file=sys.stderr)
    return code


def _alone(module: str, function: str = "run") -> Command:
    """A command that needs no installation."""

    def run(args: argparse.Namespace) -> int:
        return _load(module, function)(args)

    return run


def _installed(module: str, function: str = "run") -> Command:
    """A command upon an installation: its settings, and Django started with them."""

    def run(args: argparse.Namespace) -> int:
        with _loading():
            from accord.cli import environment

            listen = getattr(args, "listen", None)
            environment.use(getattr(args, "data_dir", None), listen=listen)
            command = _load(module, function)
        return environment.guarded(command, args)

    return run


def _load(module: str, function: str) -> Command:
    command: Command = getattr(import_module(f"accord.cli.{module}"), function)
    return command


@contextmanager
def _loading() -> Iterator[None]:
    """What is loaded stays: looking through it for garbage is a sixth of a start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _demo(args: argparse.Namespace) -> int:
    if args.copies is None:
        args.copies = not args.no_serve
    with _loading():
        from accord.cli import environment
        from accord.cli.demo.cast import MEMBERS

        environment.for_demo(args.dir, args.listen, MEMBERS if args.copies else ())
        from accord.cli import demo_command

    return environment.guarded(demo_command.run, args)


def _log_verify(args: argparse.Namespace) -> int:
    if args.export:
        return _alone("exported", "verify")(args)
    return _installed("log", "verify")(args)


def _replica_follow(args: argparse.Namespace) -> int:
    if args.listen is not None and not args.once:
        return _installed("following_served")(args)
    return _installed("following", "follow")(args)


COMMANDS: dict[str, Command] = {
    "demo": _demo,
    "init": _installed("init"),
    "serve": _installed("serve"),
    "check": _installed("doctor"),
    "key new": _alone("key", "new"),
    "key restore": _alone("key", "restore"),
    "key show": _alone("key", "show"),
    "key card": _alone("key", "card"),
    "key sheet": _alone("key", "sheet"),
    "act show": _alone("act", "show"),
    "act sign": _alone("act", "sign"),
    "act send": _alone("sending", "send"),
    "act outbox": _alone("sending", "resend"),
    "quotes check": _alone("quotes", "check"),
    "verify": _alone("verify"),
    "log verify": _log_verify,
    "rebuild": _installed("rebuild"),
    "replica follow": _replica_follow,
    "replica status": _installed("replica", "status"),
    "replica promote": _installed("replica", "promote"),
    "replica agree": _installed("replica", "agree"),
    "replica link": _installed("replica", "link"),
    "replica compare": _installed("replica", "compare"),
    "backup": _installed("backup"),
    "restore": _installed("restore"),
    "export": _installed("export"),
    "host new": _installed("host", "new"),
    "host copies": _installed("copies", "new"),
    "host take": _installed("host", "take"),
    "erase-blob": _installed("erase"),
    "reader new": _installed("reader", "new"),
    "content seal": _installed("reader", "seal"),
    "content open": _installed("reader", "open_"),
    "inbox read": _installed("inbox", "read_messages"),
    "plan": _alone("plan"),
}

if __name__ == "__main__":
    sys.exit(main())
