"""What every template may use beside its view's own context.

`site`      the coalition (site.Site)
`reader`    who is signed in, or None
`waiting`   how many decisions wait for the reader
`demo`      whether this is a demonstration
`zone`      the coalition's time zone
`tongues`   this page in every language
`any_tongue`  its address for readers of any other
`links`     the links of public pages;  `rail`  those of the desk
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from accord.web import navigation, site


@dataclass(frozen=True)
class Tongue:
    """One language of the pages, and where this page is in that language."""

    code: str
    name: str
    path: str
    current: bool

    @property
    def url(self) -> str:
        """The whole address, without the query."""
        return f"{settings.ORIGIN}{self.path.partition('?')[0]}"


def shell(request: HttpRequest) -> dict[str, object]:
    """The context processor."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "site": site.current(),
        "reader": getattr(request, "reader", None),
        # asked by the pages of the desk alone
        "waiting": SimpleLazyObject(lambda: site.waiting(request)),
        "demo": settings.DEMO,
        "zone": settings.TIME_ZONE,
        "tongues": tongues(request.get_full_path(), language),
        "any_tongue": any_tongue(request.path),
        "links": navigation.public(request.path, language),
        "rail": navigation.desk(request.path, language),
    }


def any_tongue(path: str) -> str:
    """The address that leads to this page in the language of who asks for it."""
    first, _, rest = path.removeprefix("/").partition("/")
    known = first in dict(settings.LANGUAGES)
    return f"{settings.ORIGIN}/{rest if known else ''}"


def tongues(path: str, language: str) -> list[Tongue]:
    """This page in every language; a page without a language leads to the front."""
    first, _, rest = path.removeprefix("/").partition("/")
    if first not in dict(settings.LANGUAGES):
        rest = ""
    return [
        Tongue(code, name, f"/{code}/{rest}", code == language)
        for code, name in settings.LANGUAGES
    ]
