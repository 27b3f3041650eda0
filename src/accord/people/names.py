"""What members and persons are called, and the mark of a member's stamp.

A member without a profile, and a person whose name was not given or was erased, have
an empty name: pages then show the handle (`{% member name handle %}`).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accord.core.acts import blobs
from accord.core.acts.act import Act
from accord.core.acts.charter import MemberKeys
from accord.core.acts.errors import AccordError
from accord.core.rules.state import State
from accord.ledger import lookups, queries
from accord.ledger.cache import reading
from accord.ledger.coalition import current
from accord.people.apply import person_id
from accord.people.models import Person, Profile


@dataclass(frozen=True, slots=True)
class Who:
    """A member on a page; `name` is empty under a handle alone."""

    handle: str
    name: str
    mark: str

    @property
    def title(self) -> str:
        """The name, or the handle: for sentences."""
        return self.name or self.handle


def who(handle: str, language: str) -> Who:
    """A member as pages show it."""
    return Who(handle, member_name(handle, language), member_mark(handle))


def member_name(handle: str, language: str) -> str:
    """A member's name in a language, else in English, else in any; "" without one."""
    return _in_language(profile(handle).get("names"), language)


def member_title(handle: str, language: str) -> str:
    """A member's name, or its handle: for sentences."""
    return member_name(handle, language) or handle


def members_now(language: str) -> dict[str, str]:
    """The members of now by handle, each with its name, or its handle."""
    here = current()
    handles = here.members if here is not None else ()
    return {one: member_title(one, language) for one in handles}


def profile(handle: str) -> dict[str, object]:
    """A member's `names`, `place` and `contact`; empty under a handle alone."""
    found = lookups.row(Profile, handle, "content")
    return _document(found[0]) if found else {}


def chose_handle(handle: str) -> bool:
    """Whether a member has said that it takes part under its handle alone."""
    return Profile.objects.filter(member=handle, content="").exists()


def person_name(member: str, person: str) -> str:
    """A person's name, or ""."""
    found = lookups.row(Person, person_id(member, person), "name")
    return str(_document(found[0]).get("name", "")) if found else ""


def person_title(member: str, person: str) -> str:
    """A person's name, or the opaque word that stands for it."""
    return person_name(member, person) or person


def labels(handles: Iterable[str], language: str) -> dict[str, dict[str, str]]:
    """What the sign dialog shows beside handles: {"members": {handle: name}}."""
    named = {handle: member_name(handle, language) for handle in sorted(set(handles))}
    return {"members": {handle: name for handle, name in named.items() if name}}


def members_in(act: Act) -> set[str]:
    """The handles of every member that an act names, its own and in its body."""
    with reading() as state:
        known = {one for row in state.rosters.values() for one in row.terms.members}
    return set(_texts(json.loads(act.payload))) & known


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def member_mark(handle: str) -> str:
    """The hex from which a member's stamp is drawn: its first seal, now or last."""
    with reading() as state:
        keys = member_keys(state, handle)
    return keys.seals[0] if keys else "0" * 64


def member_keys(state: State, handle: str) -> MemberKeys | None:
    """A member's keys in the newest list of members that names it."""
    for roster in sorted(state.rosters.values(), key=lambda one: -one.index):
        if handle in roster.terms.members:
            return roster.terms.members[handle]
    return None


def _document(sha256: str) -> dict[str, object]:
    data = queries.blob(sha256) if sha256 else None
    if data is None:
        return {}
    try:
        return blobs.unpack(data)
    except AccordError:
        return {}


def _in_language(named: object, language: str) -> str:
    if not isinstance(named, dict) or not named:
        return ""
    for code in (language, "en"):
        if named.get(code):
            return str(named[code])
    return str(next(iter(named.values())))
