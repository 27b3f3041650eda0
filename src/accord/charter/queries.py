"""What the charter's pages show: members, lists of members, the declaration."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from accord.charter.forms_outside import PLEDGES
from accord.charter.models import Application, Member, RosterRow
from accord.charter.wording import change, heading
from accord.core.rules.course import languages
from accord.ledger import queries
from accord.ledger.cache import reading
from accord.ledger.coalition import current
from accord.people import kinds, names

# What the members' stamps decide.
STAMPED = ("charter.roster", "charter.amend", "charter.close")


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member on a page; `name` is empty where none is recorded.

    `alone`: it has said that it takes part under its handle alone.
    """

    handle: str
    name: str
    mark: str
    place: str
    contact: str
    joined: datetime
    left: datetime | None
    founder: bool
    stamps: tuple[str, ...]
    names: dict[str, str]
    alone: bool


@dataclass(frozen=True, slots=True)
class RosterView:
    """A list of members that came into force, or waits for stamps."""

    act: str
    title: str
    version: int
    time: datetime


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """A declaration in one language."""

    language: str
    title: str
    paragraphs: list[str]


def members(language: str, *, past: bool = False) -> list[MemberView]:
    """The members of now, or those that have left; equal seats, so by handle."""
    rows = Member.objects.filter(left__isnull=not past).order_by("handle")
    return [_view(row, language) for row in rows]


def member(handle: str, language: str) -> MemberView | None:
    """One member of now or before."""
    row = Member.objects.filter(handle=handle).first()
    return _view(row, language) if row else None


def _view(row: Member, language: str) -> MemberView:
    shown = names.profile(row.handle)
    named = shown.get("names")
    with reading() as state:
        keys = names.member_keys(state, row.handle)
        founding = state.coalition
    return MemberView(
        handle=row.handle,
        name=names.member_name(row.handle, language),
        mark=names.member_mark(row.handle),
        place=str(shown.get("place", "")),
        contact=str(shown.get("contact", "")),
        joined=row.joined,
        left=row.left,
        founder=row.joined_by == founding,
        stamps=tuple(keys.seals) if keys else (),
        names={str(k): str(v) for k, v in named.items()}
        if isinstance(named, dict)
        else {},
        alone=names.chose_handle(row.handle),
    )


def declaration(act_id: str = "") -> list[DeclarationView]:
    """A declaration in all its languages, the one in force or that of an act; empty
    before the founding.
    """
    here = current()
    row = queries.act(act_id or here.declaration) if here else None
    if row is None:
        return []
    found = []
    for language in sorted(languages(row.parsed.blobs)):
        document = queries.content(row, f"declaration.{language}") or {}
        found.append(
            DeclarationView(
                language,
                str(document.get("title", "")),
                paragraphs(str(document.get("text", ""))),
            )
        )
    return found


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: empty lines stand between them."""
    return [one.strip() for one in text.split("\n\n") if one.strip()]


def rosters(language: str) -> list[RosterView]:
    """Every list of members that was in force, newest first."""
    return [
        RosterView(row.act, _title(row, language), row.version, row.time)
        for row in RosterRow.objects.order_by("-version")
    ]


def _title(row: RosterRow, language: str) -> str:
    if row.version == 1:
        return ""
    return heading(change(row.act), language)


def open_rosters(language: str) -> list[RosterView]:
    """Changes of members that wait for stamps."""
    return [
        RosterView(row.id, heading(change(row.id), language), 0, row.closes)
        for row in queries.acts(["charter.roster"], state="open")
    ]


def pledges() -> dict[str, int]:
    """How many people pledged which support: all that is public of them."""
    return {
        wants: Application.objects.filter(wants=wants).exclude(confirmed=None).count()
        for wants in dict(PLEDGES)
    }


@dataclass(frozen=True, slots=True)
class OpenStamped:
    """A change of the charter that waits for stamps, whatever its kind."""

    act: str
    kind: str
    title: str
    url: str
    time: datetime


def open_stamped(language: str) -> list[OpenStamped]:
    """Changes of members, of the declaration, and the end, while stamps are missing."""
    return [
        OpenStamped(row.id, row.kind, *stamped_title(row, language), row.closes)
        for row in queries.acts(STAMPED, state="open")
    ]


def stamped_title(row: queries.ActRow, language: str) -> tuple[str, str]:
    """What such a change is called, and the address of its page."""
    if row.kind == "charter.roster":
        title = heading(change(row.id), language)
        return title, reverse("charter:roster", args=[row.id])
    return kinds.name(row.kind), reverse("charter:stamped", args=[row.id])
