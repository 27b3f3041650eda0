"""Stamp cards: the public half of a stamp, as it is handed in."""

from django.utils.translation import gettext_noop

from accord.charter.actfile import A_KEY, kind_of
from accord.core.acts.errors import Malformed
from accord.core.acts.keyfile import read_card

NOT_ONE = gettext_noop(
    "This is not a stamp card. The offline page saves it beside the stamp; it is one "
    "short line that ends in accord/stamp@1."
)


def read_stamp_card(data: bytes) -> str:
    """The public key on a card; raises Malformed with a sentence that helps."""
    line = data.strip(b"\r\n \xef\xbb\xbf")
    what = kind_of(line)
    if what == "accord/key@1":
        raise Malformed(A_KEY)
    if what != "accord/stamp@1":
        raise Malformed(NOT_ONE)
    return read_card(line)
