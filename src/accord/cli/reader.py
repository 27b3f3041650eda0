"""`accord reader` and `accord content`: contents that only some members can read.

A reading key is an age identity in a file under a passphrase; its recipient is
published by an act of the member's stamp. Files in the age format: https://age-encryption.org/v1.
"""

import argparse
import secrets
from pathlib import Path

import pyrage
from pyrage import x25519

from accord.cli import acting, by_passphrase, installation, passphrase
from accord.cli.errors import GOOD, Misuse
from accord.cli.files import read, write_new
from accord.cli.output import answer
from accord.core.acts.act import MAX_BLOB, SALT
from accord.core.acts.content import Reader
from accord.ledger.cache import reading

PLAIN = b"AGE-SECRET-KEY-1"  # as age itself writes an identity


def new(args: argparse.Namespace) -> int:
    """Makes a reading key, writes its file, and publishes its recipient."""
    installation.require()
    if args.file.exists():
        raise Misuse(f"{args.file} is there already; nothing is overwritten.")
    identity = x25519.Identity.generate()
    recipient = str(identity.to_public())
    body = {"recipient": recipient}
    envelope = acting.make(Reader.KIND, body, [args.stamp], args.stamp_passphrase_file)
    words = passphrase.ask_new(args.passphrase_file)
    sealed = by_passphrase.encrypt(str(identity).encode() + b"\n", words)
    # First the file: a published key that nobody holds would swallow contents.
    write_new(args.file, sealed, 0o600)
    acting.record(envelope, args.url)
    answer(
        args.json,
        {"file": str(args.file), "recipient": recipient},
        [
            f"Wrote {args.file}, and published its recipient:",
            f"  {recipient}",
            "Keep a copy of the file and its passphrase: what is encrypted to it, "
            "nobody else can read.",
        ],
    )
    return GOOD


def seal(args: argparse.Namespace) -> int:
    """Encrypts a content to the reading keys of some members."""
    installation.require()
    data = read(args.file, MAX_BLOB - 64 * 1024)
    with reading() as state:
        members, readers = state.in_force().members, dict(state.readers)
    to = sorted(set(args.to))
    for handle in to:
        if handle not in members:
            raise Misuse(f"{handle} is not a member of the coalition.")
        if handle not in readers:
            raise Misuse(f"{handle} has published no reading key.")
    # What is inside is what the content would be unsealed: salt, then the document.
    content = data if args.file_as_it_is else secrets.token_bytes(SALT) + data
    recipients = [x25519.Recipient.from_str(readers[handle]) for handle in to]
    write_new(args.out, pyrage.encrypt(content, recipients))
    answer(
        args.json,
        {"file": str(args.out), "to": to},
        [f"Wrote {args.out}: {', '.join(to)} can read it, and nobody else."],
    )
    return GOOD


def open_(args: argparse.Namespace) -> int:
    """Decrypts a content with a reading key."""
    found = identity(args.key, args.passphrase_file)
    try:
        content = pyrage.decrypt(read(args.file, MAX_BLOB), [found])
    except pyrage.DecryptError as error:
        raise Misuse(f"{args.file} is not for this key, or was changed.") from error
    data = content if args.file_as_it_is else content[SALT:]
    write_new(args.out, data, 0o600)
    answer(args.json, {"file": str(args.out)}, [f"Wrote {args.out}"])
    return GOOD


def identity(path: Path, passphrase_file: Path | None) -> object:
    """The private part of a reading key; a plain file asks for no passphrase."""
    data = read(path, 4096)
    try:
        if not data.startswith(PLAIN):
            data = by_passphrase.decrypt(data, passphrase.ask(passphrase_file))
        return x25519.Identity.from_str(data.decode().strip())
    except by_passphrase.TooDear as error:
        raise Misuse(str(error)) from error
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError) as error:
        raise Misuse(
            f"This passphrase does not open {path}, or it is no reading key."
        ) from error
