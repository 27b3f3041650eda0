"""Searches that a person keeps: each with a secret address, and mail if wanted.

Mails say that there is something, and where; what it is, the page says to who signs in.
The address is for programs that read feeds: whoever has it reads what its owner may.
"""

import secrets
from hashlib import sha256

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accord.core.acts.errors import Refused
from accord.desk.models import SavedSearch
from accord.ledger import clock, queries
from accord.people import preferences
from accord.people.apply import person_id
from accord.people.reader import Reader, live_key, make_reader
from accord.search import queries as found
from accord.search.groups import GROUPS
from accord.voice import queue
from accord.voice.models_mail import Reminded

MOST = 20


def of(reader: Reader) -> QuerySet[SavedSearch]:
    """The searches that a person keeps, newest first."""
    mine = SavedSearch.objects.filter(member=reader.member, person=reader.person)
    return mine.order_by("-time", "digest")


def full(reader: Reader) -> bool:
    """Whether a person keeps as many as one can."""
    return of(reader).count() >= MOST


def keep(reader: Reader, query: str, group: str, mail: bool) -> str:
    """Keeps a search; returns its token, which is not kept. Raises Refused."""
    tidy = found.asked(query)
    if not tidy or group not in ("", *GROUPS):
        raise Refused("Type at least two letters of what you look for.")
    if full(reader):
        raise Refused("You keep twenty searches; end one first.")
    token = secrets.token_urlsafe(32)
    head = queries.head()
    SavedSearch.objects.create(
        digest=digest(token),
        keyid=reader.keyid,
        member=reader.member,
        person=reader.person,
        query=tidy,
        group=group,
        mail=mail,
        seen=head.size if head else 0,
        time=clock.now(),
    )
    return token


def end(reader: Reader, kept: str) -> None:
    """Ends one of a person's searches: its address shows nothing from now on."""
    of(reader).filter(digest=kept).delete()


def digest(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def owner(row: SavedSearch) -> Reader | None:
    """Who reads by a kept search now; None when its device is not live any more."""
    key = live_key(row.keyid)
    return make_reader(key) if key is not None else None


def tell() -> int:
    """Puts a mail into the queue for each kept search that has more; how many."""
    told = 0
    for row in SavedSearch.objects.filter(mail=True):
        reader = owner(row)
        if reader is None:
            continue
        address = address_of(reader)
        more = found.newer(reader, row.query, row.seen - 1, row.group)
        if not more or not address:
            continue
        told += _mail(row, reader, address, more[0])
    return told


def address_of(reader: Reader) -> str:
    """Where a person wants to be told that something waits; "" for nowhere."""
    key = person_id(reader.member, reader.person)
    row = Reminded.objects.filter(id=key).first()
    return row.address if row else ""


def _mail(row: SavedSearch, reader: Reader, address: str, newest: int) -> int:
    chosen = preferences.of(reader.member, reader.person)
    with translation.override(chosen.language):
        text = _("There is something new for a search that you keep: {link}")
        link = f"{settings.ORIGIN}{reverse('desk:search')}"
        queue.put(
            f"found:{row.digest}:{newest}",
            address,
            _("Something new was found"),
            text.format(link=link),
            due=chosen.mail_at(clock.now()),
        )
    SavedSearch.objects.filter(digest=row.digest).update(seen=newest + 1)
    return 1
