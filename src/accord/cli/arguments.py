"""The arguments of every command. Nothing here loads what the commands need."""

import argparse
from pathlib import Path

from accord import __version__
from accord.cli import arguments_copies as copies
from accord.cli import arguments_form as form
from accord.cli import arguments_plan as plan
from accord.cli import arguments_replica as replica
from accord.cli import arguments_sending
from accord.cli.arguments_form import Subparsers

_command, _noun, _json = form.command, form.noun, form.json
_data_dir, _passphrase, _positive = form.data_dir, form.passphrase, form.positive

EXIT_CODES = (
    "Exit codes: 0 good, 1 the answer is no, 2 misuse, 3 unreachable. "
    "Settings are environment variables: docs/settings.md."
)


def parser() -> argparse.ArgumentParser:
    """The parser of `accord`; each command's name is in `args.command`."""
    top = argparse.ArgumentParser(
        prog="accord",
        description="An information and logistics hub for a coalition.",
        epilog=EXIT_CODES,
    )
    top.add_argument("--version", action="version", version=f"accord {__version__}")
    nouns = top.add_subparsers(metavar="command", required=True)
    for add in (_demo, _init, _serve, _check, _key, _act, _verify, _log, _rebuild):
        add(nouns)
    replica.add(nouns)
    _quotes(nouns)
    copies.add(nouns)
    plan.add(nouns)
    return top


def _demo(parsers: Subparsers) -> None:
    made = _command(
        parsers,
        "demo",
        "play the story of a first coalition and serve it on this machine",
        "accord demo",
        "accord demo --no-serve --dir /tmp/both-banks",
    )
    made.add_argument(
        "--dir",
        type=Path,
        metavar="DIR",
        help="where to put it; it must not exist or be empty (else: a temporary one, "
        "removed at the end)",
    )
    made.add_argument(
        "--no-serve", action="store_true", help="only build it and print the id"
    )
    made.add_argument(
        "--copies",
        action=argparse.BooleanOptionalAction,
        help="with a copy for each of the four members, three of which confirm what "
        "is saved (else: with them unless --no-serve)",
    )
    made.add_argument(
        "--listen",
        metavar="HOST:PORT",
        help="where to serve it (else: 127.0.0.1:8000, or a free port)",
    )
    _json(made)


def _init(parsers: Subparsers) -> None:
    made = _command(
        parsers,
        "init",
        "set up a new hub and open its founding room",
        "accord init",
        "ACCORD_URL=https://hub.example accord init --data-dir /srv/accord",
    )
    _data_dir(made)
    _json(made)


def _serve(parsers: Subparsers) -> None:
    made = _command(
        parsers,
        "serve",
        "serve the hub: pages, API and the log's one writer in one process",
        "accord serve",
        "accord serve --listen 127.0.0.1:8080 --threads 16",
    )
    _data_dir(made)
    made.add_argument("--listen", metavar="HOST:PORT", help="instead of ACCORD_LISTEN")
    made.add_argument(
        "--threads",
        type=_positive,
        default=8,
        metavar="N",
        help="requests answered at the same time (8)",
    )


def _check(parsers: Subparsers) -> None:
    made = _command(
        parsers,
        "check",
        "say what is wrong with this installation",
        "accord check",
        "accord check --json --data-dir /srv/accord",
    )
    _data_dir(made)
    _json(made)


def _key(parsers: Subparsers) -> None:
    verbs = _noun(parsers, "key", "make and read key files")
    made = _command(
        verbs,
        "new",
        "make a key and write its file, encrypted with a passphrase",
        "accord key new our-stamp.key.json",
        "accord key new andrii.key.json --purpose desk --plain",
        command="key new",
    )
    _new_key(made)
    made = _command(
        verbs,
        "restore",
        "write a key file anew from its recovery sheet",
        "accord key restore our-stamp.key.json",
        "accord key restore our-stamp.key.json --sheet typed.txt",
        command="key restore",
    )
    _new_key(made)
    made.add_argument(
        "--sheet", type=Path, metavar="FILE", help="take the groups from this file"
    )
    _key_readers(verbs)


def _new_key(made: argparse.ArgumentParser) -> None:
    made.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    made.add_argument(
        "--purpose",
        choices=("seal", "desk", "replica", "hub"),
        default="seal",
        help="seal: an organisation's stamp (this is meant unless named); desk: one "
        "person's working key",
    )
    made.add_argument(
        "--plain", action="store_true", help="no passphrase: the file alone can sign"
    )
    _passphrase(made)
    _json(made)


def _key_readers(verbs: Subparsers) -> None:
    made = _command(
        verbs,
        "show",
        "say what a key file is",
        "accord key show our-stamp.key.json",
        "accord key show our-stamp.key.json --open",
        command="key show",
    )
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument(
        "--open", action="store_true", help="also try whether the passphrase opens it"
    )
    _passphrase(made)
    _json(made)
    made = _command(
        verbs,
        "card",
        "write the stamp card, which is handed in; nothing in it is secret",
        "accord key card our-stamp.key.json",
        command="key card",
    )
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument("--out", type=Path, metavar="FILE", help="(FILE.stamp.json)")
    made = _command(
        verbs,
        "sheet",
        "print the recovery sheet: the private key in groups, for paper",
        "accord key sheet our-stamp.key.json | lp",
        command="key sheet",
    )
    made.add_argument("file", type=Path, metavar="FILE")
    _passphrase(made)


def _act(parsers: Subparsers) -> None:
    verbs = _noun(parsers, "act", "read and sign act files, without a network")
    made = _command(
        verbs,
        "show",
        "show an act in words and check the signatures that it carries",
        "accord act show founding.act.json",
        "accord act show statement.act.json --card reed-bank.stamp.json",
        command="act show",
    )
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument(
        "--card",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a stamp card or key file to check signatures with; may be repeated",
    )
    _json(made)
    made = _command(
        verbs,
        "sign",
        "show an act in words, ask, and write the file with one signature more",
        "accord act sign founding.act.json --key our-stamp.key.json",
        command="act sign",
    )
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument(
        "--key", type=Path, required=True, metavar="FILE", help="the key file"
    )
    made.add_argument("--out", type=Path, metavar="FILE", help="(FILE.signed.act.json)")
    made.add_argument("--yes", action="store_true", help="sign without asking")
    _passphrase(made)
    made = _command(
        verbs,
        "send",
        "send a signed act to the hub, and keep it until it is final",
        "accord act send statement.signed.act.json --hub https://hub.example",
        command="act send",
    )
    arguments_sending.send(made)
    made = _command(
        verbs,
        "outbox",
        "send again what waits, and say how it stands with everything kept",
        "accord act outbox",
        command="act outbox",
    )
    arguments_sending.outbox(made)


def _verify(parsers: Subparsers) -> None:
    made = _command(
        parsers,
        "verify",
        "say what a proof file proves, offline; 0 when it is proven",
        "accord verify wells.bundle.json --trust 1e490386…",
        "accord verify wells.bundle.json --trust 1e490386… --in-force && publish",
        "accord verify fork.evidence.json --trust 1e490386…",
    )
    made.add_argument(
        "bundle", type=Path, metavar="FILE", help="the proof file, or the evidence"
    )
    made.add_argument(
        "--log",
        type=Path,
        metavar="DIR",
        help="for evidence without its records: the folder of the whole log's tiles",
    )
    made.add_argument(
        "--trust",
        required=True,
        metavar="ID",
        help="the coalition's id, or better that of the newest list of members known",
    )
    made.add_argument(
        "--at",
        metavar="TIME",
        help="judge embargoes as of this time, like 2026-11-22T14:00:00Z (now)",
    )
    made.add_argument(
        "--in-force",
        action="store_true",
        help="answer no (1) also when it is withdrawn, corrected or not public yet",
    )
    _json(made)


def _log(parsers: Subparsers) -> None:
    verbs = _noun(parsers, "log", "the log of all records")
    made = _command(
        verbs,
        "verify",
        "replay the whole log and check each signature, each rule, and the host's word",
        "accord log verify",
        "accord log verify --workers 4 /srv/accord",
        command="log verify",
    )
    made.add_argument(
        "data_dir",
        type=Path,
        nargs="?",
        metavar="DATA_DIR",
        help="instead of ACCORD_DATA_DIR",
    )
    copies.log_directory(made)
    made.add_argument(
        "--workers",
        type=_positive,
        metavar="N",
        help="processes that verify signatures (one for each core)",
    )
    _json(made)


def _quotes(parsers: Subparsers) -> None:
    verbs = _noun(parsers, "quotes", "did they really say this?")
    made = _command(
        verbs,
        "check",
        "check quotes from standard input against a file of statements, offline",
        "accord quotes check --statements ours.jsonl < asked.jsonl > answers.jsonl",
        command="quotes check",
    )
    made.add_argument(
        "--statements",
        type=Path,
        required=True,
        metavar="FILE",
        help='one JSON object a line: {"id", "lang", "text"}',
    )


def _rebuild(parsers: Subparsers) -> None:
    made = _command(
        parsers,
        "rebuild",
        "bring the database up to this version and build its tables from the log",
        "accord rebuild",
    )
    _data_dir(made)
    _json(made)
