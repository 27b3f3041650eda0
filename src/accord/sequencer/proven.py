"""A record, with the proof that it stands in the log that the reader has seen."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from accord.core.acts.encoding import to_base64
from accord.core.protocol import devices
from accord.core.rules.state import State
from accord.ledger import queries, tiles
from accord.ledger.cache import reading
from accord.ledger.confirmed import last_index
from accord.ledger.problems import problem
from accord.people.may import may
from accord.people.numbers import number


def proven(index: int, size: int) -> dict[str, object]:
    """The record at `index` as stored, with its proof in the log of `size` leaves."""
    proof = [to_base64(node) for node in tiles.inclusion(index, size)]
    leaf = queries.leaf_bytes(index).decode()
    return {"index": index, "leaf": leaf, "proof": proof}


def signed(index: int, size: int) -> dict[str, object]:
    """The same, with what shows whose key signed it, and whether that was switched off.

    `devices`: invitation and enrolment of each device, from the first below a stamp
    down to the signer's; `revoked`: the records that switched one of these off, each
    with its own signer's devices.
    """
    with reading() as state:
        path = _path(state, index)
        off = sorted({state.keys[one].revoked for one in path})
        told = [(one, _way(state, _path(state, one))) for one in off if 0 < one < size]
        way = _way(state, path)
    # Proofs are read from the database; nobody has to wait for that.
    revoked = [_with_way(one, theirs, size) for one, theirs in told]
    return _with_way(index, way, size) | {"revoked": revoked}


def _path(state: State, index: int) -> list[str]:
    return devices.path(state, queries.leaf(index).signature.keyid)


def _way(state: State, path: list[str]) -> list[tuple[int, list[int]]]:
    """Where each device's invitation stands, and both signatures of its enrolment."""
    pairs = (devices.enrolled(state, keyid) for keyid in path)
    return [
        (one.signatures[devices.inviter(one)], sorted(other.signatures.values()))
        for one, other in pairs
    ]


def _with_way(
    index: int, way: list[tuple[int, list[int]]], size: int
) -> dict[str, object]:
    named = [
        {
            "invitation": proven(invitation, size),
            "enrolment": [proven(one, size) for one in enrolment],
        }
        for invitation, enrolment in way
    ]
    return proven(index, size) | {"devices": named}


def size_in(request: HttpRequest) -> int | None:
    """The size that `?size=` asks for, or None where the log never had it."""
    size, head = number(request.GET.get("size", "")), queries.head()
    if size is None or head is None:
        return None
    return size if 0 < size <= head.size else None


def no_size() -> HttpResponse:
    """The answer to who asks without a size, or for one that the log never had."""
    said = gettext("`size` is the size of a log.")
    return problem(400, gettext("Not accepted"), said)


@require_GET
def get_leaf(request: HttpRequest, act_id: str) -> HttpResponse:
    """The record that completed an act, or else its newest, with its proof."""
    row, size = queries.act(act_id), size_in(request)
    if row is None or not may(getattr(request, "reader", None), row):
        return problem(404, gettext("Not found"), gettext("There is no such record."))
    if size is None or last_index(row) >= size:
        return no_size()
    return JsonResponse(signed(last_index(row), size))
