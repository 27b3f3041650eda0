"""What every page says about the coalition, and about the reader's desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Site:
    """The coalition as its pages name it, in one language."""

    name: str
    subtitle: str = ""
    coalition_id: str = ""  # 64 hex digits; empty before the founding
    members: int = 0
    languages: tuple[str, ...] = ()  # of the declaration, its own order
    press: str = ""  # a mail address
    saved: datetime | None = None  # when the newest record was saved
    confirmed_by: int = 0  # members whose copies hold that record

    @property
    def founded(self) -> bool:
        """Whether there is a coalition yet."""
        return bool(self.coalition_id)

    @property
    def mark(self) -> str:
        """The hex id from which the mark is drawn."""
        return self.coalition_id or "0" * 64


def current() -> Site:
    """The coalition of this hub, in the language that is active."""
    return Site(name=_("A coalition in the making"), press=settings.PRESS)


def waiting(request: HttpRequest) -> int:
    """How many decisions wait for who is signed in."""
    return 0
