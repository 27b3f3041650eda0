"""The command `accord`. It loads only what the command that was given needs."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from accord.cli.arguments import parser
from accord.cli.errors import MISUSE, NO, UNREACHABLE, Misuse, Unreachable
from accord.core.acts.errors import AccordError

Command = Callable[[argparse.Namespace], int]
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        parser().print_help(sys.stderr)
        return MISUSE
    args = parser().parse_args(given)
    try:
        return COMMANDS[args.command](args)
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


def _fails(code: int, error: Exception) -> int:
    print(f"accord: {error}", file=sys.stderr)
    return code


def _demo(args: argparse.Namespace) -> int:
    from accord.cli import environment
    from accord.cli.demo.cast import MEMBERS

    if args.copies is None:
        args.copies = not args.no_serve
    environment.for_demo(args.dir, args.listen, MEMBERS if args.copies else ())
    from accord.cli import demo_command

    return environment.guarded(demo_command.run, args)


def _init(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use(args.data_dir)
    from accord.cli import init

    return environment.guarded(init.run, args)


def _serve(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use(args.data_dir, listen=args.listen)
    from accord.cli import serve

    return environment.guarded(serve.run, args)


def _check(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use(args.data_dir)
    from accord.cli import doctor

    return environment.guarded(doctor.run, args)


def _log_verify(args: argparse.Namespace) -> int:
    if args.export:
        from accord.cli import exported

        return exported.verify(args)
    from accord.cli import environment

    environment.use(args.data_dir)
    from accord.cli import log

    return environment.guarded(log.verify, args)


def _rebuild(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use(args.data_dir)
    from accord.cli import rebuild

    return environment.guarded(rebuild.run, args)


def _backup(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use(args.data_dir)
    from accord.cli import backup

    return environment.guarded(backup.run, args)


def _restore(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use(args.data_dir)
    from accord.cli import restore

    return environment.guarded(restore.run, args)


def _export(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use(args.data_dir)
    from accord.cli import export

    return environment.guarded(export.run, args)


def _host_new(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use(args.data_dir)
    from accord.cli import host

    return environment.guarded(host.new, args)


def _host_copies(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use(args.data_dir)
    from accord.cli import copies

    return environment.guarded(copies.new, args)


def _host_take(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use(args.data_dir)
    from accord.cli import host

    return environment.guarded(host.take, args)


def _replica(verb: str) -> Command:
    def run(args: argparse.Namespace) -> int:
        from accord.cli import environment

        environment.use(args.data_dir, listen=getattr(args, "listen", None))
        from accord.cli import replica

        verbs: dict[str, Command] = {
            "follow": replica.follow,
            "status": replica.status,
            "promote": replica.promote,
            "agree": replica.agree,
            "link": replica.link,
            "compare": replica.compare,
        }
        return environment.guarded(verbs[verb], args)

    return run


def _erase(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use(args.data_dir)
    from accord.cli import erase

    return environment.guarded(erase.run, args)


def _reader_new(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use(args.data_dir)
    from accord.cli import reader

    return environment.guarded(reader.new, args)


def _content_seal(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use(args.data_dir)
    from accord.cli import reader

    return environment.guarded(reader.seal, args)


def _content_open(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use()
    from accord.cli import reader

    return reader.open_(args)


def _inbox_read(args: argparse.Namespace) -> int:
    from accord.cli import environment

    environment.use()
    from accord.cli import inbox

    return inbox.read_messages(args)


def _key(verb: str) -> Command:
    def run(args: argparse.Namespace) -> int:
        from accord.cli import key

        verbs: dict[str, Command] = {
            "new": key.new,
            "restore": key.restore,
            "show": key.show,
            "card": key.card,
            "sheet": key.sheet,
        }
        return verbs[verb](args)

    return run


def _act_show(args: argparse.Namespace) -> int:
    from accord.cli import act

    return act.show(args)


def _act_sign(args: argparse.Namespace) -> int:
    from accord.cli import act

    return act.sign(args)


def _act_send(args: argparse.Namespace) -> int:
    from accord.cli import sending

    return sending.send(args)


def _act_outbox(args: argparse.Namespace) -> int:
    from accord.cli import sending

    return sending.resend(args)


def _quotes_check(args: argparse.Namespace) -> int:
    from accord.cli import quotes

    return quotes.check(args)


def _verify(args: argparse.Namespace) -> int:
    from accord.cli import verify

    return verify.run(args)


def _plan(args: argparse.Namespace) -> int:
    from accord.cli import plan

    return plan.run(args)


COMMANDS: dict[str, Command] = {
    "demo": _demo,
    "init": _init,
    "serve": _serve,
    "check": _check,
    "key new": _key("new"),
    "key restore": _key("restore"),
    "key show": _key("show"),
    "key card": _key("card"),
    "key sheet": _key("sheet"),
    "act show": _act_show,
    "act sign": _act_sign,
    "act send": _act_send,
    "act outbox": _act_outbox,
    "quotes check": _quotes_check,
    "verify": _verify,
    "log verify": _log_verify,
    "rebuild": _rebuild,
    "replica follow": _replica("follow"),
    "replica status": _replica("status"),
    "replica promote": _replica("promote"),
    "replica agree": _replica("agree"),
    "replica link": _replica("link"),
    "replica compare": _replica("compare"),
    "backup": _backup,
    "restore": _restore,
    "export": _export,
    "host new": _host_new,
    "host copies": _host_copies,
    "host take": _host_take,
    "erase-blob": _erase,
    "reader new": _reader_new,
    "content seal": _content_seal,
    "content open": _content_open,
    "inbox read": _inbox_read,
    "plan": _plan,
}

if __name__ == "__main__":
    sys.exit(main())
