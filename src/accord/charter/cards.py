"""Stamp cards: the public half of a stamp, as it is handed in."""

from accord.core.acts.errors import Malformed
from accord.core.acts.handed_in import kind_of, secret_key_file
from accord.core.acts.keyfile import read_card


def read_stamp_card(data: bytes) -> str:
    """The public key on a card; raises Malformed with a sentence that helps."""
    line = data.strip(b"\r\n \xef\xbb\xbf")
    what = kind_of(line)
    if what == "accord/key@1":
        raise secret_key_file()
    if what != "accord/stamp@1":
        raise Malformed(
            "This is not a stamp card. The offline page saves it beside the stamp; it "
            "is one short line that ends in accord/stamp@1."
        )
    return read_card(line)
