"""Reminders to those who are silent: that something waits, and a link; nothing else.

A person who left an address is told once when a decision is opened for its member, and
once more in its last day. Mails say nothing of the matter: they pass through others'
hands, and who reads them may not be who should.
"""

from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accord.ledger import clock, queries
from accord.ledger.board import Board, board
from accord.people import kinds, preferences
from accord.people.boards import signers
from accord.voice import queue
from accord.voice.models_mail import Announced, Reminded

LAST = timedelta(days=1)
SILENT = ("silent", "took_back")


def remind() -> int:
    """Puts the reminders that are due into the queue; returns how many."""
    known = list(Reminded.objects.all())
    if not known:
        return 0
    found = 0
    for row in queries.acts(kinds.JOINT, state="open"):
        stage = "last" if row.closes - clock.now() <= LAST else "first"
        shown = board(row.id)
        if shown is not None and not shown.blocked:
            found += sum(_remind(shown, stage, one) for one in known)
    return found


def _remind(shown: Board, stage: str, one: Reminded) -> bool:
    silent = {seat.member for seat in shown.seats if seat.status in SILENT}
    about = f"remind:{shown.act.id}:{stage}:{one.id}"
    if one.member not in silent or Announced.objects.filter(id=_key(about)).exists():
        return False
    able = {person for person, _name in signers(shown.act.kind, one.member)}
    if one.person not in able:
        return False
    chosen = preferences.of(one.member, one.person)
    # In the last hours a reminder is worth more than quiet.
    quiet = chosen.mail_at(clock.now()) if stage == "first" else None
    with translation.override(chosen.language), transaction.atomic():
        Announced.objects.create(id=_key(about))
        text = _("Something waits for you. To read and decide: {link}")
        queue.put(
            about,
            one.address,
            _("Something waits for you"),
            text.format(link=f"{settings.ORIGIN}{reverse('desk:home')}"),
            due=quiet,
        )
    return True


def _key(about: str) -> str:
    """A name that is short enough: an act's id is 64 digits of it."""
    return sha256(about.encode()).hexdigest()
