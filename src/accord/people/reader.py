"""Who is at the keyboard: the person whose device signed in."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import get_language

from accord.core.acts.times import write
from accord.core.rules.requirement import Key
from accord.ledger import clock, lookups
from accord.ledger.cache import reading
from accord.people import names
from accord.people.apply import person_id
from accord.people.models import Preference

SESSION_KEY = "accord_keyid"


@dataclass(frozen=True)
class Reader:
    """A person of a member, by the device that signed in.

    `name` and `member_name` are empty where nobody gave one; `language` and
    `time_zone` are what the person chose, else empty. Names and the mark are looked up
    when something shows them: most answers show none.
    """

    member: str
    person: str
    keyid: str
    key: str
    roles: frozenset[str]
    language: str
    time_zone: str

    @cached_property
    def name(self) -> str:
        """The person's name."""
        return names.person_name(self.member, self.person)

    @cached_property
    def member_name(self) -> str:
        """The member's name in the language of the page."""
        return names.member_name(self.member, get_language() or self.language)

    @cached_property
    def mark(self) -> str:
        """The hex from which the member's stamp is drawn."""
        return names.member_mark(self.member)

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
    whose = person_id(key.member, person)
    chosen = lookups.row(Preference, whose, "language", "time_zone")
    language, time_zone = chosen or ("", "")
    return Reader(
        member=key.member,
        person=person,
        keyid=key.keyid,
        key=key.key,
        roles=key.roles,
        language=language,
        time_zone=time_zone,
    )
