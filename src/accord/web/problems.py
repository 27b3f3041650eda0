"""Pages for what went wrong: what happened, what was kept, what to do.

Programs under /api/ get the same as problem+json (RFC 9457). The pages need no
database, since that may be what is broken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Problem:
    """One kind of failure, in words for a person."""

    status: int
    title: Words
    reason: Words
    advice: Words


BAD = Problem(
    400,
    _("We could not read this request"),
    _("Something in the address or in what was sent is not as it should be."),
    _("Go back and try again. Nothing was saved and nothing was changed."),
)
FORBIDDEN = Problem(
    403,
    _("This page is not for you"),
    _("Only members with the right task may open it."),
    _("If you think you should see it, ask whoever looks after people in your group."),
)
FORGED = Problem(
    403,
    _("This form is too old"),
    _("It was open for a long time, or your browser keeps no cookies for this site."),
    _("Go back, load the page again and send it once more. Nothing was changed."),
)
MISSING = Problem(
    404,
    _("There is nothing at this address"),
    _("It may have been typed wrongly, or the link was cut off."),
    _("Statements are never removed: look for it in the news."),
)
BROKEN = Problem(
    500,
    _("Something broke on our side"),
    _("It is not your fault, and the people who run this hub can see it in their log."),
    _("Whatever was saved before is safe. Wait a minute and try again."),
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400"""
    return _answer(request, BAD)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403"""
    return _answer(request, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404"""
    return _answer(request, MISSING)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500"""
    return _answer(request, BROKEN)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What CsrfViewMiddleware calls."""
    return _answer(request, FORGED)


def only_posted(request: HttpRequest) -> HttpResponse:
    """For who opens the address of a form: Django says 405 with an empty page."""
    return _answer(request, replace(BAD, status=405))


def _answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    with translation.override(_language(request)):
        if request.path_info.startswith("/api/"):
            return JsonResponse(
                {
                    "type": "about:blank",
                    "title": str(problem.title),
                    "status": problem.status,
                    "detail": f"{problem.reason} {problem.advice}",
                },
                status=problem.status,
                content_type="application/problem+json",
            )
        page = render_to_string("problem.html", {"problem": problem})
        return HttpResponse(page, status=problem.status)


def _language(request: HttpRequest) -> str:
    path = translation.get_language_from_path(request.path_info)
    return path or translation.get_language_from_request(request)
