"""`accord act`: reads an act in words, and signs it, on a machine without a network."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from accord.cli import keyfiles
from accord.cli.errors import GOOD, NO, Misuse
from accord.cli.files import read, write_new
from accord.cli.output import answer, say
from accord.cli.words.describe import describe
from accord.core.acts import actfile, keyfile, keys
from accord.core.acts.act import Act
from accord.core.acts.actfile import ActFile
from accord.core.acts.charter import Enrol, Found, Roster
from accord.core.acts.envelope import Signature, pae
from accord.core.acts.errors import AccordError
from accord.core.rules.state import named_keys


class Checked(NamedTuple):
    """A signature in the file: whose, and whether it is `good`, `false`, `unknown`."""

    keyid: str
    whose: str
    verdict: str


def show(args: argparse.Namespace) -> int:
    """Shows the act in words and checks the signatures that it carries."""
    file = _load(args.file)
    checked = check(file, _given(args.card))
    document = {
        "act": file.act.id,
        "kind": file.act.kind,
        "by": file.act.by,
        "missing": list(file.missing),
        "signatures": [one._asdict() for one in checked],
        "words": describe(file.act, file.blobs),
    }
    lines = [*describe(file.act, file.blobs), "", *_signatures(checked)]
    answer(args.json, document, lines)
    return NO if any(one.verdict == "false" for one in checked) else GOOD


def sign(args: argparse.Namespace) -> int:
    """Shows the act, asks, and writes the file with one signature more."""
    file = _load(args.file)
    out = args.out or args.file.with_name(_signed_name(args.file.name))
    found = keyfiles.load(args.key)
    _check_may_sign(file, found, out)
    say(*describe(file.act, file.blobs), "", *_signatures(check(file, {})), "")
    if not args.yes and not _agrees(found.purpose):
        say("Nothing was signed.")
        return NO
    seed = found.open(args.passphrase_file)
    signature = Signature(keys.keyid(found.key), keys.sign(seed, pae(file.act.payload)))
    write_new(out, actfile.write(file.signed_with(signature)))
    say(f"Signed with the {found.purpose} key {keys.keyid(found.key)[:16]}: {out}")
    return GOOD


def _load(path: Path) -> ActFile:
    data = read(path, actfile.LIMITS.size)
    try:
        return actfile.read(data)
    except AccordError as error:
        raise Misuse(f"{path} is not an act file that can be used: {error}") from error


def _signed_name(name: str) -> str:
    return name.removesuffix(".json").removesuffix(".act") + ".signed.act.json"


def _check_may_sign(file: ActFile, found: keyfiles.KeyFile, out: Path) -> None:
    if out.exists():
        raise Misuse(f"{out} is there already, and nothing is overwritten.")
    if file.missing:
        raise Misuse(
            f"The file does not hold all of the act ({', '.join(file.missing)}). "
            "Nobody should sign what they cannot read: get the whole file."
        )
    keyid = keys.keyid(found.key)
    if any(one.keyid == keyid for one in file.signatures):
        raise Misuse("This key has signed this act already.")
    if isinstance(file.act.body, Found) and keyid not in _named(file.act):
        raise Misuse(
            "This key is not among those that found the coalition here. Is it the key "
            "whose card was handed in?"
        )


def _agrees(purpose: str) -> bool:
    if not sys.stdin.isatty():
        raise Misuse("There is no terminal to ask at. To sign without asking: --yes")
    return input(f"Sign this with the {purpose} key? Type yes: ").strip() == "yes"


# Signatures


def check(file: ActFile, given: dict[str, str]) -> list[Checked]:
    """Checks each signature as far as its key is known.

    Known are the keys that the act itself names, and those `given` by keyid.
    """
    known = _named(file.act) | {keyid: (key, "given") for keyid, key in given.items()}
    message = pae(file.act.payload)
    return [_check(one, known, message) for one in file.signatures]


def _check(
    one: Signature, known: dict[str, tuple[str, str]], message: bytes
) -> Checked:
    if one.keyid not in known:
        return Checked(one.keyid, "", "unknown")
    key, whose = known[one.keyid]
    good = keys.verify(key, message, one.sig)
    return Checked(one.keyid, whose, "good" if good else "false")


def _named(act: Act) -> dict[str, tuple[str, str]]:
    """keyid -> (key, whose), of the keys that the act itself names."""
    if isinstance(act.body, Enrol):
        return {keys.keyid(act.body.key): (act.body.key, f"{act.by}, the new device")}
    if not isinstance(act.body, Found | Roster):
        return {}
    return {
        keyid: (key.key, f"{key.member}, {_PURPOSES[key.purpose]}".removeprefix(", "))
        for keyid, key in named_keys(act.body.terms, act.id).items()
    }


_PURPOSES = {"hub": "the host", "seal": "stamp", "replica": "own copy"}


def _given(cards: Iterable[Path]) -> dict[str, str]:
    """The public keys on stamp cards, or in key files, by keyid."""
    found = {}
    for path in cards:
        key = _public(path)
        found[keys.keyid(key)] = key
    return found


def _public(path: Path) -> str:
    try:
        return keyfile.read_card(read(path, keyfile.LIMITS.size))
    except AccordError:
        return keyfiles.load(path).key


_VERDICTS = {
    "good": "the signature is good",
    "false": "THE SIGNATURE IS FALSE",
    "unknown": "cannot be checked here: the act does not name this key",
}


def _signatures(checked: list[Checked]) -> list[str]:
    if not checked:
        return ["Signatures: none yet"]
    return [
        "Signatures:",
        *(
            f"  {one.keyid[:16]}  {one.whose or 'a key'}: {_VERDICTS[one.verdict]}"
            for one in checked
        ),
    ]
