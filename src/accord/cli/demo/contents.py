"""What the story says: texts with their dates, names, items, places."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from accord.cli.demo.calendar import Calendar

LANGUAGES = ("en", "ro", "uk")


@cache
def load(name: str) -> dict[str, Any]:
    """One of the JSON files beside this module."""
    path = Path(__file__).parent / "data" / f"{name}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def texts(name: str, prefix: str, calendar: Calendar) -> dict[str, dict[str, str]]:
    """The contents `<prefix>.<language>` of a statement or of the declaration."""
    return {
        f"{prefix}.{language}": _filled(document, language, calendar)
        for language, document in load("texts")[name].items()
    }


def _filled(
    document: Mapping[str, Any], language: str, calendar: Calendar
) -> dict[str, str]:
    parts = {**document, "text": "\n\n".join(document["text"])}
    return {name: calendar.fill(part, language) for name, part in parts.items()}
