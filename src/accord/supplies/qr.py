"""The code of a consignment that a phone reads, on pages and on papers.

It holds an address without a language, so that it opens in the phone's own:
`<origin>/desk/supplies/handover/<id>#c=<digits>`. The id is the SHA-256 of the bytes
that were signed, so it names these goods and no others. What stands behind `#` is the
beginning of the coalition's id and never leaves the phone: a page without a network
sees by it whether the code is of its own coalition.
"""

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from accord.ledger.coalition import current

COALITION = 12  # digits of the coalition's id


def address(consignment: str) -> str:
    """What the code of a consignment holds."""
    here = current()
    ours = here.id[:COALITION] if here is not None else ""
    return f"{settings.ORIGIN}/desk/supplies/handover/{consignment}#c={ours}"


def svg(address: str) -> SafeString:
    """The address as a QR code, as SVG to stand in a page."""
    code = segno.make(address, error="m", micro=False)
    drawn: str = code.svg_inline(scale=4, border=2, omitsize=True, dark="#000")
    return mark_safe(drawn)  # noqa: S308 - segno draws a path out of numbers alone
