"""What a program reads for a member, by a GET signed with its key."""

from collections.abc import Callable

import pytest
from django.test import Client

from accord.core.acts import signed_get
from accord.core.tlog.tiles import unpack_entries
from accord.ledger import queries
from accord.ledger.models import Blob
from tests.coalition import public, seed
from tests.hub import Hub


def get(client: Client, hub: Hub, at: str, name: str, **given: str) -> int:
    """The status of a GET signed by the key called `name`."""
    about = {"path": at, "coalition": hub.state.coalition, "time": hub.time} | given
    return client.get(
        at, headers={"Authorization": signed_get.header(seed(name), **about)}
    ).status_code


def entries(hub: Hub) -> str:
    return f"/log/e1/tile/entries/000.p/{hub.state.size}"


def declaration(hub: Hub) -> str:
    return f"/log/blobs/{hub.state.coalition}/declaration.en"


def test_records_and_contents(client: Client, hub: Hub) -> None:
    path = entries(hub)
    sign = signed_get.header(seed("alfa/voice"), path, hub.state.coalition, hub.time)
    answer = client.get(path, headers={"Authorization": sign})
    leaves = unpack_entries(answer.content)
    assert leaves == [queries.leaf_bytes(at) for at in range(hub.state.size)]
    assert get(client, hub, declaration(hub), "bravo/supplies") == 200


@pytest.mark.parametrize("where", [entries, declaration])
def test_strangers_read_nothing(
    client: Client, hub: Hub, where: Callable[[Hub], str]
) -> None:
    path = where(hub)
    assert client.get(path).status_code == 403
    assert get(client, hub, path, "delta/voice") == 403
    assert get(client, hub, path, "alfa") == 403  # a stamp signs decisions, no requests
    for header in ("", "Accord", f'Accord key="{"0" * 64}"', "Basic YTpi"):
        answer = client.get(path, headers={"Authorization": header})
        assert answer.status_code == 403


@pytest.mark.parametrize(
    "given",
    [
        {"time": "2026-11-01T07:49:59Z"},
        {"time": "2026-11-01T08:10:01Z"},
        {"path": "/log/e1/tile/entries/001"},
        {"coalition": "0" * 64},
    ],
)
def test_a_signature_is_for_one_path_and_ten_minutes(
    client: Client, hub: Hub, given: dict[str, str]
) -> None:
    assert get(client, hub, entries(hub), "alfa/voice") == 200
    assert get(client, hub, entries(hub), "alfa/voice", **given) == 403


def test_a_revoked_device_reads_nothing(client: Client, hub: Hub) -> None:
    path = entries(hub)
    device = public("alfa/voice")
    hub.does("charter.revoke", "alfa", {"keys": [device], "invites": []})
    assert get(client, hub, path, "alfa/voice") == 403


def test_what_is_not_there(client: Client, hub: Hub) -> None:
    assert get(client, hub, f"/log/blobs/{'0' * 64}/names", "alfa/voice") == 404
    nameless = f"/log/blobs/{hub.state.coalition}/other"
    assert get(client, hub, nameless, "alfa/voice") == 404
    Blob.objects.update(content=None)
    assert get(client, hub, declaration(hub), "alfa/voice") == 410
