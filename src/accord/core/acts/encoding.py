"""Strict base64 and hexadecimal: one way to write each value."""

from binascii import Error, a2b_base64, b2a_base64

from accord.core.acts.errors import Malformed


def to_base64(data: bytes) -> str:
    """Padded standard base64 (RFC 4648 section 4)."""
    return b2a_base64(data, newline=False).decode()


def from_base64(text: str | bytes) -> bytes:
    """The bytes of canonical padded base64; raises Malformed for any other text."""
    raw = text.encode("ascii", "replace") if isinstance(text, str) else text
    try:
        data = a2b_base64(raw, strict_mode=True)
    except Error as error:
        raise Malformed("This is not base64: {reason}.", reason=str(error)) from error
    if b2a_base64(data, newline=False) != raw:
        raise Malformed("This base64 is not in its one canonical form.")
    return data
