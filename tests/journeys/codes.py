"""Codes that one screen shows, for the camera of another browser.

Chromium can take its camera's pictures out of a file: uncompressed video (YUV4MPEG2),
whose pictures here are what a page's canvas showed, in grey.
"""

import base64
from pathlib import Path

from playwright.sync_api import Page

WIDTH, HEIGHT = 640, 480

# The next frame of the canvas that is not `last`, in grey; then its number.
_FRAME = """async (last) => {
  const canvas = document.querySelector("canvas.codes");
  while (canvas.dataset.frame === last) await new Promise(requestAnimationFrame);
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  let grey = "";
  for (let i = 0; i < data.length; i += 4) grey += String.fromCharCode(data[i]);
  return { number: canvas.dataset.frame, width, height, grey: btoa(grey) };
}"""


def shown(page: Page, frames: int) -> list[bytes]:
    """So many different pictures of the codes that a page shows, as the camera's."""
    pictures, last = [], ""
    for _ in range(frames):
        found = page.evaluate(_FRAME, last)
        last = found["number"]
        grey = base64.b64decode(found["grey"])
        pictures.append(placed(grey, found["width"], found["height"]))
    return pictures


def placed(grey: bytes, width: int, height: int) -> bytes:
    """A grey picture in the middle of a larger one, as a camera sees a screen."""
    assert width <= WIDTH
    assert height <= HEIGHT
    left, top = (WIDTH - width) // 2, (HEIGHT - height) // 2
    rows = [b"\x90" * WIDTH] * top
    for y in range(height):
        row = grey[y * width : (y + 1) * width]
        rows.append(b"\x90" * left + row + b"\x90" * (WIDTH - width - left))
    rows += [b"\x90" * WIDTH] * (HEIGHT - top - height)
    return b"".join(rows)


def film(pictures: list[bytes], to: Path) -> None:
    """What the camera sees, again and again: five pictures a second."""
    colours = b"\x80" * (WIDTH * HEIGHT // 2)
    with to.open("wb") as file:
        file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F5:1 Ip A1:1 C420jpeg\n".encode())
        for one in pictures:
            file.write(b"FRAME\n" + one + colours)
