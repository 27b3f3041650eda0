"""What every page says about the coalition, and about the reader's desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accord.core.acts import times
from accord.desk import waiting as desk
from accord.ledger import coalition, confirmed, queries
from accord.ledger.confirmed import Confirmations, Confirmed


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
    ended: datetime | None = None  # when the coalition ended

    @property
    def founded(self) -> bool:
        """Whether there is a coalition yet."""
        return bool(self.coalition_id)

    @cached_property
    def confirmed(self) -> Confirmed:
        """How far the newest record is confirmed."""
        return self._confirmations.newest

    @property
    def copies(self) -> int:
        """How many members' copies confirm anything here."""
        return len(self._confirmations.reach)

    @cached_property
    def _confirmations(self) -> Confirmations:
        return confirmed.now()

    @property
    def mark(self) -> str:
        """The hex id from which the mark is drawn."""
        return self.coalition_id or "0" * 64


def current() -> Site:
    """The coalition of this hub, in the language that is active."""
    here = coalition.current()
    if here is None:
        return Site(name=_("A coalition in the making"), press=settings.PRESS)
    language = get_language() or settings.LANGUAGE_CODE
    head = queries.head()
    return Site(
        name=here.name(language),
        subtitle=_declared(here, language),
        coalition_id=here.id,
        members=len(here.members),
        languages=here.languages,
        press=settings.PRESS,
        saved=times.parse(head.time) if head else None,
        ended=here.ended,
    )


def _declared(here: coalition.Coalition, language: str) -> str:
    """The title of the declaration, in this language or else in its first."""
    if not here.languages:
        return ""
    spoken = language if language in here.languages else here.languages[0]
    founding = queries.act(here.declaration)
    declaration = (
        queries.content(founding, f"declaration.{spoken}") if founding else None
    )
    return str(declaration.get("title", "")) if declaration else ""


def waiting(request: HttpRequest) -> int:
    """How many decisions wait for who is signed in."""
    reader = getattr(request, "reader", None)
    return len(desk.waiting(reader)) if reader is not None else 0
