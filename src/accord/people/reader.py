"""Who is at the keyboard: the person whose device signed in."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from accord.core.acts.times import write
from accord.core.rules.requirement import Key
from accord.ledger import clock
from accord.ledger.cache import reading
from accord.people import names
from accord.people.apply import person_id
from accord.people.models import Preference

SESSION_KEY = "accord_keyid"


@dataclass(frozen=True, slots=True)
class Reader:
    """A person of a member, by the device that signed in.

    `name` and `member_name` are empty where nobody gave one; `language` and
    `time_zone` are what the person chose, else empty.
    """

    member: str
    person: str
    keyid: str
    key: str
    name: str
    member_name: str
    mark: str
    roles: frozenset[str]
    language: str
    time_zone: str

    def has(self, role: str) -> bool:
        """Whether the device may act in a role."""
        return role in self.roles


def live_key(keyid: str) -> Key | None:
    """The desk key with this id, if it may sign now."""
    now = write(clock.now())
    with reading() as state:
        key = state.keys.get(keyid)
        if key is None or key.purpose != "desk" or state.roster is None:
            return None
        return key if state.why_dead(key, max(now, state.time)) is None else None


def reader_of(request: HttpRequest) -> Reader | None:
    """The reader of a session; a session whose key is not live any more ends here."""
    keyid = request.session.get(SESSION_KEY)
    if keyid is None:
        return None
    key = live_key(keyid)
    if key is None:
        request.session.flush()
        return None
    return make_reader(key)


def make_reader(key: Key) -> Reader:
    """The reader who holds a desk key."""
    person = key.person or ""
    chosen = Preference.objects.filter(id=person_id(key.member, person)).first()
    language = chosen.language if chosen else ""
    return Reader(
        member=key.member,
        person=person,
        keyid=key.keyid,
        key=key.key,
        name=names.person_name(key.member, person),
        member_name=names.member_name(key.member, get_language() or language),
        mark=names.member_mark(key.member),
        roles=key.roles,
        language=language,
        time_zone=chosen.time_zone if chosen else "",
    )
