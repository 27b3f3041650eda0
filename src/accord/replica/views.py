"""What a copy tells other members' copies, and the evidence that it keeps."""

from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from accord.ledger import cosignatures
from accord.ledger.problems import problem
from accord.replica import cosigning, evidence, record


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
