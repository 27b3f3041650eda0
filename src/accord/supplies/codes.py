"""A code out of a name, to be suggested: "Червоний Хрест" is chervonyi-khrest."""

import re
import unicodedata

MOST = 64
_MORE = {
    "є": "ie",
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "iu",
    "я": "ia",
}
_LATIN = str.maketrans(
    "абвгґдезиіїйклмнопрстуфёыэ", "abvhgdezyiiiklmnoprstufeye", "ьъ’ʼ'"
) | str.maketrans(_MORE)


def suggested(name: str) -> str:
    """A code that can be made of a name, or "" when none of it has Latin letters."""
    latin = unicodedata.normalize("NFKD", name.lower().translate(_LATIN))
    plain = "".join(one for one in latin if one.isascii())
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MOST].rstrip("-")
