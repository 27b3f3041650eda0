"""The links at the top of public pages and in the rail of the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Link:
    """One link; `current` when the page that is open is it, or lies below it."""

    url: str
    label: str | Promise
    current: bool
    first: bool = False


# paths after the language; the first of each list also stands for its front page
PUBLIC: tuple[tuple[str, str | Promise], ...] = (
    ("", pgettext_lazy("public page", "News")),
    ("declaration", _("Declaration")),
    ("check", _("Check words")),
)
DESK: tuple[tuple[str, str | Promise], ...] = (
    ("desk/", _("Waiting for you")),
    ("desk/search", _("Search")),
    ("desk/statements", _("Statements")),
    ("desk/actions", _("Actions")),
    ("desk/reports", _("Reports")),
    ("desk/supplies", _("Supplies")),
    ("desk/members", _("Members")),
    ("desk/devices", _("Devices")),
)


def public(path: str, language: str) -> list[Link]:
    """The links of public pages."""
    return _links(PUBLIC, path, language, below={"": f"/{language}/statements"})


def desk(path: str, language: str) -> list[Link]:
    """The links of the rail."""
    return _links(DESK, path, language, below={})


def _links(
    table: tuple[tuple[str, str | Promise], ...],
    path: str,
    language: str,
    below: dict[str, str],
) -> list[Link]:
    first = table[0][0]
    return [
        Link(
            url := f"/{language}/{part}",
            label,
            current=_is_at(path, url, exact=part == first)
            or (part in below and _is_at(path, below[part], exact=False)),
            first=part == first,
        )
        for part, label in table
    ]


def _is_at(path: str, url: str, *, exact: bool) -> bool:
    bare, here = url.rstrip("/"), path.rstrip("/")
    return here == bare or (not exact and here.startswith(f"{bare}/"))
