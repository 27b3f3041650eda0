"""What every answer carries, what is refused unread, static files, a reader's time."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control

from accord.people.uploads import length, too_large
from accord.web import problems
from accord.web.assets import ROOT, assets

Answer = Callable[[HttpRequest], HttpResponseBase]

# Nothing from elsewhere, nothing inline, no frame around us.
CONTENT = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": CONTENT,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def headers(answer: Answer) -> Answer:
    """Set the security headers; let nobody keep a page unless its view says so."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers:
            patch_cache_control(response, **_kept(request))
        return response

    return middleware


def _kept(request: HttpRequest) -> dict[str, bool]:
    """What a browser may keep of an answer: nothing of what was for one person.

    What it keeps it shows again to whoever goes back, also after that person signed
    out, and asks nobody.
    """
    if getattr(request, "reader", None) is not None:
        return {"private": True, "no_store": True}
    return {"no_cache": True}


def readable(answer: Answer) -> Answer:
    """Refuse an address with a NUL in it: databases take none, and ours have none."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        whole = request.path_info + unquote(request.META.get("QUERY_STRING", ""))
        if "\0" in whole:
            return problems.bad_request(request, ValueError())
        return answer(request)

    return middleware


def bounded(answer: Answer) -> Answer:
    """Refuse a request that says that it is too large, before anything of it is read.

    Django bounds what it keeps in memory, not the files that it writes to a disk.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return too_large(most) if length(request) > most else answer(request)

    return middleware


def static_files(answer: Answer) -> Answer:
    """Answer for addresses of static files, before anything else is asked."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ROOT):
            return answer(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        return _static_file(request)

    return middleware


def form_addresses(answer: Answer) -> Answer:
    """Say something to who opens an address that only takes what a form sends."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        page = problems.only_posted(request)
        page.headers["Allow"] = response.headers.get("Allow", "POST")
        return page

    return middleware


def _static_file(request: HttpRequest) -> HttpResponse:
    asset = assets().at(request.path_info)
    if asset is None:
        return HttpResponse("Not found.\n", status=404, content_type="text/plain")
    response = HttpResponse(asset.body, content_type=asset.type)
    if asset.compressed and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = asset.compressed
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def reader_time(answer: Answer) -> Answer:
    """Show times in the zone of who is signed in, beside the coalition's."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with timezone.override(_zone_of(request)):
            return answer(request)

    return middleware


def _zone_of(request: HttpRequest) -> zoneinfo.ZoneInfo | None:
    name = getattr(getattr(request, "reader", None), "time_zone", None)
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
