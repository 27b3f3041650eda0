"""Demonstrations only: whom one can be, and moving through the tour.

`accord demo` writes demo.json, with the private keys of invented people, beside the
database. Every address here is 404 in any other installation.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from accord.desk import tour

FILE = "demo.json"


@cache
def told(data_dir: Path) -> dict[str, Any]:
    """What `accord demo` wrote about its story: people, and acts of the tour."""
    try:
        found: dict[str, Any] = json.loads((data_dir / FILE).read_text("utf-8"))
    except FileNotFoundError:
        return {"people": [], "tour": {}}
    return found


def _only_in_demonstrations() -> None:
    if not settings.DEMO:
        raise Http404


@require_GET
@ensure_csrf_cookie  # the bar signs in from any page, public ones too
def people(request: HttpRequest) -> HttpResponse:
    """Everybody whom the bar "You are: ..." offers, with private keys."""
    _only_in_demonstrations()
    return JsonResponse(told(settings.DATA_DIR)["people"], safe=False)


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The link that `accord demo` prints: the first stop."""
    return stop(request, 1)


@require_GET
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Goes to a stop of the tour."""
    _only_in_demonstrations()
    found = tour.stop(number, request, told(settings.DATA_DIR)["tour"])
    if found is None:
        raise Http404
    answer = redirect(found.url)
    answer.set_cookie(tour.COOKIE, str(number), samesite="Lax", httponly=True)
    return answer


@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """Leaves the tour; one stays on the front page."""
    _only_in_demonstrations()
    answer = redirect("voice:news")
    answer.delete_cookie(tour.COOKIE, samesite="Lax")
    return answer


def panel(request: HttpRequest) -> dict[str, object]:
    """Context processor: the stop of the tour at which this visitor is, if any."""
    if not settings.DEMO:
        return {}
    number = request.COOKIES.get(tour.COOKIE, "")
    if not (number.isascii() and number.isdigit() and len(number) == 1):
        return {}
    return {"tour": tour.stop(int(number), request, told(settings.DATA_DIR)["tour"])}


urlpatterns: list[URLPattern | URLResolver] = [
    path("demo/", start, name="demo"),
    path("demo/people/", people, name="demo-people"),
    path("demo/tour/<int:number>", stop, name="demo-stop"),
    path("demo/tour/leave", leave, name="demo-leave"),
]
