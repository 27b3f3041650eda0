"""Plain text, by what is in it."""

MARKUP = "<"


def is_text(data: bytes) -> bool:
    """Whether bytes are plain text in UTF-8, and no markup (SVG, HTML, XML)."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if any(ord(sign) < ord(" ") and sign not in "\t\n\r\f" for sign in text):
        return False
    return not text.lstrip().startswith(MARKUP)
