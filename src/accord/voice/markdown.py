"""Words as Markdown (CommonMark) that shows exactly the signs that were signed."""

import re

_SIGNS = re.compile(r"([\\`*_\[\]<>&|~!#$])")
_NUMBERED = re.compile(r"(?m)^([ \t]*\d+)([.)])")
_INDENT = re.compile(r"(?m)^[ \t]+")


def plain(text: str) -> str:
    """The text with everything written out that would mean something else.

    Lines stay lines: each but a paragraph's last ends with a backslash.
    """
    clean = _SIGNS.sub(r"\\\1", _INDENT.sub("", text))
    clean = _NUMBERED.sub(r"\1\\\2", clean)
    clean = re.sub(r"(?m)^([-+=])", r"\\\1", clean)
    return re.sub(r"(?<!\n)\n(?!\n)", "\\\\\n", clean)


def line(text: str) -> str:
    """The same for a title."""
    return plain(" ".join(text.split()))
