"""What a change of members comes to, in words."""

from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.charter import shares
from accord.core.acts.charter import Roster, Terms
from accord.ledger import queries
from accord.ledger.cache import reading
from accord.people.names import member_name


@dataclass(frozen=True, slots=True)
class RosterChange:
    """What a list of members changes against the one before it: handles, flags.

    `hub`: the new key of the host, or nothing.
    `decides`: each question that is decided otherwise from then on, with the share of
    before and the one of then, in words.
    """

    joins: tuple[str, ...]
    leaves: tuple[str, ...]
    stamps: tuple[str, ...]
    rules: bool
    hub: str
    decides: tuple[tuple[str, str, str], ...] = ()


def change(act_id: str) -> RosterChange:
    """What a `charter.roster`, open or in force, changes against the one it names."""
    row = queries.act(act_id)
    body = row.parsed.body if row else None
    if row is None or not isinstance(body, Roster):
        raise LookupError(act_id)
    with reading() as state:
        before = state.rosters[row.parsed.roster or ""].terms
    return between(before, body.terms)


def between(before: Terms, after: Terms) -> RosterChange:
    """The difference of two lists of members."""
    old, new = before.members, after.members
    return RosterChange(
        joins=tuple(sorted(new.keys() - old.keys())),
        leaves=tuple(sorted(old.keys() - new.keys())),
        stamps=tuple(
            sorted(name for name in new.keys() & old.keys() if new[name] != old[name])
        ),
        rules=before.rules != after.rules,
        hub=after.hub.key if before.hub != after.hub else "",
        decides=_decides(before, after),
    )


def _decides(before: Terms, after: Terms) -> tuple[tuple[str, str, str], ...]:
    old, new = shares.of_terms(before.rules), shares.of_terms(after.rules)
    return tuple(
        (str(one.label), shares.words(old[one.name]), shares.words(new[one.name]))
        for one in shares.QUESTIONS
        if old[one.name] != new[one.name]
    )


def heading(found: RosterChange, language: str) -> str:
    """One line: mill-ferry joins."""
    if found.joins:
        names = _names(found.joins, language)
        said = ngettext("{names} joins", "{names} join", len(found.joins))
    elif found.leaves:
        names = _names(found.leaves, language)
        said = ngettext("{names} leaves", "{names} leave", len(found.leaves))
    elif found.stamps:
        names = _names(found.stamps, language)
        said = ngettext(
            "{names} gets a new stamp", "{names} get new stamps", len(found.stamps)
        )
    elif found.hub:
        names, said = "", _("A new key for the host")
    else:
        names, said = "", _("New rules for the coalition")
    return said.format(names=names)


def _names(handles: tuple[str, ...], language: str) -> str:
    return ", ".join(member_name(handle, language) or handle for handle in handles)


def own_language(code: str) -> str:
    """A language's own name, or its code."""
    return str(LANG_INFO.get(code, {}).get("name_local", code))
