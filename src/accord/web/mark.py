"""The mark of a hub, or the stamp of a member: drawn from a hex id, nothing else.

Petals (what an eye remembers) come from the id as three closed curves, filled
even-odd, like the rosette on a certificate. The milled edge (what an eye can compare)
is the id itself: 32 teeth, clockwise from the top, tall for 1 and short for 0, the
first 8 hex digits. Petals are mirrored, never merely turned, and there are seven or
more of them: no mark can come out as a cross, a hooked cross, a crescent, a five- or a
six-pointed star, or an emblem that the Geneva Conventions protect.

Browsers draw the same mark with static/accord/js; a test compares the two.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

NEEDED = 24  # hex digits
PETALS = (7, 8, 9, 10, 11, 12, 13, 14)
Point = tuple[float, float]


@dataclass(frozen=True)
class Mark:
    """Two SVG paths in a box of 100 x 100; `edge` is empty for a plain mark."""

    rosette: str
    edge: str


@lru_cache(maxsize=512)
def draw(hex_id: str, *, plain: bool = False) -> Mark:
    """The mark of an id of 24 hex digits or more."""
    digits = [int(digit, 16) for digit in hex_id[8:NEEDED]]
    if len(digits) < NEEDED - 8:
        raise ValueError(f"A mark needs {NEEDED} hex digits.")
    full = 46 if plain else 38
    many, other = PETALS[digits[0] >> 1], PETALS[digits[1] >> 1]
    rosette = [
        _petals(
            many,
            full * (0.5 + 0.1 * (digits[2] % 4)),
            full * 1.08,
            turned=bool(digits[3] % 2),
            width=digits[12] % 3,
        ),
        _petals(
            many if digits[4] % 4 else other,
            full * (0.14 + 0.09 * (digits[5] % 4)),
            full * (0.72 + 0.08 * (digits[6] % 4)),
            turned=bool(digits[7] % 2),
            width=digits[13] % 3,
        ),
        _petals(
            other if digits[8] % 2 else many,
            full * (0.08 + 0.05 * (digits[9] % 4)),
            full * (0.26 + 0.08 * (digits[10] % 4)),
            turned=bool(digits[11] % 2),
            width=digits[14] % 3,
        ),
    ]
    return Mark("".join(rosette), "" if plain else _edge(hex_id))


def svg(hex_id: str, label: str = "", *, plain: bool = False) -> SafeString:
    """The whole picture for a page; without a label it is an ornament."""
    drawn = draw(hex_id, plain=plain)
    name = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )
    teeth = format_html('<path class="edge" d="{}"/>', drawn.edge) if drawn.edge else ""
    return format_html(
        '<svg class="mark" viewBox="0 0 100 100" {}>'
        '<path fill-rule="evenodd" d="{}"/>{}</svg>',
        name,
        drawn.rosette,
        teeth,
    )


def _petals(many: int, inner: float, outer: float, *, turned: bool, width: int) -> str:
    """A closed curve of petals between two radii; width 0 is a wave, 1 a scallop."""
    points = []
    for i in range(many):
        middle = i + (0.5 if turned else 0)
        for radius, aside in _corners(inner, outer, width):
            angle = (2 * math.pi * (middle + aside)) / many
            points.append(_at(angle, radius))
    path = f"M{_text(_between(points[-1], points[0]))}"
    for point, following in zip(points, [*points[1:], points[0]], strict=True):
        path += f"Q{_text(point)} {_text(_between(point, following))}"
    return f"{path}Z"


def _corners(inner: float, outer: float, width: int) -> list[tuple[float, float]]:
    if width == 0:
        return [(outer, 0), (inner, 0.5)]
    aside = 0.16 + 0.1 * width
    return [(outer, -aside), (outer, aside), (inner, 0.5)]


def _edge(hex_id: str) -> str:
    """The teeth of the edge: one path for 32 bits."""
    bits = int(hex_id[:8], 16)
    path = ""
    for i in range(32):
        angle = (2 * math.pi * i) / 32
        start = 43.2 if (bits >> (31 - i)) & 1 else 46.6
        path += f"M{_text(_at(angle, start))}L{_text(_at(angle, 49))}"
    return path


def _at(angle: float, radius: float) -> Point:
    return 50 + radius * math.sin(angle), 50 - radius * math.cos(angle)


def _between(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _text(point: Point) -> str:
    return f"{_short(point[0])} {_short(point[1])}"


def _short(value: float) -> str:
    """As JavaScript's `+value.toFixed(1)`; no value in a mark is negative."""
    text = str(Decimal(value).quantize(Decimal("0.1"), ROUND_HALF_UP))
    return text.removesuffix(".0")
