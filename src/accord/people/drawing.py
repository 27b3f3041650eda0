"""`python -m accord.people.drawing MOST SIDE...`: the process that draws pictures anew.

It takes a picture on its input and answers on its output, see accord.people.jail. The
longer side is the first of the sides at which the file has MOST bytes at most. Only the
points are kept; their number is looked at before one of them is unpacked.
"""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from accord.people import jail

MOST_POINTS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 85


def draw(data: bytes, most: int, sides: list[int]) -> tuple[str, bytes]:
    """`<type>:<width>:<height>` and the bytes; the sides go from long to short.

    A picture that can be seen through, or has few colours, becomes a PNG, any other a
    JPEG. The same bytes give the same picture. Raises NotTaken: broken, points, large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow's own doubt about a size
            points, kind = _points(data, sides[0])
    except (OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError):
        # Pillow says in these ways that a file is broken.
        raise jail.NotTaken("broken") from None
    for side in sides:
        points.thumbnail((side, side))
        made = _written(points, kind)
        if len(made) <= most:
            return f"{kind}:{points.width}:{points.height}", made
    raise jail.NotTaken("large")


def _points(data: bytes, longest: int) -> tuple[Image.Image, str]:
    """The points alone, upright, and which kind of file they become."""
    with Image.open(BytesIO(data), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_POINTS:
            raise jail.NotTaken("points")
        opened.draft("RGB", (longest, longest))  # a JPEG is unpacked smaller at once
        clear = opened.has_transparency_data
        few = opened.format == "PNG" and opened.mode in ("1", "L", "P")
        mode = "RGBA" if clear else "RGB"
        # Smaller first, then upright: forty million points are not held twice over.
        points = opened if opened.mode == mode else opened.convert(mode)
        points.thumbnail((longest, longest))
        ImageOps.exif_transpose(points, in_place=True)
        bare = Image.new(points.mode, points.size)
        bare.paste(points)
    return bare, "png" if clear or few else "jpeg"


def _written(points: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    if kind == "png":
        points.save(out, "PNG", optimize=True)
    else:
        points.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def answer(words: list[str], data: bytes) -> bytes:
    """What comes of a picture."""
    most, *sides = (int(one) for one in words)
    return jail.answer(lambda: draw(data, most, sides))


if __name__ == "__main__":
    jail.serve(answer)
