"""The code that a phone reads: the address where a consignment is counted."""

import segno
from django.utils.safestring import SafeString, mark_safe


def svg(address: str) -> SafeString:
    """The address as a QR code, as SVG to stand in a page."""
    code = segno.make(address, error="m", micro=False)
    drawn: str = code.svg_inline(scale=4, border=2, omitsize=True, dark="#000")
    return mark_safe(drawn)  # noqa: S308 - segno draws a path out of numbers alone
