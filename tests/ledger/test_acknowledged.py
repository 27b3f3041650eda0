"""What was confirmed stands outside of the database, and an older one is noticed."""

import pytest
from django.test import Client

from accord.core.acts import keyfile
from accord.core.acts.errors import Refused
from accord.ledger import acknowledged, cache, hubkey
from accord.ledger.acknowledged import SLOT, Mark, SetBack
from accord.ledger.models import Entry, Head
from accord.sequencer.rebuild import rebuild
from tests.coalition import keyid, public, seed
from tests.hub import Hub


def newest() -> Mark:
    found = acknowledged.read()
    assert found is not None
    return found


def test_each_commit_is_written_down(hub: Hub) -> None:
    for slug in ("one", "two", "three"):
        hub.statement("alfa/voice", "bravo/voice", slug=slug)
        mark = newest()
        assert (mark.size, mark.root) == (hub.state.size, hub.state.tree.root().hex())
    assert acknowledged.path().stat().st_size == 2 * SLOT
    assert oct(acknowledged.path().stat().st_mode & 0o777) == "0o600"


def test_a_torn_slot_leaves_the_other(hub: Hub) -> None:
    """Power goes while the newest is written: the one before it is still known."""
    older = newest()
    hub.statement("alfa/voice", "bravo/voice")
    data = bytearray(acknowledged.path().read_bytes())
    place = next(
        at for at in (0, SLOT) if f",{newest().size},".encode() in data[at : at + SLOT]
    )
    for cut in range(0, SLOT, 37):
        torn = data[:]
        torn[place + cut : place + SLOT] = b"\0" * (SLOT - cut)
        acknowledged.path().write_bytes(torn)
        assert newest().size < hub.state.size
    acknowledged.check(hub.state)
    assert older.size < hub.state.size


def set_back(hub: Hub, records: int) -> None:
    """As if an older copy of the database had been put in the place of this one."""
    size = hub.state.size - records
    root = hub.state.tree.root(size).hex()
    Entry.objects.filter(index__gte=size).delete()
    Head.objects.update(size=size, root=root)
    cache.drop()
    rebuild()
    hub.refresh()


def test_an_older_database_takes_no_records(hub: Hub) -> None:
    hub.statement("alfa/voice", "bravo/voice")
    seen = hub.state.size
    set_back(hub, 2)
    with pytest.raises(SetBack, match=f"record {seen} was confirmed"):
        hub.statement("alfa/voice", "bravo/voice", slug="other")
    hub.refresh()
    assert hub.state.size == seen - 2
    assert newest().size == seen


def test_nor_one_that_went_another_way(hub: Hub) -> None:
    mark = newest()
    acknowledged.forget()
    acknowledged.note(mark._replace(root="0" * 64))
    with pytest.raises(SetBack, match="other records"):
        hub.statement("alfa/voice", "bravo/voice")


def test_nor_one_of_another_coalition(hub: Hub) -> None:
    mark = newest()
    acknowledged.forget()
    acknowledged.note(mark._replace(coalition="0" * 64))
    with pytest.raises(SetBack, match="not the one"):
        hub.statement("alfa/voice", "bravo/voice")


def test_no_second_coalition_is_founded_where_there_was_one(unfounded: Hub) -> None:
    acknowledged.note(Mark("0" * 64, 1, 5, "0" * 64, "2026-11-01T08:00:00Z"))
    with pytest.raises(SetBack):
        unfounded.found()


def test_the_members_go_on_with_a_new_host(hub: Hub) -> None:
    """A list of members with another host, by seals: the way on after a set-back."""
    hub.statement("alfa/voice", "bravo/voice")
    set_back(hub, 2)
    with pytest.raises(SetBack):  # an ordinary list of members is not enough
        hub.sign(hub.roster("alfa", "bravo", "charlie", "delta"), "alfa", "bravo")
    payload = new_host(hub)
    signers = sorted(["alfa", "bravo", "hub two"], key=keyid)
    hub.sign(payload, *signers)
    assert hub.state.in_force().terms.hub.epoch == 2
    hub.statement("alfa/voice", "bravo/voice", slug="after")
    assert newest().epoch == 2
    assert newest().size == hub.state.size


def new_host(hub: Hub) -> bytes:
    path = hubkey.directory() / f"hub-{public('hub two')[:16]}.key.json"
    path.write_bytes(keyfile.write_plain("hub", seed("hub two")))
    host = {"epoch": 2, "key": public("hub two"), "base": hub.head()}
    return hub.roster("alfa", "bravo", "charlie", hub=host)


def test_what_is_refused_is_not_confirmed(hub: Hub) -> None:
    before = newest()
    with pytest.raises(Refused):
        hub.statement("alfa/people")
    assert newest() == before


def test_a_hub_that_was_set_back_is_not_ready(hub: Hub, client: Client) -> None:
    assert client.get("/readyz").json()["checks"]["log"].startswith("ok")
    set_back(hub, 1)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "older copy" in answer.json()["checks"]["log"]
