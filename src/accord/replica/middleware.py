"""A copy only reads: who wants to change something is told where the host is."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from accord.ledger import queries
from accord.ledger.problems import problem
from accord.replica import record
from accord.replica.models import Following

READS = ("GET", "HEAD", "OPTIONS")
# Signing in reads, and so does asking whether words are real.
_OPEN = re.compile(
    r"/add-checkpoint|/api/v1/(check|session|copy)(/.*)?|/[a-z]{2}/check/?"
)
_WHILE_MADE = re.compile(
    r"/add-checkpoint|/api/v1/copy(/.*)?|/healthz|/readyz|/static/.*|/theme.css|"
    r"/mark.svg"
)
_PROGRAMS = re.compile(r"/(api|log)/.*|/readyz|/\.well-known/.*")


def read_only(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuses what is sent to a member's copy, and all pages while it is being made."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        writes = request.method not in READS and not _OPEN.fullmatch(request.path_info)
        copy = record.following()
        request.copy = copy  # type: ignore[attr-defined] # for the banner
        if copy is None:
            return answer(request)
        if writes:
            return _refused(request, copy)
        if not _WHILE_MADE.fullmatch(request.path_info) and is_unfinished():
            return _unfinished(request, copy)
        return answer(request)

    return middleware


def is_unfinished() -> bool:
    """Whether what is stored is not yet all that a checkpoint vouches for."""
    head = queries.head()
    return head is None or not head.note


def _refused(request: HttpRequest, copy: Following) -> HttpResponse:
    title = gettext("A copy, to be read")
    words = gettext(
        "This is {member}’s copy, which only shows. Nothing can be saved here; the "
        "coalition’s host is at {url}."
    ).format(member=copy.member, url=copy.url)
    return _page(request, copy, 403, title, words)


def _unfinished(request: HttpRequest, copy: Following) -> HttpResponse:
    head = queries.head()
    have = head.size if head else 0
    title = gettext("This copy is still being made")
    words = gettext(
        "{have} records are here so far. Until all are here and checked, this copy "
        "shows nothing; the coalition’s host is at {url}."
    ).format(have=have, url=copy.url)
    answer = _page(request, copy, 503, title, words)
    answer["Retry-After"] = "5"
    return answer


def _page(
    request: HttpRequest, copy: Following, status: int, title: str, words: str
) -> HttpResponse:
    if _PROGRAMS.fullmatch(request.path_info):
        return problem(status, title, words, host=copy.url)
    shown = {"title": title, "words": words, "copy": copy}
    return render(request, "replica/only_shows.html", shown, status=status)
