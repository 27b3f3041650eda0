"""Pictures are drawn anew: nothing of the file but its points is kept."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from accord.people.pictures import MOST_BYTES, clean


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    """The bytes of a picture."""
    out = BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def photo() -> bytes:
    """A JPEG on its side, from a camera that says who, where and with what."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x013B] = "Canary Author"
    exif[0x010F] = "Canary Camera"
    exif.get_ifd(0x8825)[2] = (45.0, 1.0, 2.0)
    image = Image.radial_gradient("L").resize((60, 40)).convert("RGB")
    return saved(image, "JPEG", exif=exif, comment=b"Canary comment")


def test_a_photo_loses_where_who_and_with_what_and_stands_upright() -> None:
    data = photo() + b"Canary behind the end"
    assert b"Canary" in data
    cleaned = clean(data)
    assert (cleaned.type, cleaned.width, cleaned.height) == ("jpeg", 40, 60)
    assert b"Canary" not in cleaned.data
    with Image.open(BytesIO(cleaned.data)) as image:
        assert dict(image.getexif()) == {}
        assert image.size == (40, 60)
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_png_loses_its_texts_and_stays_clear() -> None:
    texts = PngInfo()
    texts.add_text("Author", "Canary Author")
    data = saved(Image.new("RGBA", (9, 7), (1, 2, 3, 40)), "PNG", pnginfo=texts)
    assert b"Canary" in data
    cleaned = clean(data)
    assert cleaned.type == "png"
    assert b"Canary" not in cleaned.data
    with Image.open(BytesIO(cleaned.data)) as image:
        assert image.getpixel((0, 0)) == (1, 2, 3, 40)


def test_what_was_cleaned_stays_harmless() -> None:
    once = clean(photo())
    assert clean(once.data).width == once.width
    assert clean(photo()) == once


def test_a_large_picture_becomes_smaller() -> None:
    cleaned = clean(saved(Image.new("RGB", (3000, 1000)), "WEBP"), 300)
    assert (cleaned.width, cleaned.height) == (300, 100)


def bomb() -> bytes:
    """A small PNG that says that it has 900 million points, all black."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg onload='alert(1)'></svg>", "This is no picture"),
        (b"GIF89a" + bytes(20), "This is no picture"),
        (b"", "This is no picture"),
        (photo()[:200], "This picture is broken"),
        (b"\xff\xd8\xff" + bytes(100), "This picture is broken"),
        (bomb(), "at most|broken"),
        (b"\xff\xd8\xff" + bytes(17_000_000), "16 MB at most"),
    ],
    ids=["svg", "gif", "nothing", "cut off", "only a start", "bomb", "too large"],
)
def test_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        clean(data)


def many_scans(times: int) -> bytes:
    """A progressive JPEG that is drawn over and over: minutes of work in few bytes."""
    image = Image.effect_noise((64, 64), 50).resize((3000, 3000))
    data = saved(image, "JPEG", progressive=True, quality=20)
    scan = min(data[:-2].split(b"\xff\xda")[2:], key=len)
    return data[:-2] + (b"\xff\xda" + scan) * times + b"\xff\xd9"


@pytest.mark.parametrize("times", [0, 50_000])
def test_a_picture_that_takes_too_long_ends_its_process(times: int) -> None:
    code = (
        "from accord.people import drawing, jail; jail.SECONDS = 1;"
        "jail.serve(drawing.answer)"
    )
    command = [sys.executable, "-c", code, str(MOST_BYTES), "100"]
    data = many_scans(times)
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert done.stdout.startswith(b"ok:jpeg:100:100") is (times == 0)
    assert (done.returncode == 0) is (times == 0)


def test_only_a_process_of_its_own_unpacks_a_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_given: object, **_more: object) -> None:
        raise AssertionError("unpacked here")

    data = photo()
    monkeypatch.setattr(Image, "open", never)
    assert clean(data).height == 60
