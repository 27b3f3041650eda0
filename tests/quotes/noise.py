"""What may happen to a quote on its way without a word being changed.

Each function takes a random source and a text, and gives the text as it may come back:
the verdict must not notice.
"""

import re
import unicodedata
from random import Random

_DOUBLE = '"«»“”„'
_TWINS = dict(zip("асеіорхуАСЕІОРХУ", "aceiopxyACEIOPXY", strict=True))
_TWINS |= {latin: cyrillic for cyrillic, latin in _TWINS.items()}
_NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u2066\u2069\ufe0f"
_SPACES = (" ", "  ", "\n", "\t", "\u00a0", "\u2009", "\r\n", " \n ")


def _some(random: Random, text: str, pattern: str, other: str | tuple[str, ...]) -> str:
    """About half of what the pattern finds, each in another shape."""

    def change(match: re.Match[str]) -> str:
        return random.choice(other) if random.random() < 0.5 else match.group()

    return re.sub(pattern, change, text)


def spaces(random: Random, text: str) -> str:
    return _some(random, text, r"\s+", _SPACES)


def case(random: Random, text: str) -> str:
    return random.choice((text.upper(), text.lower(), text.title(), text.swapcase()))


def quotation_marks(random: Random, text: str) -> str:
    return _some(random, text, f"[{_DOUBLE}]", _DOUBLE)


def apostrophes(random: Random, text: str) -> str:
    return _some(random, text, r"(?<=[^\W\d_])[’'](?=[^\W\d_])", "’'ʼ`")


def dashes(random: Random, text: str) -> str:
    text = _some(random, text, "(?<= )[—–-](?= )", "—–-―‒")
    return _some(random, text, r"(?<=\w)[–-](?=\w)", "-–‐‑")


def no_width(random: Random, text: str) -> str:
    return "".join(
        char + (random.choice(_NO_WIDTH) if random.random() < 0.1 else "")
        for char in text
    )


def stress(random: Random, text: str) -> str:
    return _some(random, text, r"(?<=[аеиіоуюяыэ])", ("\u0301",))


def twins(random: Random, text: str) -> str:
    return re.sub(
        f"[{''.join(_TWINS)}](?!\u0301)",
        lambda match: random.choice((match.group(), _TWINS[match.group()])),
        text,
    )


def compatible(random: Random, text: str) -> str:
    wide = "".join(
        chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char
        for char in text
    )
    return random.choice((wide, text.replace("fi", "ﬁ").replace("fl", "ﬂ")))


def taken_apart(random: Random, text: str) -> str:
    return unicodedata.normalize(random.choice(("NFD", "NFC")), text)


def without_yo(random: Random, text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")


def cedillas(random: Random, text: str) -> str:
    return text.translate(str.maketrans("șțȘȚ", "şţŞŢ"))


def line_ends(random: Random, text: str) -> str:
    return _some(random, text, r"(?<=[^\W\d_]{2})(?=[^\W\d_]{3})", ("", "", "", "-\n"))


def around(random: Random, text: str) -> str:
    before, after = random.choice(
        (("«", "»"), ("“", "”."), ("  ", "\n"), ("• ", ""), ('"', '",'), ("— ", ""))
    )
    return before + text + after


ALL = (
    spaces,
    case,
    quotation_marks,
    apostrophes,
    dashes,
    stress,
    twins,
    compatible,
    without_yo,
    cedillas,
    line_ends,
    taken_apart,
    no_width,
    around,
)
