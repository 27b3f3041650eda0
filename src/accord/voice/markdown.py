"""Words as Markdown (CommonMark) that shows exactly the signs that were signed."""

import re

_SIGNS = re.compile(r"([\\`*_\[\]<>&|~!#$])")
_NUMBERED = re.compile(r"(?m)^([ \t]*\d+)([.)])")
_INDENT = re.compile(r"(?m)^[ \t]+")


def plain(text: str) -> str:
    """The text with everything written out that would mean something else.

    Lines stay lines: each but a paragraph's last ends with a backslash.
    """
    clean = beginning(signs(text))
    return re.sub(r"(?<!\n)\n(?!\n)", "\\\\\n", clean)


def signs(text: str) -> str:
    """The text with a backslash before every sign that could mean something."""
    return _SIGNS.sub(r"\\\1", text)


def beginning(lines: str) -> str:
    """Lines that begin nothing but a paragraph."""
    clean = _NUMBERED.sub(r"\1\\\2", _INDENT.sub("", lines))
    return re.sub(r"(?m)^([-+=])", r"\\\1", clean)


def line(text: str) -> str:
    """The same for a title."""
    return plain(" ".join(text.split()))
