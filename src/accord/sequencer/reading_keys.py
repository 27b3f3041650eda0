"""Members' reading keys with the proof that they are in the log: what a browser checks.

Nothing here is the host's word: each record is signed by its member's stamp.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from accord.core.acts.content import Reader
from accord.ledger import queries
from accord.ledger.coalition import current
from accord.sequencer.proven import no_size, proven, size_in


@require_GET
def get_readers(request: HttpRequest) -> HttpResponse:
    """The newest reading key of each member of now, in the log of `size` leaves."""
    size, here = size_in(request), current()
    if size is None or here is None:
        return no_size()
    newest = _newest(size)
    found = [proven(newest[one], size) for one in here.members if one in newest]
    return JsonResponse({"readers": found})


def _newest(size: int) -> dict[str, int]:
    """Where each member's last reading key stands in the log of `size` leaves."""
    rows = queries.acts([Reader.KIND], state="effect")
    places = [(row.effect_index or 0, row.by) for row in rows]
    return {by: index for index, by in sorted(places) if index < size}
