"""`accord verify`: what a proof file proves, offline, without Django or an account.

It also checks evidence against a host.
"""

import argparse
from dataclasses import asdict

from accord.cli import evidence as of_evidence
from accord.cli.errors import GOOD, NO, Misuse
from accord.cli.files import read_start
from accord.cli.output import answer
from accord.cli.words.contents import visible
from accord.cli.words.line import language
from accord.core.acts import times
from accord.core.acts.errors import AccordError, Malformed
from accord.core.acts.fields import digest
from accord.core.bundle.answer import Answer
from accord.core.bundle.check import check
from accord.core.bundle.explain import explain
from accord.core.protocol import evidence
from accord.core.rules.standing import AGREED
from accord.ledger import clock

_HEADS = {
    "agreed": "Proven, and in force.",
    "held": "Proven, but it was held back.",
    "corrected": "Proven, but corrected since.",
    "retracted": "Proven, but withdrawn since.",
}


def run(args: argparse.Namespace) -> int:
    """Checks a proof file and says what it proves."""
    now = _at(args.at)
    trust = _trusted(args.trust)
    data = read_start(args.bundle, evidence.LIMITS.size + 1)
    if evidence.is_evidence(data):
        return of_evidence.run(args, data, trust)
    try:
        found = check(data, trust)
    except AccordError as error:
        answer(
            args.json,
            {"proven": False, "reason": str(error)},
            ["Not proven.", f"  {visible(str(error))}"],
        )
        return NO
    answer(args.json, _document(found, now), _lines(found, now))
    stands = found.state == AGREED and found.is_public(now)
    return GOOD if stands or not args.in_force else NO


def _at(written: str | None) -> str:
    if written is None:
        return clock.text()
    try:
        times.parse(written)
    except Malformed as error:
        raise Misuse(f"--at: {error}") from error
    return written


def _trusted(written: str) -> str:
    joined = "".join(written.split()).lower()
    try:
        return digest(joined, "--trust")
    except Malformed as error:
        raise Misuse(
            f"{error} It is the coalition's id, as members print it."
        ) from error


def _document(found: Answer, now: str) -> dict[str, object]:
    return {
        "proven": True,
        "public": found.is_public(now),
        **asdict(found),
        "sentences": explain(found, now),
    }


def _lines(found: Answer, now: str) -> list[str]:
    head = _HEADS[found.state]
    if found.state == AGREED and not found.is_public(now):
        head = "Proven, but not public yet."
    lines = [head, *(f"  {one}" for one in explain(found, now))]
    for code, text in found.texts.items():
        lines += ["", f"In {language(code)}:"]
        whole = "\n\n".join(one for one in (text.title, text.summary, text.text) if one)
        lines += [f"  {visible(line)}" for line in whole.split("\n")]
    return lines
