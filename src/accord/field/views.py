"""The page, and what a browser needs to keep it.

Nothing in the page is about a person: it is the same for everybody, so that it may be
kept on a phone that several people use. What is theirs comes from the API.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

# As everywhere, but for the reader of codes, which is compiled in the browser.
CONTENT = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)


@require_GET
@cache_control(no_cache=True)
def page(request: HttpRequest) -> HttpResponse:
    """The page, empty: scripts fill it with what this device has."""
    answer = render(request, "field/page.html")
    answer.headers["Content-Security-Policy"] = CONTENT
    return answer


@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for this page, and only for it, without a network."""
    return render(request, "field/worker.js", content_type="text/javascript")


@require_GET
@cache_control(no_cache=True)
def manifest(request: HttpRequest) -> HttpResponse:
    """What the page is called once it is on the home screen."""
    here = reverse("field:page")
    return JsonResponse(
        {
            "id": here,
            "name": _("Accord: in the field"),
            "short_name": _("Field"),
            "lang": get_language(),
            "start_url": here,
            "scope": here,
            "display": "standalone",
            "background_color": "#f4f6f6",
            "theme_color": "#14202a",
            "icons": [{"src": "/mark.svg", "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )
