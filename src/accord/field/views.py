"""The page, and what a browser needs to keep it.

Nothing in the page is about a person: it is the same for everybody, so that it may be
kept on a phone that several people use. What is theirs comes from the API.
"""

import json
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import resolve, reverse
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

# What the page asks for beside its files, outside of any language.
ROUND = ("/theme.css", "/mark.svg")


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
    """The script that answers for this page, and only for it, without a network.

    Browsers fetch the page anew when a byte of this script is another. So it names all
    that it keeps by hash, and its version is a hash of that and of the script itself.
    """
    own = (reverse("field:page"), *ROUND, reverse("field:manifest"))
    kept = {path: _digest(request, path) for path in own}
    script = render_to_string("field/worker.js", {"own": json.dumps(kept)}, request)
    version = sha256((CONTENT + script).encode()).hexdigest()[:12]
    whole = f'const VERSION = "{version}";\n{script}'
    return HttpResponse(whole, content_type="text/javascript")


def _digest(request: HttpRequest, path: str) -> str:
    """The hash of what the hub answers under an address, the same for everybody."""
    found = resolve(path)
    answer = found.func(request, *found.args, **found.kwargs)
    return sha256(answer.content).hexdigest()


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
