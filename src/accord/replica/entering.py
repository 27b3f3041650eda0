"""A way in for readers of a copy: a link that its operator makes for one person.

A browser keeps a device's key for the address of the hub, so it cannot sign in here as
it does there. Who runs the copy can read its database anyway, and nothing can be
changed here: so the operator lets a person of the same member in, to read.
"""

import secrets
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from accord.core.acts import times
from accord.core.acts.errors import Malformed, Refused
from accord.core.rules.requirement import Key
from accord.ledger import clock
from accord.ledger.cache import reading

MINUTES = 10


def link(member: str, person: str) -> str:
    """An address that lets a person of the member in, once, within ten minutes.

    Raises Refused when no device of that person is live.
    """
    key = _device(member, person)
    token = secrets.token_urlsafe(24)
    _directory().mkdir(mode=0o700, exist_ok=True)
    until = times.write(clock.now() + timedelta(minutes=MINUTES))
    _file(token).write_text(f"{until} {key.keyid}")
    return f"{settings.ORIGIN}/copy/enter/{token}"


def use(token: str) -> str | None:
    """The id of the device's key that a link stands for; it works once."""
    file = _file(token)
    try:
        until, _, keyid = file.read_text().partition(" ")
        file.unlink()
        late = times.parse(until) < clock.now()
    except (FileNotFoundError, Malformed):
        return None
    return None if late else keyid


def people(member: str) -> list[str]:
    """The persons of a member who have a live device, by their short names."""
    return sorted({key.person or "" for key in _live(member)})


def _device(member: str, person: str) -> Key:
    for key in _live(member):
        if key.person == person:
            return key
    raise Refused(
        "{member} has nobody called {person} with a device. There are: {people}.",
        member=member,
        person=person,
        people=", ".join(people(member)) or "-",
    )


def _live(member: str) -> list[Key]:
    now = clock.text()
    with reading() as state:
        if state.roster is None:
            return []
        return [
            key
            for key in state.keys.values()
            if key.purpose == "desk"
            and key.member == member
            and state.why_dead(key, max(now, state.time)) is None
        ]


def _directory() -> Path:
    return Path(settings.DATA_DIR) / "entering"


def _file(token: str) -> Path:
    """Named by a hash: who can list the directory cannot enter."""
    return _directory() / sha256(token.encode()).hexdigest()
