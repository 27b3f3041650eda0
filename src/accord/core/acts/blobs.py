"""Contents kept beside the log: 32 random bytes, then a JSON document or a file."""

import unicodedata

from accord.core.acts.act import MAX_BLOB, SALT
from accord.core.acts.body import SEALED
from accord.core.acts.canonical import Limits, encode, parse
from accord.core.acts.errors import Malformed
from accord.core.acts.fields import Fields, language, table, text

DOCUMENT = Limits(size=MAX_BLOB, depth=8, strings=200_000)


def pack(document: object, salt: bytes) -> bytes:
    """The blob that holds `document`, with 32 random bytes of salt before it."""
    return salt + encode(document)


def unpack(blob: bytes) -> dict[str, object]:
    """The JSON document in a blob; raises Malformed, also for text that is not NFC."""
    data = blob[SALT:]
    document = parse(data, DOCUMENT)
    if not data.isascii() and not unicodedata.is_normalized("NFC", data.decode()):
        raise Malformed("The text of a content has to be in Unicode's form NFC.")
    return document


# What the documents hold, by the first part of their names; "paper" is a file.
TEXTS: dict[str, tuple[str, ...]] = {
    "text": ("summary", "text", "title"),
    "declaration": ("text", "title"),
    "position": ("answer", "question"),
    "reason": ("text",),
    "note": ("text",),
    "person": ("name",),
    "lead": ("name",),
    "place": ("address", "lat", "lon", "name"),
    "profile": ("contact", "names", "place"),
    "action": ("place", "text", "title"),
    "outcome": ("text",),
    "task": ("text", "title"),
    "report": ("place", "text", "title"),
    "comment": ("text",),
}
FILES = frozenset({"file", "paper", "picture"})
# How a JPEG and a PNG begin: nothing else is ever given out as a picture.
PICTURES = {"jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
# What is encrypted has no salt of ours before it: age puts fresh random bytes there.
AGE = b"age-encryption.org/v1\n"


def check_content(name: str, blob: bytes) -> dict[str, object]:
    """The JSON document in `blob`, nothing for a file or for what is encrypted.

    Raises Malformed unless it is what a content called `name` has to be.
    """
    first = name.partition(".")[0]
    if name.endswith(SEALED):
        if not blob.startswith(AGE):
            raise Malformed("{where} is not encrypted in the age format.", where=name)
        return {}
    if first == "picture" and not blob[SALT:].startswith(tuple(PICTURES.values())):
        raise Malformed("{where} is not a picture.", where=name)
    if first in FILES:
        return {}
    document = unpack(blob)
    if first == "names":
        check_names(document, name)
        return document
    fields = Fields(document, name)
    for one in TEXTS.get(first, ()):
        if one == "names":
            check_names(fields.take(one, lambda value, _: value), name)
        else:
            fields.take(one, text)
    fields.end()
    return document


def check_names(value: object, where: str) -> None:
    """Raises Malformed unless `value` is a table of names by language."""
    names = table(language, text, 1, 50)(value, where)
    if not all(names.values()):
        raise Malformed("{where}: a name is empty.", where=where)
