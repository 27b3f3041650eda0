"""What the form of a new report begins with, and where it leads."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from accord.core.acts import times
from accord.ledger import clock
from accord.people.numbers import number
from accord.people.reader import Reader
from accord.reports import queries
from accord.reports.models import Item
from accord.reports.sources import visible_items

MINUTE = "%Y-%m-%dT%H:%M"


def initial(
    reader: Reader, given: Mapping[str, str], over: queries.ReportView | None
) -> dict[str, object]:
    """The fields of a new report: of a source's item, or of an older report."""
    found: dict[str, object] = {"observed": _local(clock.text())}
    if given.get("about"):
        found["about"] = [given["about"]]
    asked = number(given.get("item", ""))
    items = visible_items(reader)
    item = items.filter(id=asked).first() if asked is not None else None
    if item is not None:
        return found | of_item(item, reader)
    if over is None:
        return found
    return found | {
        "title": over.title,
        "text": over.text,
        "place": over.place,
        "site": over.site,
        "marking": over.marking,
        "audience": [one.handle for one in over.audience],
        "topics": list(over.topics),
        "about": list(over.about),
        "reliable": over.reliable,
        "certain": over.certain,
    }


def of_item(item: Item, reader: Reader) -> dict[str, object]:
    """A report that keeps what a source said, which source it was, and when."""
    few = item.source.audience.split()
    audience = sorted({*few, item.source.by} - {reader.member}) if few else []
    said = [item.text, f"{item.source.title}: {item.url}" if item.url else ""]
    return {
        "item": item.pk,
        "topics": [],
        "title": item.title[:200],
        "text": "\n\n".join(one for one in said if one) or item.title,
        "observed": _local(min(item.published, clock.text())),
        "marking": "amber-strict" if audience else "amber" if few else "green",
        "audience": audience,
    }


def _local(time: str) -> str:
    """A moment as the browser's field writes it."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return times.parse(time).astimezone(zone).strftime(MINUTE)


def after(given: Mapping[str, str], page: str) -> str:
    """Where a signed report leads: to its page, by way of what it was made of."""
    over, item = given.get("over", ""), number(given.get("item", ""))
    if item is not None:
        made = reverse("reports:made", args=[item, "0" * 64])
        return made.replace("0" * 64, "{act}")
    return f"{page}?over={over}" if over.isalnum() else page
