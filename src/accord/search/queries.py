"""Finding things, and counting them: only what this reader may see."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from accord.ledger import many, queries
from accord.ledger.cache import reading
from accord.ledger.queries import ActRow
from accord.people.may import readable
from accord.people.reader import Reader
from accord.search import fts, things
from accord.search.excerpts import Part, excerpt
from accord.search.folding import has, stems, words
from accord.search.models import Document
from accord.search.reading import SEPARATOR, Words, in_language, other_names

SHOWN = 20
COUNTED = 1000
SHORTEST = 2
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found; the words of `title` and `parts` are the reader's."""

    act: ActRow
    group: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found. `counts` by group; `many`: there are more than COUNTED."""

    hits: tuple[Hit, ...]
    counts: dict[str, int]
    total: int
    many: bool


NOTHING = Hits((), {}, 0, False)


def asked(query: str) -> str:
    """A query without what cannot be part of one; "" where it is too short."""
    tidy = " ".join(query[:LONGEST].split())
    return tidy if len(tidy) >= SHORTEST and stems(tidy) else ""


def search(
    reader: Reader, query: str, language: str, group: str = "", limit: int = SHOWN
) -> Hits:
    """What a reader may see of what has every word of the query, newest first."""
    wanted = stems(asked(query))
    numbers = fts.find(wanted, reader.member, COUNTED + 1)
    counts = _counts(numbers[:COUNTED])
    if group:
        numbers = fts.find(wanted, reader.member, limit, group)
    shown = Document.objects.filter(id__in=numbers[:limit]).order_by("-id")
    hits = _hits(shown, reader, wanted, language)
    total = counts[group] if group else sum(counts.values())
    return Hits(tuple(hits), dict(counts), total, len(numbers) > COUNTED)


def _counts(numbers: Sequence[int]) -> Counter[str]:
    """How much of each group there is among these."""
    rows = Document.objects.filter(id__in=numbers)
    return Counter(dict(rows.values_list("group").annotate(Count("id"))))


def newer(reader: Reader, query: str, after: int, group: str = "") -> list[int]:
    """The number of the newest thing that a reader may see, if it came after one."""
    return fts.find(stems(asked(query)), reader.member, 1, group, after)


def between(
    reader: Reader, since: int, until: int, language: str, limit: int = SHOWN
) -> tuple[list[Hit], int]:
    """What a reader may see of what came between two sizes of the log, newest first;
    and how much that is.
    """
    ours = Q(audience="") | Q(audience__contains=f" {reader.member} ")
    rows = Document.objects.filter(ours, id__gte=since, id__lt=until)
    return _hits(rows.order_by("-id")[:limit], reader, [], language), rows.count()


def _hits(
    rows: Iterable[Document], reader: Reader, wanted: list[str], language: str
) -> list[Hit]:
    """The index said that the reader may; the one place that decides is asked again."""
    listed = list(rows)
    found = many.acts([row.key for row in listed])
    let = {act.id for act in readable(reader, (act for _, act in found.values()))}
    rows_let = [row for row in listed if row.key in let]
    refs = [ref for row in rows_let for ref in found[row.key][1].blobs.values()]
    with reading() as state:
        goods = {row.key: things.names(found[row.key][1], state) for row in rows_let}
    named = (one for each in goods.values() for one in each)
    documents = queries.documents([*(ref.sha256 for ref in refs), *named])
    hits = []
    for row in rows_let:
        act, parsed = found[row.key]
        said = in_language(parsed, documents, language, goods[row.key])
        others = other_names(parsed, documents, goods[row.key])
        hits.append(Hit(act, row.group, said.title, _parts(said, others, wanted)))
    return hits


def _parts(
    said: Words, others: Sequence[str], wanted: Sequence[str]
) -> tuple[Part, ...]:
    """What it says; and by which of its names it was found, where that is not shown."""
    shown = words(f"{said.title} {said.text}")
    missing = [one for one in wanted if not has(shown, [one])]
    by = [one for one in others if any(has(words(one), [stem]) for stem in missing)]
    return excerpt(SEPARATOR.join([*by, *([said.text] if said.text else [])]), wanted)
