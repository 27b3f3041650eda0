"""The hub's addresses, and the pages of the style guide."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from accord.web import urls
from tests.web.styleguide import content

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
PAGES = ("public", "desk", "decision", "founding", "form", "bare")


def page(request: HttpRequest, name: str = "public") -> HttpResponse:
    """One page of the style guide."""
    form = content.StatementForm({"title": "", "why": "missing"})
    form.is_valid()
    context = {
        "site": content.SITE,
        "reader": None if name in ("public", "bare") else content.READER,
        "waiting": 4,
        "board": content.board(),
        "letters": content.letters(),
        "history": content.history(),
        "confirmed": content.confirmed(),
        "steps": content.STEPS,
        "form": form,
        "marks": content.MARKS,
        "demo": name == "desk",
        "pager": {"older": "?before=20", "text": "23 statements"},
    }
    with timezone.override(content.READER.time_zone):
        return render(request, f"styleguide/{name}.html", context)


def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails."""
    raise RuntimeError("as intended")


urlpatterns = [
    *urls.urlpatterns,
    *i18n_patterns(
        path("styleguide", page),
        path("styleguide/broken", broken),
        path("desk/statements/<slug:name>", page),
        path("styleguide/<slug:name>", page),
    ),
]
