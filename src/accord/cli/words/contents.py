"""The contents of an act in words: texts, names, places, files."""

import unicodedata
from collections.abc import Mapping

from accord.cli.words.line import language
from accord.core.acts.act import SALT, Act
from accord.core.acts.blobs import FILES, unpack

_HEADINGS = {
    "declaration": "Declaration",
    "lead": "Who leads and speaks for all",
    "names": "Names",
    "note": "Note",
    "paper": "Paper",
    "person": "Person",
    "place": "Place",
    "position": "Position",
    "profile": "Profile",
    "reason": "Reason",
    "text": "Text",
}


_ORDER = ("title", "question", "summary", "text", "answer")


def contents(act: Act, blobs: Mapping[str, bytes]) -> list[str]:
    """Each content under its heading; those that are not here are named too."""
    lines: list[str] = []
    for name in sorted(act.blobs):
        blob = blobs.get(name)
        lines += ["", f"{_heading(name)}:"]
        lines += ["  (not in this file)"] if blob is None else _shown(name, blob)
    return lines


def _heading(name: str) -> str:
    first, _, rest = name.partition(".")
    heading = _HEADINGS.get(first, name)
    return f"{heading} in {language(rest)}" if rest else heading


def _shown(name: str, blob: bytes) -> list[str]:
    if name.partition(".")[0] in FILES:
        return [f"  a file of {len(blob) - SALT:,} bytes"]
    return [f"  {visible(line)}" for line in _document(unpack(blob))]


def _document(document: Mapping[str, object]) -> list[str]:
    if "text" in document or "answer" in document:
        return _text({name: str(value) for name, value in document.items()})
    lines = []
    for name, value in document.items():
        if isinstance(value, dict):
            lines += [f"{language(code)}: {one}" for code, one in value.items()]
        elif value:
            lines.append(f"{language(name)}: {value}")
    return lines


def _text(document: Mapping[str, str]) -> list[str]:
    """Title, summary and text as they would stand on paper."""
    parts = [document.get(name, "") for name in _ORDER]
    return "\n\n".join(one for one in parts if one).split("\n")


def visible(line: str) -> str:
    """The line without what a terminal would obey, or what would hide a part of it.

    Control and formatting characters (Unicode's Cc, Cf, Zl, Zp) are written out, so
    that nobody signs other words than those seen.
    """
    return "".join(_written(one) for one in line)


def _written(character: str) -> str:
    if unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp"):
        return character
    return f"<U+{ord(character):04X}>"
