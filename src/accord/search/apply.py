"""Writes what can be found, from what the log changed."""

from collections.abc import Iterable, Sequence

from django.db.models import Model

from accord.core.acts.act import Act
from accord.core.rules.changes import Change, Erased, Signed
from accord.ledger import queries
from accord.ledger.bulk import insert
from accord.ledger.cache import reading
from accord.people.may import audience_in
from accord.search import fts, things
from accord.search.folding import folded
from accord.search.groups import group
from accord.search.models import Document
from accord.search.reading import Words, read
from accord.search.row import Row

TABLES: tuple[type[Model], ...] = (Document,)


def clear() -> None:
    """Empties the index, before it is built anew."""
    Document.objects.all().delete()
    fts.clear()


def apply(changes: Sequence[Change]) -> None:
    """Writes what is new, and takes out what was erased."""
    new = {
        one.act.id: (one.index, one.act)
        for one in changes
        if isinstance(one, Signed) and one.first and group(one.act.kind)
    }
    _put(new.values())
    erased = {one.act_id for one in changes if isinstance(one, Erased)}
    if erased:
        again(erased)


def again(act_ids: Iterable[str]) -> None:
    """Reads acts anew: some of their contents came, or went for good; and those that
    speak of these by id.
    """
    changed = set(act_ids)
    with reading() as state:
        changed |= things.about(changed, state)
    acts = [row for one in sorted(changed) if (row := queries.act(one)) is not None]
    rows = Document.objects.filter(id__in=[row.index for row in acts])
    there = set(rows.values_list("id", flat=True))
    fts.drop(sorted(there))
    rows.delete()
    _put((row.index, row.parsed) for row in acts if row.index in there)


def _put(found: Iterable[tuple[int, Act]]) -> None:
    """Acts with the index of their first record, which is their number."""
    acts = list(found)
    hashes = [ref.sha256 for _, act in acts for ref in act.blobs.values()]
    with reading() as state:
        named = [things.names(act, state) for _, act in acts]
        documents = queries.documents(
            [*hashes, *(one for each in named for one in each)]
        )
        rows = [
            _row(number, act, read(act, documents, goods), audience_in(state, act))
            for (number, act), goods in zip(acts, named, strict=True)
        ]
    insert(
        Document,
        ("id", "key", "group", "audience"),
        (
            (row.number, act.id, row.group, _between(row))
            for row, (_, act) in zip(rows, acts, strict=True)
        ),
    )
    fts.put(rows)


def _row(number: int, act: Act, said: Words, audience: frozenset[str] | None) -> Row:
    title, text = folded(said.title), folded(said.text)
    return Row(number, title, text, group(act.kind), audience)


def _between(row: Row) -> str:
    if row.audience is None:
        return ""
    return f" {' '.join(sorted(row.audience))} "
