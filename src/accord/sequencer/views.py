"""The API for acts: posting them, reading them, and proofs about the log.

Signatures are the authority here, not sessions: anybody may carry an envelope in.
"""

import re
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from accord.core.acts.canonical import Limits, read
from accord.core.acts.encoding import to_base64
from accord.core.acts.errors import AccordError
from accord.core.tlog import note
from accord.core.tlog.proof import Proof
from accord.ledger import confirmed, published, queries, tiles
from accord.ledger.cache import reading
from accord.ledger.problems import from_error, problem
from accord.people.may import may
from accord.people.numbers import number
from accord.people.queries import is_spent
from accord.people.reader import Reader
from accord.sequencer import witness_rounds
from accord.sequencer.appender import Busy, submit
from accord.sequencer.posts import read_post

MAX_POST = 43 * 1024 * 1024
MOST_AT_ONCE = 30
_ID = re.compile(r"[0-9a-f]{64}")
POST = Limits(size=MAX_POST, depth=6, strings=200_000)


@csrf_exempt
@require_POST
def post_acts(request: HttpRequest) -> HttpResponse:
    """Appends envelopes: 201 with receipts, 200 when all was known already."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_POST:
        return problem(
            413, gettext("Too large"), gettext("At most 32 MB can be sent at once.")
        )
    try:
        receipts = submit(read_post(read(request.body, POST)))
    except AccordError as error:
        return from_error(error)
    except Busy:
        return problem(
            503,
            gettext("Try again"),
            gettext("The server is busy. Nothing is lost: send it again."),
        )
    document = {
        "checkpoint": receipts.checkpoint,
        "receipts": [one.document() for one in receipts.receipts],
    }
    return JsonResponse(document, status=201 if receipts.new else 200)


@require_GET
def get_act(request: HttpRequest, act_id: str) -> HttpResponse:
    """An act with all its signatures, and the contents that the reader may see."""
    row = queries.act(act_id)
    envelope = queries.envelope(act_id)
    if row is None or envelope is None:
        return _unknown()
    shown = _contents(getattr(request, "reader", None), row)
    if shown is None:
        return _unknown()
    document = {
        "envelope": envelope.document(),
        "blobs": shown,
        "state": row.state,
        "confirmed": confirmed.of(confirmed.last_index(row)).document(),
        "leaves": [
            {"index": one.index, "keyid": one.keyid, "time": _text(one)}
            for one in queries.signatures(act_id)
        ],
    }
    if row.kind == "charter.invite":
        document["spent"] = is_spent(act_id)
    return JsonResponse(document)


@require_GET
def get_several(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/acts/several?ids=...: up to 30 acts as they were signed."""
    ids = request.GET.get("ids", "").split(",")
    if len(ids) > MOST_AT_ONCE or not all(map(_ID.fullmatch, ids)):
        return problem(
            400, gettext("Not accepted"), gettext("These are no ids of records.")
        )
    reader = getattr(request, "reader", None)
    return JsonResponse({"acts": dict(_stored(reader, ids))})


def _stored(
    reader: Reader | None, ids: Iterable[str]
) -> Iterator[tuple[str, dict[str, object]]]:
    """Of the acts that this reader may know: the bytes, and contents that are shown."""
    for act_id in ids:
        row = queries.act(act_id)
        shown = _contents(reader, row) if row is not None else None
        if row is not None and shown is not None:
            payload = to_base64(queries.leaf(row.index).payload)
            yield act_id, {"payload": payload, "blobs": shown}


def _contents(reader: Reader | None, row: queries.ActRow) -> dict[str, str] | None:
    """The contents that a reader may see; None where it may not know the act at all.

    Of the charter anybody may know what was signed.
    """
    if may(reader, row):
        found = queries.contents(row)
        return {name: to_base64(data) for name, data in found.items()}
    return {} if row.kind.startswith("charter.") else None


def _text(row: queries.SignatureRow) -> str:
    return row.time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _unknown() -> HttpResponse:
    return problem(404, gettext("Not found"), gettext("There is no such record."))


@require_GET
def get_checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint, and the proof that it extends the size `from`.

    With `next` instead of `from`, the one that copies are asked to cosign now.
    """
    head = queries.head()
    if head is None:
        return problem(
            404, gettext("Not found"), gettext("The coalition is not founded yet.")
        )
    old = number(request.GET.get("next", request.GET.get("from", "0")))
    if old is None:
        return problem(
            400, gettext("Not accepted"), gettext("`from` is the size of a log.")
        )
    text = head.note
    if "next" in request.GET:
        text = published.with_cosignatures(witness_rounds.target(), head.epoch) or text
    shown, _ = note.parse(text)
    key, roster = _hub()
    document = {
        "checkpoint": text,
        "proof": _proof(old, shown.size),
        "hub": {"epoch": head.epoch, "key": key},
        "roster": roster,
    }
    final = published.final(head.epoch)
    if final is not None:
        size = note.parse(final)[0].size
        document["final"] = {"checkpoint": final, "proof": _proof(size, shown.size)}
    return JsonResponse(document)


def _proof(old: int, size: int) -> list[str]:
    """The consistency proof.

    A log that is shorter than what was seen before has been set back: no proof.
    """
    nodes = tiles.consistency(old, size) if 0 < old < size else []
    return [to_base64(node) for node in nodes]


def _hub() -> tuple[str, str]:
    """The public key of the hub, and the list of members in force."""
    with reading() as state:
        roster = state.in_force()
        return roster.terms.hub.key, roster.id


@require_GET
def get_proof(request: HttpRequest, act_id: str) -> HttpResponse:
    """The tlog-proof of the leaf that completed an act, or else of its newest."""
    row, head = queries.act(act_id), queries.head()
    if row is None or head is None:
        return _unknown()
    index = confirmed.last_index(row)
    text = published.covering(index)
    size = note.parse(text)[0].size
    proof = Proof(index, tuple(tiles.inclusion(index, size)), text)
    answer = HttpResponse(proof.text(), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{act_id[:16]}.tlog-proof"'
    return answer
