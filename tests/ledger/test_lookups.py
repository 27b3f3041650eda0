"""Rows by their key are what query sets read, and what is not there is None."""

from accord.ledger import lookups
from accord.ledger.models import ActRecord, Blob, Entry, Head
from tests.hub import Hub


def test_a_row_is_what_a_query_set_reads(hub: Hub) -> None:
    columns = ("id", "kind", "index", "effect_index", "conflict")
    for act in ActRecord.objects.values_list(*columns):
        assert lookups.row(ActRecord, act[0], *columns) == act
    assert lookups.row(Head, 1, "size") == (hub.state.size,)


def test_bytes_come_as_they_are(hub: Hub) -> None:
    for sha256, content in Blob.objects.values_list("sha256", "content"):
        found = lookups.row(Blob, sha256, "content")
        assert found is not None
        assert bytes(found[0]) == bytes(content) == hub.blobs[sha256]


def test_what_is_not_there(hub: Hub) -> None:
    assert lookups.row(ActRecord, "f" * 64, "kind") is None
    assert list(lookups.rows(ActRecord, [], "kind")) == []
    assert list(lookups.rows(Entry, [-1, 0], "index")) == [(0,)]


def test_more_keys_than_one_statement_takes(hub: Hub) -> None:
    nowhere = range(hub.state.size, hub.state.size + lookups.MOST)
    wanted = [*range(2), *nowhere, *range(2, hub.state.size)]
    found = sorted(lookups.rows(Entry, wanted, "index", "act"))
    assert found == list(Entry.objects.order_by("index").values_list("index", "act"))
    assert len(found) == hub.state.size
