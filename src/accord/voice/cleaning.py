"""What people type, in the one form in which it is signed.

Signed words are in Unicode's form NFC, with `\\n` between lines. Signs that nobody can
see and that mean nothing are left out; those that could turn a text around for the eye
are refused (Unicode UAX #9, Trojan Source).
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_NOTHING = dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0x00AD))
_TURNS = frozenset(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_LINE_ENDS = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_SPACES_AT_END = re.compile(r"[ \t]+(?=\n|$)")
_EMPTY_LINES = re.compile(r"\n{3,}")


def words(text: str) -> str:
    """The text as it is signed; raises ValidationError for signs that are refused."""
    clean = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    clean = clean.translate(_NOTHING)
    clean = _EMPTY_LINES.sub("\n\n", _SPACES_AT_END.sub("", clean)).strip()
    for sign in sorted(set(clean)):
        if sign in _TURNS or _is_control(sign):
            raise ValidationError(
                _(
                    "There is an invisible sign in it (U+{code}) that can show a text "
                    "otherwise than it is. Take it out."
                ).format(code=f"{ord(sign):04X}")
            )
    return clean


def line(text: str) -> str:
    """The same for a text of one line."""
    return " ".join(words(text).split())


def _is_control(sign: str) -> bool:
    code = ord(sign)
    no_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    control = unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t"
    return no_character or control


def visible(text: str) -> str:
    """A text for a page: signs that could turn it around are written out.

    An act may be made without our forms, so what is shown is made safe once more.
    """
    return "".join(
        f"[U+{ord(sign):04X}]" if sign in _TURNS or _is_control(sign) else sign
        for sign in text
    )
