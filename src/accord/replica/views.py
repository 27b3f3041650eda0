"""What a copy tells other members' copies, and the evidence that it keeps."""

import json

from django.conf import settings
from django.db import DatabaseError
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from accord.core.acts.encoding import to_base64
from accord.core.acts.errors import AccordError
from accord.ledger import cache, cosignatures
from accord.ledger.cache import Damaged
from accord.ledger.problems import from_error, problem
from accord.people.reader import SESSION_KEY
from accord.replica import (
    background,
    cosigning,
    entering,
    evidence,
    lock,
    once,
    record,
    voting,
)
from accord.replica.dishonest import Dishonest
from accord.replica.http import Unanswered
from accord.sequencer import logfiles

OK = 200
PATIENCE_SECONDS = 10


@require_GET
def head(request: HttpRequest) -> HttpResponseBase:
    """What this copy cosigned last, by which a new host is chosen."""
    row = record.following()
    if row is None or not row.seen:
        return problem(404, "Not found", "This installation is no member's copy.")
    memory = cosigning.remembered(row)
    final = cosignatures.final()
    return JsonResponse(
        {
            "member": row.member,
            "key": row.key,
            "coalition": memory.coalition,
            "cosigned": {
                "epoch": memory.epoch,
                "size": memory.size,
                "root": memory.root.hex(),
                "note": memory.note,
            },
            "fence": memory.fence,
            "final": final.note if final is not None else "",
            "host": row.url,
        }
    )


@csrf_exempt
@require_POST
def vote(request: HttpRequest) -> HttpResponseBase:
    """This copy's signature on a `charter.hub`; 409 with why not, 503 to try again."""
    row = record.following()
    if row is None:
        return problem(404, "Not found", "This installation is no member's copy.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > voting.ASKED.size:
        return problem(413, "Too large", "This request is too long.")
    try:
        with lock.moving(PATIENCE_SECONDS):
            signature = voting.answer(row, voting.parse(request.body))
    except AccordError as error:
        return from_error(error)
    except Dishonest as trick:
        once.keep_evidence(trick)
        return problem(409, "Refused", str(trick))
    except (lock.Taken, Unanswered) as error:
        return problem(503, "Try again", str(error))
    # There may be another host in a moment.
    background.wake()
    return JsonResponse({"keyid": signature.keyid, "sig": to_base64(signature.sig)})


@require_GET
def well_known(request: HttpRequest) -> HttpResponseBase:
    """What the hub says of itself; a copy names the address of the host it follows."""
    row = record.following()
    answer = logfiles.well_known(request)
    if row is None or answer.status_code != OK:
        return answer
    document = json.loads(answer.content)
    return JsonResponse(
        document | {"address": row.url, "copy": settings.ORIGIN, "member": row.member}
    )


@require_GET
def ready(request: HttpRequest) -> HttpResponseBase:
    """Whether this hub can take records; of a copy, whether it is whole and right."""
    row = record.following()
    if row is None:
        return logfiles.ready(request)
    checks: dict[str, str] = {}
    try:
        with cache.reading() as state:
            checks["log"] = f"ok, {state.size} records"
        made = "ok" if row.seen_size == state.size else "still being made"
        checks["copy"] = made
        checks["host"] = row.trouble or f"ok, {row.url}"
    except (Damaged, DatabaseError) as error:
        checks["log"] = str(error)
    good = all(value.startswith("ok") for value in checks.values())
    return JsonResponse({"ready": good, "checks": checks}, status=OK if good else 503)


@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponseBase:
    """Lets in whom the operator made a link for, to read; 404 for any other."""
    keyid = entering.use(token) if record.following() is not None else None
    if keyid is None:
        raise Http404
    request.session.cycle_key()
    request.session[SESSION_KEY] = keyid
    return redirect(f"/{get_language() or settings.LANGUAGE_CODE}/desk/")


@require_GET
def evidence_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The proof of what a dishonest host did: public."""
    path = evidence.directory() / name
    if name not in evidence.names():
        raise Http404
    return FileResponse(
        open(path, "rb"),
        as_attachment=True,
        filename=name,
        content_type="application/json",
    )
