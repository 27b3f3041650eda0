"""Demonstrations only: whom one can be, and moving through the tour.

`accord demo` writes demo.json, with the private keys of invented people, beside the
database. Every address here is 404 in any other installation.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from accord.desk import tampering, tour

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
    found = tour.stop(number, _visit(request))
    if found is None:
        raise Http404
    return _goes(found.url, f"{number}")


@require_GET
def look(request: HttpRequest, number: int, step: int) -> HttpResponse:
    """Goes to the page of a step that is done by looking at it."""
    _only_in_demonstrations()
    at, seen = _place(request)
    seen = seen | {step} if at == number else frozenset({step})
    found = tour.stop(number, _visit(request, seen))
    if found is None or not 1 <= step <= len(found.steps):
        raise Http404
    if not found.steps[step - 1].url:
        return stop(request, number)
    return _goes(found.steps[step - 1].url, "-".join(map(str, [number, *sorted(seen)])))


@require_GET
def end(request: HttpRequest) -> HttpResponse:
    """The tour is over; its last page says what else there is."""
    _only_in_demonstrations()
    return _leaves("desk:tour-end")


@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """Leaves the tour; one stays on the front page."""
    _only_in_demonstrations()
    return _leaves("voice:news")


@require_GET
def closing(request: HttpRequest) -> HttpResponse:
    """What was seen, and what to do next."""
    _only_in_demonstrations()
    return render(request, "desk/tour_end.html")


def _goes(url: str, place: str) -> HttpResponse:
    answer = redirect(url)
    answer.set_cookie(tour.COOKIE, place, samesite="Lax", httponly=True)
    return answer


def _leaves(name: str) -> HttpResponse:
    answer = redirect(name)
    answer.delete_cookie(tour.COOKIE, samesite="Lax")
    return answer


def _visit(request: HttpRequest, seen: frozenset[int] = frozenset()) -> tour.Visit:
    return tour.Visit(request, told(settings.DATA_DIR)["tour"], seen)


def _place(request: HttpRequest) -> tuple[int, frozenset[int]]:
    """At which stop a visitor is, and what was looked at there; "1-2" in the cookie."""
    given = request.COOKIES.get(tour.COOKIE, "")
    if not re.fullmatch(r"[0-9](-[0-9])*", given, re.ASCII):
        return 0, frozenset()
    number, *seen = map(int, given.split("-"))
    return number, frozenset(seen)


def panel(request: HttpRequest) -> dict[str, object]:
    """Context processor: the visitor's stop of the tour; what was changed."""
    if not settings.DEMO or getattr(request, "copy", None):
        return {}  # a member's copy is to be read, the tour is at the hub
    number, seen = _place(request)
    return {
        "tour": tour.stop(number, _visit(request, seen)),
        "changed": tampering.standing(),
    }


urlpatterns: list[URLPattern | URLResolver] = [
    path("demo/", start, name="demo"),
    path("demo/people/", people, name="demo-people"),
    path("demo/tour/<int:number>", stop, name="demo-stop"),
    path("demo/tour/<int:number>/<int:step>", look, name="demo-look"),
    path("demo/tour/end", end, name="demo-end"),
    path("demo/tour/leave", leave, name="demo-leave"),
]
