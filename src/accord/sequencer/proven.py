"""A record, with the proof that it stands in the log that the reader has seen."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from accord.core.acts.encoding import to_base64
from accord.ledger import queries, tiles
from accord.ledger.confirmed import last_index
from accord.ledger.problems import problem
from accord.people.may import may
from accord.people.numbers import number


def proven(index: int, size: int) -> dict[str, object]:
    """The record at `index` as stored, with its proof in the log of `size` leaves."""
    proof = [to_base64(node) for node in tiles.inclusion(index, size)]
    leaf = queries.leaf_bytes(index).decode()
    return {"index": index, "leaf": leaf, "proof": proof}


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
    return JsonResponse(proven(last_index(row), size))
