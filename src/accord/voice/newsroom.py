"""What the front page and the archive show."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from accord.core.acts.voice import Statement
from accord.ledger import clock, queries
from accord.ledger.cache import reading
from accord.ledger.coalition import Coalition
from accord.people.names import chose_handle, member_mark, member_name, profile
from accord.voice import statements


@dataclass(frozen=True)
class Signer:
    """A member under the declaration; `name` is empty where none is recorded.

    `alone`: it has said that it takes part under its handle alone.
    """

    handle: str
    name: str
    mark: str
    place: str
    alone: bool


@dataclass(frozen=True)
class Excerpt:
    """The declaration's first paragraph, and the other languages that it has."""

    language: str
    text: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """How many of the members have to sign a joint statement."""

    need: int
    members: int


def signers(here: Coalition) -> Iterator[Signer]:
    """Every member, each with the same line."""
    language = get_language() or "en"
    for handle in here.members:
        yield Signer(
            handle,
            member_name(handle, language),
            member_mark(handle),
            str(profile(handle).get("place", "")),
            chose_handle(handle),
        )


def excerpt(here: Coalition) -> Excerpt:
    """The declaration, in the reader's language if it has that."""
    language = get_language() or "en"
    spoken = language if language in here.languages else here.languages[0]
    founding = queries.act(here.id)
    content = queries.content(founding, f"declaration.{spoken}") if founding else None
    text = str(content.get("text", "")) if content else ""
    others = tuple(one for one in here.languages if one != spoken)
    return Excerpt(spoken, text.partition("\n\n")[0], others)


def share() -> Share:
    """The rule for joint statements, as it is now."""
    with reading() as state:
        roster = state.in_force()
        members = len(roster.members)
        return Share(roster.terms.rules[Statement.KIND].of(members), members)


def years() -> list[int]:
    """The years in which something was said, newest first."""
    rows = statements.public(clock.text()).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())
