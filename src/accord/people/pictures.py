"""Pictures that people hand in, made harmless: drawn anew from their points alone.

Nothing of the file is kept: no place, camera, author, comment, colour profile, second
picture or bytes behind the end. Which kind it is, its first bytes say, not its name;
its size is looked at before a point of it is unpacked.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MOST_BYTES = 16 * 1024 * 1024
MOST_POINTS = 40_000_000
LONGEST_SIDE = 4096
FORMATS = ("JPEG", "PNG", "WEBP")
STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
QUALITY = 85


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


def clean(data: bytes, longest: int = LONGEST_SIDE) -> Picture:
    """The picture alone, upright, its longer side at most `longest` points.

    A picture that can be seen through, or has few colours, becomes a PNG, any other a
    JPEG. The same bytes give the same picture. Raises ValidationError, in words.
    """
    if len(data) > MOST_BYTES:
        raise ValidationError(_("A picture may have 16 MB at most."))
    if not is_picture(data):
        raise ValidationError(_("This is no picture: take a JPEG, PNG or WebP."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow's own doubt about a size
            return _drawn(data, longest)
    except (OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError):
        # Pillow says in these ways that a file is broken.
        raise ValidationError(_("This picture is broken; it cannot be read.")) from None


def _drawn(data: bytes, longest: int) -> Picture:
    with Image.open(BytesIO(data), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_POINTS:
            raise ValidationError(_("A picture may have 40 million points at most."))
        opened.draft("RGB", (longest, longest))  # a JPEG is unpacked smaller at once
        upright = ImageOps.exif_transpose(opened)
        clear = upright.has_transparency_data
        few = opened.format == "PNG" and upright.mode in ("1", "L", "P")
        points = upright.convert("RGBA" if clear else "RGB")
    points.thumbnail((longest, longest))
    bare = Image.new(points.mode, points.size)
    bare.paste(points)
    out = BytesIO()
    if clear or few:
        bare.save(out, "PNG", optimize=True)
    else:
        bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    kind = "png" if clear or few else "jpeg"
    return Picture(out.getvalue(), kind, bare.width, bare.height)
