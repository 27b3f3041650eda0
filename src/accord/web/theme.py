"""The coalition's colour: one hue out of its id, never one that means a state.

Lightness and chroma are those of tokens.css, so contrast holds at every hue. Browsers
without oklch() get hex values that this module computes (Björn Ottosson's Oklab).
"""

from __future__ import annotations

import math

# green and blue to pink; red, amber and the green of "yes" belong to the states
ALLOWED: tuple[int, ...] = (*range(100, 126), *range(180, 346))
BEFORE_FOUNDING = 225

# name: (lightness, chroma), in light and in dark mode
LIGHT = {
    "accent": (0.43, 0.085),
    "accent-strong": (0.34, 0.07),
    "accent-soft": (0.95, 0.013),
    "accent-line": (0.79, 0.055),
}
DARK = {
    "accent": (0.79, 0.08),
    "accent-strong": (0.88, 0.05),
    "accent-soft": (0.29, 0.04),
    "accent-line": (0.47, 0.07),
    "on-accent": (0.22, 0.04),
}


def hue(coalition_id: str) -> int:
    """The hue of a coalition, in degrees."""
    if not coalition_id:
        return BEFORE_FOUNDING
    return ALLOWED[int(coalition_id[24:32], 16) % len(ALLOWED)]


def stylesheet(degrees: int) -> str:
    """A style sheet that comes after tokens.css."""
    return (
        f":root{{--hue:{degrees}}}\n"
        "@supports not (color: oklch(50% .1 225)) {\n"
        f":root{{{_values(LIGHT, degrees)}}}\n"
        "@media (prefers-color-scheme: dark) {"
        f":root{{{_values(DARK, degrees)}}}}}\n"
        "}\n"
    )


def accent(degrees: int) -> str:
    """The accent on paper, as hex: for pictures outside a page."""
    return to_hex(*LIGHT["accent"], degrees)


def to_hex(lightness: float, chroma: float, degrees: float) -> str:
    """An oklch colour as #rrggbb, clipped to sRGB."""
    a = chroma * math.cos(math.radians(degrees))
    b = chroma * math.sin(math.radians(degrees))
    l_, m_, s_ = (
        (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3,
        (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3,
        (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3,
    )
    linear = (
        4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_,
        -1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_,
        -0.0041960863 * l_ - 0.7034186147 * m_ + 1.7076147010 * s_,
    )
    return "#" + "".join(f"{_byte(value):02x}" for value in linear)


def _byte(linear: float) -> int:
    value = min(max(linear, 0.0), 1.0)
    curved = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(255 * curved)


def _values(table: dict[str, tuple[float, float]], degrees: int) -> str:
    return ";".join(f"--{name}:{to_hex(*lc, degrees)}" for name, lc in table.items())
