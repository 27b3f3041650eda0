"""What a change of members comes to, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.core.acts.charter import Roster, Terms
from accord.ledger import queries
from accord.ledger.cache import reading
from accord.people.names import member_name


@dataclass(frozen=True, slots=True)
class RosterChange:
    """What a list of members changes against the one before it: handles, flags."""

    joins: tuple[str, ...]
    leaves: tuple[str, ...]
    stamps: tuple[str, ...]
    rules: bool
    hub: bool


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
        hub=before.hub != after.hub,
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
        names, said = "", _("A new host for the coalition")
    else:
        names, said = "", _("New rules for the coalition")
    return said.format(names=names)


def _names(handles: tuple[str, ...], language: str) -> str:
    return ", ".join(member_name(handle, language) or handle for handle in handles)
