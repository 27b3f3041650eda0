"""Cosignatures that copies bring themselves, and the charter's chain for clients."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from accord.core.acts.errors import AccordError, Malformed
from accord.core.bundle.gather import charter
from accord.core.tlog.note import MAX_NOTE
from accord.ledger import cosignatures, queries
from accord.ledger.cache import reading
from accord.ledger.problems import from_error, problem
from accord.sequencer import cosign, witness_rounds

NOTES = "text/plain; charset=utf-8"


@csrf_exempt
@require_POST
def post_cosignatures(request: HttpRequest) -> HttpResponse:
    """Keeps the cosignatures on a checkpoint of this log; the same again is the same.

    200 with whose were true; 403 when none was, 404 for another log's checkpoint.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_NOTE:
        return from_error(Malformed("This is too long."))
    try:
        said = cosign.read(_text(request.body))
    except cosign.Unknown:
        return problem(404, gettext("Not found"), gettext("This log is not kept here."))
    except AccordError as error:
        return from_error(error)
    if not said:
        return problem(
            403,
            gettext("Not accepted"),
            gettext("This is no confirmation by anybody who is known here."),
        )
    cosign.keep(said)
    witness_rounds.came()
    place = said[0].epoch, said[0].size
    return JsonResponse(
        {
            "names": sorted(one.name for one in said),
            "size": said[0].size,
            "final": cosignatures.is_final(*place),
        }
    )


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Malformed("This is not text.") from error


@require_GET
def get_charter(request: HttpRequest) -> HttpResponse:
    """The founding and every list of members since, as in a proof file: public.

    Whoever knows the coalition's id can tell by it who the host is now.
    """
    with reading() as state:
        if not state.coalition:
            return problem(
                404, gettext("Not found"), gettext("The coalition is not founded yet.")
            )
        envelopes = charter(state, queries.leaf_bytes)
    return JsonResponse({"charter": [one.document() for one in envelopes]})
