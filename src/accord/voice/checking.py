"""The check: a text, a file, a proof file or an address in, one answer out."""

import re

from django.utils.translation import gettext as _

from accord.quotes import Verdict
from accord.voice import marks, readable, said, statements, wording
from accord.voice.checked import Checked
from accord.voice.checking_proof import check_proof, is_proof
from accord.voice.positions import Shown
from accord.voice.statements import Said

MAX_FILE = 4 * 1024 * 1024
MAX_TEXT = 200_000  # bytes; a longer text would keep others waiting
MAX_ADDRESS = 500  # what is longer is no address: looking for one takes its square
_ADDRESS = re.compile(r"\S*/statements/[0-9]{4}/([a-z0-9-]{1,64})(?:[.?#/]\S*)?")
_DECISION = re.compile(r"(?:\S*/)?([0-9a-f]{64})(?:[./?#]\S*)?")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8"))


def check_file(data: bytes) -> Checked:
    """A proof file by what is in it, anything else as text."""
    if len(data) > MAX_FILE:
        return Checked(problem=_("This file is larger than 4 MB."))
    if is_proof(data):
        return check_proof(data)
    words = _decoded(data)
    if words is None:
        return Checked(
            problem=_(
                "This file is neither text nor a proof file. Paste its words instead."
            )
        )
    return check_words(words)


def _decoded(data: bytes) -> str | None:
    """The text in a file, or None when it is no text."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        words = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in words else words.removeprefix("\ufeff")


def check_words(words: str) -> Checked:
    """A text, an address of a statement here, or a proof file as text."""
    typed = words.strip()
    if len(typed) <= MAX_ADDRESS:
        if address := _ADDRESS.fullmatch(typed):
            return _check_address(words, readable.public(statements.find(address[1])))
        if decision := _DECISION.fullmatch(typed):
            return _check_address(words, readable.find(decision[1]))
    data = words.encode("utf-8", "replace")
    if is_proof(data):
        return check_proof(data.strip())
    if len(data) > MAX_TEXT:
        too_long = _("This text is longer than 200 kB. Paste a part of it.")
        return Checked(problem=too_long)
    clean = data.decode()
    verdict, text = said.check(clean)
    return _with_evidence(clean, verdict, text)


def _check_address(words: str, found: Said | Shown | None) -> Checked:
    if found is None:
        reason = _("There is no statement of ours at this address.")
        answer = wording.Answer("mute", "?", _("Not found"), reason)
        return Checked("no_address", words, answer)
    if isinstance(found, Shown):
        reason = _("This is the address of one of our agreed positions.")
    else:
        reason = _("This is the address of one of our statements.")
    answer = wording.standing(
        wording.Answer("yes", "=", _("Ours"), reason), found.state
    )
    checked = Checked("address", words, answer, language=found.language)
    return checked.about(found)


def _with_evidence(words: str, verdict: Verdict, text: str) -> Checked:
    language = verdict.language or ""
    found = readable.find(verdict.statement, language) if verdict.statement else None
    answer = wording.answer(verdict, position=isinstance(found, Shown))
    checked = Checked(
        verdict.kind,
        words,
        wording.standing(answer, found.state) if found else answer,
        quoted=tuple(marks.quoted(words, verdict)) if found else (),
        said=tuple(marks.said(text, verdict)) if found else (),
        elsewhere=_in_force(found, verdict),
        language=language,
        verdict=verdict,
    )
    return checked.about(found)


def _in_force(found: Said | Shown | None, verdict: Verdict) -> Said | Shown | None:
    """What is in force with the same words, when the one found is not."""
    if found is None or found.state == "agreed":
        return None
    others = (readable.find(place.statement, place.language) for place in verdict.also)
    return next((one for one in others if one and one.state == "agreed"), None)
