"""The coalition's colour: readable at every hue that it may have."""

import hashlib

import pytest
from django.test import Client

from accord.web import theme

PAPER, WHITE, DARK_SHEET = "#f4f6f6", "#ffffff", "#162027"


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_known_colours() -> None:
    assert theme.to_hex(1, 0, 0) == "#ffffff"
    assert theme.to_hex(0, 0, 0) == "#000000"
    assert theme.to_hex(0.627955, 0.257683, 29.2339) == "#ff0000"


def test_hues_keep_away_from_the_states() -> None:
    ids = [hashlib.sha256(bytes([n])).hexdigest() for n in range(200)]
    hues = {theme.hue(hex_id) for hex_id in ids}
    assert hues <= set(theme.ALLOWED)
    assert len(hues) > 100
    assert theme.hue("") == theme.BEFORE_FOUNDING


@pytest.mark.parametrize("degrees", theme.ALLOWED[::7])
def test_the_accent_can_be_read(degrees: int) -> None:
    light = {name: theme.to_hex(*lc, degrees) for name, lc in theme.LIGHT.items()}
    dark = {name: theme.to_hex(*lc, degrees) for name, lc in theme.DARK.items()}
    assert round(contrast(light["accent"], PAPER), 1) >= 7
    assert contrast(light["accent"], WHITE) > 7
    assert contrast(light["accent"], light["accent-soft"]) > 6
    assert contrast(dark["accent"], DARK_SHEET) > 7
    assert contrast(dark["on-accent"], dark["accent"]) > 7


@pytest.mark.django_db
def test_the_sheet_is_served(client: Client) -> None:
    response = client.get("/theme.css")
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.content.decode().startswith(":root{--hue:")


@pytest.mark.django_db
def test_the_icon_is_a_picture_without_a_style(client: Client) -> None:
    response = client.get("/mark.svg")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert b"<path fill=" in response.content
    assert b"style" not in response.content
