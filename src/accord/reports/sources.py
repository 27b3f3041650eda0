"""Watched sources: who sees them, and what they said, each thing once."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db import transaction
from django.db.models import Q, QuerySet
from rapidfuzz import fuzz, process

from accord.core.acts import times
from accord.ledger import clock
from accord.people.may import reports_open_to
from accord.people.reader import Reader
from accord.reports.models import Item, Made, Source
from accord.search.folding import folded, stems

NEAR_DAYS = 3
NEAR = 90  # of 100: how alike two texts have to be
COMPARED = 600
LEAST = 60  # shorter texts are alike by chance
MOST_COMPARED = 2000
KEPT_DAYS = 90
_TRACKING = re.compile(r"utm_|fbclid|gclid|mc_|ref$|at_", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def visible(reader: Reader) -> QuerySet[Source]:
    """The sources that a reader may see."""
    return Source.objects.filter(reports_open_to(reader.member))


def visible_items(reader: Reader) -> QuerySet[Item]:
    """What they said, also where another said the same before."""
    return Item.objects.filter(source__in=visible(reader)).select_related("source")


def told_once(reader: Reader) -> QuerySet[Item]:
    """What they said, each thing once, newest first."""
    first = Q(same_as=None) | ~Q(same_as__source__in=visible(reader))
    return visible_items(reader).filter(first).order_by("-published", "-id")


def found(reader: Reader, query: str) -> QuerySet[Item]:
    """The items that have every word of `query`, compared as search does."""
    rows = told_once(reader)
    for word in stems(query):
        rows = rows.filter(search__contains=word)
    return rows


def also_said(items: Iterable[Item], reader: Reader) -> dict[int, list[Item]]:
    """By an item's number: the items of other sources that say the same."""
    said: dict[int, list[Item]] = {}
    rows = visible_items(reader).filter(same_as__in=[one.pk for one in items])
    for row in rows.order_by("published"):
        said.setdefault(row.same_as_id or 0, []).append(row)
    return said


def made_of(items: Iterable[Item]) -> dict[int, list[str]]:
    """By an item's number: the reports that were made of it."""
    made: dict[int, list[str]] = {}
    for row in Made.objects.filter(item__in=[one.pk for one in items]):
        made.setdefault(row.item_id, []).append(row.id)
    return made


def link_of(url: str) -> str:
    """The same for addresses that lead to the same page: without what only tracks."""
    if not url:
        return ""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    query = [one for one in parse_qsl(parts.query) if not _TRACKING.match(one[0])]
    path = parts.path.rstrip("/")
    return sha256(f"{host}{path}?{urlencode(sorted(query))}".encode()).hexdigest()


@transaction.atomic
def take(source: Source, items: Iterable[Mapping[str, str]]) -> int:
    """Keeps what a source says now; returns how many items are new."""
    now = clock.text()
    new = 0
    for one in items:
        search = folded(f"{one['title']} {one['text']}")
        fields = {
            "url": one["url"],
            "link": link_of(one["url"]),
            "title": one["title"],
            "text": one["text"],
            "search": search,
        }
        row = Item.objects.filter(source=source, key=one["key"]).first()
        if row is not None:
            Item.objects.filter(pk=row.pk).update(**fields)
            continue
        published = min(one["published"] or now, now)
        if published < times.shift(now, days=-KEPT_DAYS):
            continue
        Item.objects.create(
            source=source,
            key=one["key"],
            published=published,
            found=now,
            same_as=_same(source, fields["link"], search, published),
            **fields,
        )
        new += 1
    return new


def _same(source: Source, link: str, search: str, published: str) -> Item | None:
    """The first item of another source that says the same, if one does."""
    others = Item.objects.exclude(source=source).order_by("-id")
    if link:
        row = others.filter(link=link).select_related("same_as").first()
        if row is not None:
            return row.same_as or row
    text = search[:COMPARED]
    if len(text) < LEAST:
        return None
    near = others.filter(
        published__gte=times.shift(published, days=-NEAR_DAYS),
        published__lte=times.shift(published, days=NEAR_DAYS),
    )
    texts = {
        pk: said[:COMPARED]
        for pk, said in near.values_list("pk", "search")[:MOST_COMPARED]
        if _DIGITS.findall(said[:COMPARED]) == _DIGITS.findall(text)
    }
    best = process.extractOne(text, texts, scorer=fuzz.ratio, score_cutoff=NEAR)
    if best is None:
        return None
    row = Item.objects.select_related("same_as").get(pk=best[2])
    return row.same_as or row


@transaction.atomic
def remove(source: Source) -> None:
    """Takes a source away; what others said too stays with the first of them."""
    for one in Item.objects.filter(same_as__source=source).order_by("id"):
        row = Item.objects.select_related("same_as").get(pk=one.pk)
        if row.same_as is not None and row.same_as.source_id == source.pk:
            rest = Item.objects.filter(same_as=row.same_as).exclude(pk=row.pk)
            rest.update(same_as=row)
            Item.objects.filter(pk=row.pk).update(same_as=None)
    source.delete()


def tidy() -> None:
    """Forgets what is old and became no report."""
    old = times.write(clock.now() - timedelta(days=KEPT_DAYS))
    Item.objects.filter(found__lt=old, made=None).delete()
