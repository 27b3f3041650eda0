"""A picture for the story, drawn by ourselves: two wells with their boards."""

from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 600
SKY, EARTH, STONE, DARK = "#dcebf0", "#b9a77c", "#8d8f8c", "#3f4b50"
BOARDS = ("#1f5f99", "#b3261e")


def wells() -> bytes:
    """A blue board where the well may be used, a red one where it may not (PNG)."""
    image = Image.new("RGB", (WIDTH, HEIGHT), SKY)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 430, WIDTH, HEIGHT), fill=EARTH)
    for at, board in enumerate(BOARDS):
        _well(pen, 130 + at * 560, board)
    few = image.convert("P", palette=Image.Palette.ADAPTIVE, colors=16)
    out = BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _well(pen: ImageDraw.ImageDraw, left: int, board: str) -> None:
    pen.rectangle((left, 360, left + 220, 500), fill=STONE)
    pen.ellipse((left, 335, left + 220, 385), fill=DARK)
    for post in (left + 10, left + 200):
        pen.rectangle((post, 170, post + 12, 360), fill=DARK)
    pen.polygon([(left - 30, 180), (left + 110, 90), (left + 252, 180)], fill=DARK)
    pen.rectangle((left + 300, 260, left + 312, 500), fill=DARK)
    pen.rectangle((left + 256, 180, left + 356, 280), fill=board)
