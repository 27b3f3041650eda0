"""The statement room: drafts, what is open for signing, what was said."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language

from accord.core.acts.voice import Own, Retraction, Statement
from accord.ledger import clock, queries
from accord.ledger.board import Board, board
from accord.ledger.queries import ActRow
from accord.people import names
from accord.people.reader import Reader
from accord.voice import drafts, extras, proposals, proposing, statements
from accord.voice.extras import Extra
from accord.voice.models import Draft, DraftText, Proposal
from accord.voice.models import Statement as Row
from accord.voice.proposals import Proposed
from accord.voice.statements import Said

JOINT = (Statement.KIND, Retraction.KIND, *extras.KINDS)
LATEST = 10
NOT_TAKEN = 5


@dataclass(frozen=True)
class DraftLine:
    """A draft in the list."""

    draft: Draft
    title: str
    language: str
    complete: tuple[str, ...]
    missing: tuple[str, ...]
    last: DraftText | None
    proposal: ActRow | None


@dataclass(frozen=True)
class OpenLine:
    """A decision about words that is open for signing."""

    row: ActRow
    words: Proposed | Extra | None
    board: Board

    @property
    def withdraws(self) -> bool:
        """Whether it would withdraw words."""
        return self.row.kind == Retraction.KIND

    @property
    def you(self) -> bool:
        """Whether the reader's member has said nothing yet and can sign."""
        return self.board.may_sign and any(
            seat.you and seat.status in ("silent", "took_back")
            for seat in self.board.seats
        )

    @property
    def states(self) -> dict[str, int]:
        """How many members are in which state, for the tally."""
        seats = [seat.status for seat in self.board.seats]
        return {
            "signed": seats.count("signed"),
            "abstains": seats.count("abstains"),
            "objects": seats.count("objects"),
            "silent": seats.count("silent") + seats.count("took_back") - self.you,
        }


def draft_lines(reader: Reader) -> list[DraftLine]:
    """The drafts that a reader may read, without those that were said since."""
    found = (_line(draft) for draft in drafts.open_to(reader))
    return [one for one in found if one is not None]


def _line(draft: Draft) -> DraftLine | None:
    proposal = proposing.proposal_of(draft)
    row = queries.act(proposal.act) if proposal else None
    if row is not None and row.state == "effect":
        return None
    found = drafts.newest(draft)
    wanted = drafts.languages(draft)
    complete = tuple(
        one for one in wanted if one in found and found[one].title and found[one].text
    )
    language, title = title_of(found)
    return DraftLine(
        draft=draft,
        title=title,
        language=language,
        complete=complete,
        missing=tuple(one for one in wanted if one not in complete),
        last=max(found.values(), key=lambda one: one.saved, default=None),
        proposal=row if row is not None and row.state == "open" else None,
    )


def title_of(found: dict[str, DraftText]) -> tuple[str, str]:
    """Language and title of a draft: the reader's, English, or any that has one."""
    order = [get_language() or "en", "en", *sorted(found)]
    for language in order:
        if language in found and found[language].title:
            return language, found[language].title
    return "", ""


def open_lines(reader: Reader) -> list[OpenLine]:
    """Open decisions, those that lack this reader's signature first."""
    lines = list(_open(reader))
    return sorted(lines, key=lambda one: (not one.board.waits, one.row.closes))


def _open(reader: Reader) -> Iterator[OpenLine]:
    for row in queries.acts(JOINT, state="open"):
        found = board(row.id, reader.keyid)
        if found is not None:
            words = proposals.find_any(row.id) or proposals.about(row)
            yield OpenLine(row, words, found)


def coming() -> list[Said]:
    """Agreed, and not out yet."""
    return statements.shown(
        Row.objects.filter(state="agreed", public_from__gt=clock.text()).order_by(
            "public_from"
        )
    )


def latest() -> tuple[list[Said], int]:
    """The newest public statements, and how many there are."""
    rows: QuerySet[Row] = statements.public(clock.text())
    return statements.shown(rows[:LATEST]), rows.count()


def not_taken(reader: Reader) -> list[Proposed]:
    """Proposals that did not become statements, or were stopped: to be taken up."""
    rows = [
        *queries.acts([Statement.KIND], state="closed", limit=50),
        *queries.acts([Statement.KIND], state="lapsed", limit=50),
        *queries.acts([Own.KIND], state="closed", by=reader.member, limit=50),
    ]
    held = Row.objects.filter(state="held").values_list("act", flat=True)
    rows += [row for act in held if (row := queries.act(act)) is not None]
    rows.sort(key=lambda row: -row.index)
    found = (proposals.find(row.id) for row in rows if _is_newest(row))
    return [one for one in found if one is not None][:NOT_TAKEN]


def _is_newest(row: ActRow) -> bool:
    """Whether nothing was proposed at the same address since."""
    mine = Proposal.objects.filter(act=row.id).first()
    if mine is None:
        return False
    later = Proposal.objects.filter(kind=mine.kind, slug=mine.slug)
    return not later.filter(index__gt=mine.index).exists()


def who(row: DraftText) -> str:
    """Who saved a version."""
    return names.person_title(row.member, row.person)
