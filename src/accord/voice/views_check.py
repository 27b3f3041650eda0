"""Did they really say this? The page, and the same for programs.

Nothing that is pasted is kept: it is not stored, not logged, and not in the address.
"""

import orjson
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accord.ledger import clock
from accord.ledger.problems import problem
from accord.people.uploads import keep_in_memory, length
from accord.voice import documents
from accord.voice.checked import Checked
from accord.voice.checking import MAX_FILE, check_file, check_words

MAX_REQUEST = MAX_FILE + 512 * 1024  # a proof file, and the form around it


@csrf_exempt  # it changes nothing, and works for readers without cookies
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """/check: the page."""
    large = length(request) > MAX_REQUEST
    checked = Checked(problem=_too_large()) if large else _checked(request)
    context = {
        "checked": checked,
        "now": clock.now(),
        "examples": checked.answer is None,
    }
    return render(request, "voice/check.html", context, status=413 if large else 200)


def _too_large() -> str:
    return _(
        "That is too much at once. Paste at most 200 kB of text, or choose a file of "
        "at most 4 MB."
    )


def _checked(request: HttpRequest) -> Checked:
    keep_in_memory(request)
    file = request.FILES.get("file")
    if file is not None and file.size:
        return check_file(file.read())
    words = request.POST.get("words", "") or request.GET.get("q", "")
    if words.strip():
        return check_words(words)
    if request.method == "POST":
        return Checked(problem=_("Paste some words, or choose a file that has some."))
    return Checked()


@csrf_exempt
@never_cache
@require_POST
def check_api(request: HttpRequest) -> HttpResponse:
    """POST /api/v1/check {"text": …}: the same answer for programs."""
    if length(request) > MAX_REQUEST:
        return problem(413, _("Too large"), _too_large())
    try:
        asked = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        asked = None
    text = asked.get("text") if isinstance(asked, dict) else None
    if not isinstance(text, str):
        said = _('Send a JSON object like {"text": "the words"}.')
        return problem(400, _("Not accepted"), said)
    checked = check_words(text)
    if checked.answer is None:
        return problem(413, _("Too large"), checked.problem)
    return JsonResponse(documents.checked(checked))
