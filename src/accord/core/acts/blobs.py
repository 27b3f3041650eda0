"""Contents kept beside the log: 32 random bytes, then a JSON document or a file."""

import unicodedata

import orjson

from accord.core.acts.act import MAX_BLOB, SALT
from accord.core.acts.canonical import Limits, encode, parse
from accord.core.acts.errors import Malformed

DOCUMENT = Limits(size=MAX_BLOB, depth=8, strings=200_000)


def pack(document: object, salt: bytes) -> bytes:
    """The blob that holds `document`, with 32 random bytes of salt before it."""
    return salt + encode(document)


def unpack(blob: bytes) -> dict[str, object]:
    """The JSON document in a blob; raises Malformed, also for text that is not NFC."""
    document = parse(blob[SALT:], DOCUMENT)
    if not unicodedata.is_normalized("NFC", orjson.dumps(document).decode()):
        raise Malformed("The text of a content has to be in Unicode's form NFC.")
    return document
