"""The contents beside the log, one by one and as stored, for members' copies."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from accord.ledger import queries
from accord.ledger.problems import problem
from accord.people.may import may_copy
from accord.people.signed_get import member_of


@require_GET
def content(request: HttpRequest, act_id: str, name: str) -> HttpResponse:
    """One content of an act; 410 when it was erased."""
    member = member_of(request)
    if member is None:
        return problem(
            403, gettext("For members"), gettext("Only members may read the records.")
        )
    row = queries.act(act_id)
    ref = row.parsed.blobs.get(name) if row is not None else None
    if row is None or ref is None or not may_copy(member, row):
        return problem(404, gettext("Not found"), gettext("There is nothing here."))
    data = queries.blob(ref.sha256)
    if data is None:
        return problem(410, gettext("Not found"), gettext("There is nothing here."))
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer["Cache-Control"] = "private, no-store"
    return answer
