"""Pictures of statements: to everybody once the words are out, before that to those who
may read them.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accord.ledger import queries
from accord.people.may import may
from accord.voice import pictures, previews

DAY = 86_400


@require_safe
def picture(request: HttpRequest, act_id: str, number: int) -> HttpResponse:
    """One picture of an act; as its words, it is public from their release on."""
    row = queries.act(act_id)
    if row is None or not may(getattr(request, "reader", None), row):
        raise Http404
    public = may(None, row)
    answer = _answer(pictures.content(act_id, str(number)))
    # Bytes under an address never change, but a picture can be erased.
    answer["Cache-Control"] = (
        f"public, max-age={DAY}" if public else "private, no-cache"
    )
    if public:
        # Readers of feeds show it on pages of their own.
        answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@require_safe
def previewed(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """The same under embargo, for who has the link; the page notes the look."""
    row = previews.shown(token)
    if row is None:
        raise Http404
    answer = _answer(pictures.content(row.act, str(number)))
    answer["Cache-Control"] = "no-store"
    return answer


def _answer(found: tuple[str, bytes] | None) -> HttpResponse:
    if found is None:
        raise Http404
    type_, data = found
    answer = HttpResponse(data, content_type=type_)
    answer["Content-Disposition"] = "inline"
    # Even if a browser took it for a page, nothing in it could run or load.
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
