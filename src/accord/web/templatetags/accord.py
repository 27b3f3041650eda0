"""Tags and filters that every template may use without loading them.

docs/pages.md shows each with an example.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info

from accord.ledger import clock, confirmed
from accord.ledger.confirmed import Confirmed
from accord.people import times, zones
from accord.supplies import units
from accord.web import badges, shell
from accord.web import mark as marks
from accord.web.assets import assets
from accord.web.tally import Tally

register = template.Library()

IN = {"en": "In English", "uk": "Українською", "ru": "По-русски", "ro": "În română"}
SEATS = ("signed", "silent", "abstains", "objects")  # the order on the board


@register.simple_tag
def asset(name: str) -> str:
    """The address of a static file: {% asset "accord/js/desk.js" %}"""
    return assets().url(name)


@register.simple_tag
def integrity(name: str) -> str:
    """A static file's hash, as browsers compare it."""
    return assets().files[name].integrity


@register.simple_tag
def files_of(*names: str) -> SafeString:
    """JSON: the addresses of static files and of every script that they may import."""
    found = shell.files(assets(), names, get_language() or "en")
    return mark_safe(json.dumps(found))  # noqa: S308 - addresses of our own files


@register.simple_tag
def style(name: str) -> SafeString:
    """A style sheet, with its integrity."""
    return _linked('<link rel="stylesheet" href="{}" integrity="{}">', name)


@register.simple_tag
def script(name: str) -> SafeString:
    """A script as a module, which runs when the page is there, with its integrity."""
    return _linked('<script type="module" src="{}" integrity="{}"></script>', name)


@register.simple_tag
def script_first(name: str) -> SafeString:
    """A script that runs before anything of the page is shown, with its integrity."""
    return _linked('<script src="{}" integrity="{}"></script>', name)


def _linked(tag: str, name: str) -> SafeString:
    return format_html(tag, assets().url(name), assets().files[name].integrity)


@register.simple_tag(takes_context=True)
def body_facts(context: template.Context) -> SafeString:
    """What scripts have to know: the coalition, its zone, and who is signed in."""
    facts = format_html(
        'data-coalition="{}" data-zone="{}" data-zone-said="{}"',
        context["site"].coalition_id,
        context["zone"],
        zone_said(context["zone"]),
    )
    if not (reader := context.get("reader")):
        return facts
    return format_html(
        '{} data-member="{}" data-key="{}"', facts, reader.member, reader.key
    )


@register.simple_tag
def mark(hex_id: str, label: str = "", plain: object = False) -> SafeString:
    """A mark or stamp: {% mark site.mark %}, {% mark seat.mark plain=True %}"""
    return marks.svg(hex_id, label, plain=bool(plain))


@register.simple_tag
def badge(state: str, text: str = "") -> SafeString:
    """A sign, a word and a colour: {% badge "signed" %}; the word may be another."""
    return badges.html(state, text)


@register.simple_tag
def member(name: str, handle: str) -> SafeString:
    """A member by name; one without a name by its handle, set as a handle."""
    return format_html("{}", name) if name else format_html("<bdi>{}</bdi>", handle)


@register.inclusion_tag("components/tally.html")
def tally(
    *,
    signed: int = 0,
    silent: int = 0,
    abstains: int = 0,
    objects: int = 0,
    needed: int = 0,
    you: object = False,
    size: str = "",
) -> dict[str, object]:
    """{% tally signed=3 silent=1 needed=3 %}, or size="large" for a whole block."""
    counted = Tally(
        signed=signed,
        silent=silent,
        abstains=abstains,
        objects=objects,
        needed=needed,
        you=bool(you),
    )
    return {"tally": counted, "size": size}


@register.inclusion_tag("components/board.html")
def board(board: object) -> dict[str, object]:
    """The board of a joint decision; its shape is in docs/pages.md."""
    seats = sorted(_get(board, "seats"), key=lambda seat: _rank(seat))
    counted = _count(seats, _get(board, "needed"))
    groups = _get(board, "groups") or [counted]
    return {"board": board, "seats": seats, "tally": counted, "groups": groups}


@register.simple_tag
def confirmation(act_id: str) -> Confirmed:
    """How far a record is confirmed: {% confirmation act.id as confirmed %}"""
    return confirmed.of_act(act_id)


@register.filter
def when(moment: datetime, style: str = "when") -> SafeString:
    """An aware time as <time>: {{ act.time|when }}, {{ act.time|when:"short" }}"""
    return format_html(
        '<time datetime="{}">{}</time>',
        moment.isoformat(),
        times.said(moment, clock.now(), style),
    )


@register.filter
def day(value: date) -> SafeString:
    """A date without a time: {{ lot.expiry|day }} is 30 November 2026."""
    said = times.dated(value, "j E Y")
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), said)


@register.filter
def zone_said(zone: str) -> str:
    """How scripts say a time in a zone: {time} Kyiv time"""
    return zones.at(zone, "{time}")


@register.filter
def dated(value: date, pattern: str) -> str:
    """A date by a pattern, where no <time> can stand: {{ week|dated:"j E" }}"""
    return times.dated(value, pattern)


@register.filter
def number(value: float) -> str:
    """A number with its thousands apart, as the language writes it."""
    return formats.number_format(value, force_grouping=True)


@register.filter
def unit(item: object, n: int) -> str:
    """What stands behind a number of an item: {{ n|number }} {{ item|unit:n }}"""
    return units.behind_number(_get(item, "unit"), n)


@register.filter
def grouped(hex_id: str, digits: int = 16) -> SafeString:
    """The first digits of an id, in fours: {{ act.id|grouped }}"""
    shown = hex_id[:digits]
    fours = " ".join(shown[i : i + 4] for i in range(0, len(shown), 4))
    return format_html('<span class="exact" title="{}">{}</span>', hex_id, fours)


@register.filter
def language_name(code: str) -> str:
    """A language in the language of the page: Ukrainian."""
    return str(_language(code, "name_translated"))


@register.filter
def own_name(code: str) -> str:
    """A language in itself: Українська."""
    return str(_language(code, "name_local"))


@register.filter
def in_language(code: str) -> str:
    """For a link to a text in that language: Українською."""
    return IN.get(code, own_name(code))


def _language(code: str, part: str) -> object:
    try:
        return get_language_info(code)[part]
    except KeyError:
        return code


def _get(thing: object, name: str) -> Any:  # noqa: ANN401  (as templates do)
    if isinstance(thing, Mapping):
        return thing.get(name)
    return getattr(thing, name, None)


def _rank(seat: object) -> int:
    return SEATS.index(_get(seat, "state"))


def _count(seats: Iterable[object], needed: int) -> Tally:
    states = [_get(seat, "state") for seat in seats]
    you = any(_get(seat, "you") and _get(seat, "state") == "silent" for seat in seats)
    return Tally(
        signed=states.count("signed"),
        silent=states.count("silent") - you,
        abstains=states.count("abstains"),
        objects=states.count("objects"),
        needed=needed,
        you=you,
    )
