"""The API of the page for field work: for devices that may sign for goods."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from accord.core.acts.encoding import to_base64
from accord.field.workingset import working_set
from accord.ledger import clock, queries
from accord.ledger.problems import problem
from accord.people.guards import SignedIn, role_required
from accord.people.may import may

MOST = 30
_ID = re.compile(r"[0-9a-f]{64}")


@require_GET
@ensure_csrf_cookie  # the page is kept without any cookie, and has to sign in
def get_clock(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/field/clock: the host's time."""
    return JsonResponse({"time": clock.text()})


@require_GET
@role_required("supplies")
def get_set(request: SignedIn) -> HttpResponse:
    """GET /api/v1/field?lang=uk: what this person's phone has to know."""
    asked = request.GET.get("lang", "")
    language = asked if asked in dict(settings.LANGUAGES) else get_language() or "en"
    with override(language):
        return JsonResponse(working_set(request.reader, language))


@require_GET
@role_required("supplies")
def get_acts(request: SignedIn) -> HttpResponse:
    """GET /api/v1/field/acts?ids=...: up to 30 records about goods, with contents."""
    ids = request.GET.get("ids", "").split(",")
    if len(ids) > MOST or not all(_ID.fullmatch(one) for one in ids):
        return problem(400, _("Not accepted"), _("These are no ids of records."))
    found = {}
    for act_id in ids:
        row = queries.act(act_id)
        if row is None or not row.kind.startswith("supplies."):
            continue
        if may(request.reader, row):
            contents = queries.contents(row)
            found[act_id] = {
                "payload": to_base64(queries.leaf(row.index).payload),
                "blobs": {name: to_base64(one) for name, one in contents.items()},
            }
    return JsonResponse({"acts": found})
