"""Embargoed words for a few readers: by a link that can be taken back.

A link shows what was agreed and is not public yet. It ends when the words are public,
were stopped or withdrawn, or when somebody takes it back. Who has the table does not
have the links: it holds their hashes alone.
"""

import secrets
from hashlib import sha256

from accord.core.rules.standing import AGREED
from accord.ledger import clock
from accord.people.reader import Reader
from accord.voice import statements
from accord.voice.models import Statement
from accord.voice.models_preview import Preview, PreviewSeen

MOST_SEEN = 1000
BROWSER = 120


def can_be_shown(row: Statement) -> bool:
    """Whether words are agreed, and their time is still to come."""
    return row.state == AGREED and not row.never and row.public_from > clock.text()


def begin(row: Statement, reader: Reader, label: str) -> str:
    """Makes a link for somebody; returns its token, which is not kept."""
    token = secrets.token_urlsafe(32)
    Preview.objects.create(
        act=row.act,
        token=_kept(token),
        label=label,
        member=reader.member,
        person=reader.person,
        made=clock.now(),
    )
    return token


def look(token: str, browser: str) -> Statement | None:
    """The statement that a link shows now, or None; every look is noted."""
    one, row = _found(token)
    if one is None or row is None:
        return None
    if statements.is_public(row, clock.text()):
        return row
    if not can_be_shown(row):
        return None
    if one.seen.count() < MOST_SEEN:
        PreviewSeen.objects.create(
            preview=one, time=clock.now(), browser=browser[:BROWSER]
        )
    return row


def shown(token: str) -> Statement | None:
    """The same for what stands on that page, without noting a look."""
    _one, row = _found(token)
    if row is None:
        return None
    out = statements.is_public(row, clock.text())
    return row if out or can_be_shown(row) else None


def _found(token: str) -> tuple[Preview | None, Statement | None]:
    one = Preview.objects.filter(token=_kept(token), revoked=None).first()
    return one, statements.by_act(one.act) if one else None


def revoke(act: str, number: int) -> None:
    """Takes a link back."""
    rows = Preview.objects.filter(act=act, id=number, revoked=None)
    rows.update(revoked=clock.now())


def _kept(token: str) -> str:
    return sha256(token.encode()).hexdigest()
