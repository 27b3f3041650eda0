"""The demonstration's dishonest host: what he changes is found, and is put back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from accord.cli.log import check_all
from accord.core.acts.envelope import parse_leaf
from accord.core.acts.errors import Refused
from accord.core.rules import fold
from accord.core.tlog.tiles import pack_entries
from accord.desk import demo, proving, tampering
from accord.ledger import cache, queries, snapshots
from accord.replica import record
from accord.sequencer.witness_list import Witness
from accord.supplies.models import Balance, Movement
from tests.coalition import Coalition, public, seed
from tests.hub import Hub, furnished
from tests.replica.host import Host, serving

PAGE = "/en/tour/host"


@pytest.fixture
def given(hub: Hub) -> str:
    """alfa gave 310 of 1,200 blankets out; something came after it."""
    shop = furnished(hub)
    lot = shop.receive("alfa", 1200)
    act = shop.use("alfa", {lot: 310})
    shop.receive("alfa", 5)
    return act


@pytest.fixture
def story(given: str, settings: LazySettings) -> Iterator[None]:
    """A demonstration whose tour is about this record."""
    here = Path(settings.DATA_DIR)
    person = {"id": "a", "name": "A", "member": "alfa", "seed": seed("alfa").hex()}
    document = {"people": [person], "tour": {"given": given}}
    (here / demo.FILE).write_text(json.dumps(document))
    demo.told.cache_clear()
    settings.DEMO = True
    yield
    demo.told.cache_clear()
    for name in (demo.FILE, tampering.FILE, snapshots.NAME):
        (here / name).unlink(missing_ok=True)


@pytest.fixture
def copy(story: None, settings: LazySettings) -> Iterator[Host]:
    """A member's copy on loopback, made before anything was changed."""
    log = Coalition()
    for index in range(_size()):
        data = queries.leaf_bytes(index)
        step = fold.check(log.state, parse_leaf(data), verify=False, data=data)
        fold.apply(log.state, step)
        log.leaves.append(data)
    with serving(Host(log)) as served:
        settings.WITNESSES = [Witness("bravo", None, served.url)]
        yield served


def _size() -> int:
    head = queries.head()
    assert head is not None
    return head.size


def verify() -> None:
    """What `accord log verify` does; raises Refused."""
    head = queries.head()
    assert head is not None
    check_all(head.size, head.note, 1)


def books() -> tuple[object, ...]:
    """What pages read of goods."""
    balances = Balance.objects.order_by("key").values_list("key", "quantity")
    moved = Movement.objects.order_by("position").values_list("position", "quantity")
    return (*balances, *moved)


@pytest.mark.parametrize("do", ["change", "restore"])
def test_no_other_installation_has_it(
    story: None, given: str, settings: LazySettings, client: Client, do: str
) -> None:
    settings.DEMO = False
    before, leaves = books(), [queries.leaf_bytes(at) for at in range(_size())]
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"do": do}).status_code == 404
    assert (books(), [queries.leaf_bytes(at) for at in range(_size())]) == (
        before,
        leaves,
    )


def test_a_copy_has_no_dishonest_host(story: None, client: Client) -> None:
    record.begin("http://127.0.0.1:1", "bravo", public("alfa"))
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"do": "change"}).status_code == 403
    assert tampering.deed() is None


def test_it_takes_the_form_that_the_page_sent(story: None, given: str) -> None:
    """Another site cannot make a visitor do it."""
    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    assert strict.post(PAGE, {"do": "change"}).status_code == 403
    assert tampering.deed() is None


def test_a_changed_number_is_shown_found_and_put_back(
    story: None, given: str, client: Client
) -> None:
    before, leaf = books(), queries.leaf_bytes(_index(given))
    verify()
    assert client.post(PAGE, {"do": "change"}).status_code == 302
    assert tampering.quantity(queries.leaf_bytes(_index(given))) == 810
    assert _in_store() == 1200 - 810
    assert not proving.is_signed(_index(given))
    with pytest.raises(Refused, match=f"Record {_index(given)} is wrong: .*signature"):
        verify()
    page = client.get("/en/").content.decode()
    assert f"record {_index(given)} says 810 instead of 310" in page
    page = client.get(PAGE).content.decode()
    assert page.count("does not fit") == 2
    assert "No member’s copy runs in this demonstration." in page
    client.post(PAGE, {"do": "change"})  # once more, in another window
    assert client.post(PAGE, {"do": "restore"}).status_code == 302
    assert (books(), queries.leaf_bytes(_index(given))) == (before, leaf)
    verify()
    assert "dishonest host:" not in client.get("/en/").content.decode()
    client.post(PAGE, {"do": "restore"})
    assert books() == before


def test_the_hub_goes_on_meanwhile(story: None, hub: Hub, given: str) -> None:
    """Records are still taken, also after its memory was lost; then it is right."""
    tampering.change(given)
    cache.drop()
    hub.refresh()
    hub.does("charter.profile", "bravo", {})
    tampering.put_back()
    cache.drop()
    verify()


def test_a_copy_proves_what_was_signed(
    copy: Host, given: str, client: Client, settings: LazySettings
) -> None:
    leaf = queries.leaf_bytes(_index(given))
    client.post(PAGE, {"do": "change"})
    (held,) = proving.copies(_index(given), seed("alfa/supplies"))
    assert (held.member, held.data, held.quantity) == ("bravo", leaf, 310)
    page = client.get(PAGE).content.decode()
    assert "The copy of bravo" in page
    assert f'href="{copy.url}/en/desk/supplies/records/{given}"' in page
    # Without what the host has kept, the copy's record is enough.
    file = Path(settings.DATA_DIR) / tampering.FILE
    file.write_text(json.dumps(json.loads(file.read_text()) | {"leaf": ""}))
    client.post(PAGE, {"do": "restore"})
    assert queries.leaf_bytes(_index(given)) == leaf
    verify()


def test_a_copy_that_lies_is_not_believed(copy: Host, given: str) -> None:
    leaf = queries.leaf_bytes(_index(given))
    tampering.change(given)
    leaves = list(copy.log.leaves)
    leaves[_index(given)] = queries.leaf_bytes(_index(given))
    copy.tricks["entries/000"] = lambda path: (200, pack_entries(leaves))
    (held,) = proving.copies(_index(given), None)
    assert held.data is None
    assert "is not the one under its signed checkpoint" in held.trouble
    tampering.put_back(leaves[_index(given)])
    assert queries.leaf_bytes(_index(given)) == leaf


def test_a_copy_that_does_not_answer(
    story: None, given: str, settings: LazySettings, client: Client
) -> None:
    settings.WITNESSES = [Witness("bravo", None, "http://127.0.0.1:1")]
    page = client.get(PAGE).content.decode()
    assert "no answer" in page
    assert "does not answer" in page


@pytest.mark.parametrize("language", ["uk", "ru", "ro"])
def test_in_every_language(story: None, client: Client, language: str) -> None:
    client.post(PAGE, {"do": "change"})
    page = client.get(f"/{language}/tour/host").content.decode()
    assert "dishonest" not in page
    assert "Put it back" not in page


def _index(act_id: str) -> int:
    row = queries.act(act_id)
    assert row is not None
    return row.index


def _in_store() -> int:
    rows = Balance.objects.filter(place__startswith="site:", holder="alfa")
    return max(row.quantity for row in rows)
