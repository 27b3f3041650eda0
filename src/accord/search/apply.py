"""Writes what can be found, from what the log changed."""

from collections.abc import Iterable, Sequence

from django.db.models import Model

from accord.core.acts.act import Act
from accord.core.rules.changes import Change, Erased, Signed
from accord.ledger import queries
from accord.ledger.cache import reading
from accord.people.may import audience
from accord.search import fts
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
    """Reads acts anew: some of their contents came, or went for good."""
    rows = list(Document.objects.filter(key__in=list(act_ids)))
    fts.drop([one.id for one in rows])
    acts = [(one.id, queries.act(one.key)) for one in rows]
    found = [(number, row.parsed) for number, row in acts if row is not None]
    Document.objects.filter(id__in=[number for number, _ in found]).delete()
    _put(found)


def _put(found: Iterable[tuple[int, Act]]) -> None:
    """Acts with the index of their first record, which is their number."""
    acts = list(found)
    hashes = [ref.sha256 for _, act in acts for ref in act.blobs.values()]
    documents = queries.documents(hashes)
    with reading():
        rows = [_row(number, act, read(act, documents)) for number, act in acts]
    Document.objects.bulk_create(
        Document(id=row.number, key=act.id, group=row.group, audience=_between(row))
        for row, (_, act) in zip(rows, acts, strict=True)
    )
    fts.put(rows)


def _row(number: int, act: Act, said: Words) -> Row:
    title, text = folded(said.title), folded(said.text)
    return Row(number, title, text, group(act.kind), audience(act))


def _between(row: Row) -> str:
    if row.audience is None:
        return ""
    return f" {' '.join(sorted(row.audience))} "
