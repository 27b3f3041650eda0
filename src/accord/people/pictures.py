"""Pictures that people hand in, made harmless: drawn anew from their points alone.

Nothing of the file is kept: no place, camera, author, comment, colour profile, second
picture or bytes behind the end. Which kind it is, its first bytes say, not its name. A
small process of its own unpacks and draws it (accord.people.drawing).
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.people import jail

MOST_BYTES = 16 * 1024 * 1024
LONGEST_SIDE = 4096
STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
BROKEN = gettext_lazy("This picture is broken; it cannot be read.")
SAID: dict[str, str | Promise] = {
    "broken": BROKEN,
    "points": gettext_lazy("A picture may have 40 million points at most."),
    "large": gettext_lazy("This picture is too large. Make it smaller first."),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture drawn anew: `type` is jpeg or png, the sides are in points."""

    data: bytes
    type: str
    width: int
    height: int


def is_picture(data: bytes) -> bool:
    """Whether bytes begin as a JPEG, PNG or WebP does."""
    return data.startswith(STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def clean(data: bytes, *sides: int, most: int = 8 * MOST_BYTES) -> Picture:
    """The picture alone, upright.

    Its longer side has at most the first of `sides` (LONGEST_SIDE) points; a later one
    where the file would have more than `most` bytes. Raises ValidationError, in words.
    """
    if len(data) > MOST_BYTES:
        raise ValidationError(_("A picture may have 16 MB at most."))
    if not is_picture(data):
        raise ValidationError(_("This is no picture: take a JPEG, PNG or WebP."))
    words = [str(one) for one in (most, *(sides or (LONGEST_SIDE,)))]
    try:
        made, drawn = jail.read("accord.people.drawing", *words, data=data)
    except jail.Broken:
        raise ValidationError(str(BROKEN)) from None
    except jail.NotTaken as refused:
        raise ValidationError(str(SAID[str(refused)])) from None
    kind, width, height = made.split(":")
    return Picture(drawn, kind, int(width), int(height))
