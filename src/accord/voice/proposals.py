"""Words of voice as the desk shows them, from their first signature on."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from django.db.models import QuerySet
from django.utils import translation
from django.utils.safestring import SafeString

from accord.core.acts.voice import Hold, Retraction, Statement, Words
from accord.ledger import clock, queries
from accord.ledger.queries import ActRow
from accord.voice import differences, extras, statements
from accord.voice.cleaning import visible
from accord.voice.differences import Segment
from accord.voice.extras import Extra
from accord.voice.models import Proposal
from accord.voice.outlook import Outlook, outlook
from accord.voice.statements import Said
from accord.voice.texts import Text, text_of

RETRACTION = Retraction.KIND
Cell = tuple[str, list[Segment]]


@dataclass(frozen=True)
class Proposed:
    """A joint statement or a member's own word, proposed or said."""

    row: ActRow
    body: Words

    @property
    def joint(self) -> bool:
        """Whether it is the coalition's word, and not one member's."""
        return self.row.kind == Statement.KIND

    @cached_property
    def texts(self) -> list[Text]:
        """The words in every language, the reader's first."""
        languages = sorted(self.body.languages, key=self._later)
        return [text_of(self.row.id, one) for one in languages]

    @staticmethod
    def _later(language: str) -> bool:
        """Whether it stands behind the reader's."""
        return language != (translation.get_language() or "en")

    @property
    def language(self) -> str:
        """The language of the title."""
        return min(self.body.languages, key=self._later)

    @property
    def title(self) -> str:
        """The title in the reader's language, or in the first that there is."""
        return text_of(self.row.id, self.language).title or self.body.slug

    @property
    def outlook(self) -> Outlook:
        """When it goes out."""
        return outlook(self.row, self.body, clock.text())

    @cached_property
    def said(self) -> Said | None:
        """How it stands, once it is agreed."""
        row = statements.by_act(self.row.id)
        return statements.said(row) if row else None

    @property
    def is_public(self) -> bool:
        """Whether everybody can read it."""
        return self.said is not None and self.said.is_public

    @property
    def corrects(self) -> "Proposed | None":
        """What it corrects."""
        return find(self.body.corrects) if self.body.corrects else None

    @cached_property
    def previous(self) -> "Proposed | None":
        """The proposal before this one, for the same address."""
        earlier = self._siblings.filter(index__lt=self.row.index)
        found = earlier.order_by("-index").first()
        return find(found.act) if found else None

    @property
    def newer(self) -> ActRow | None:
        """A newer proposal for the same address, while this one is open."""
        if self.row.state != "open":
            return None
        later = self._siblings.filter(index__gt=self.row.index)
        found = later.order_by("-index").first()
        return queries.act(found.act) if found else None

    @property
    def _siblings(self) -> QuerySet[Proposal]:
        """Every proposal for the same address; own words are their member's alone."""
        rows = Proposal.objects.filter(kind=self.row.kind, slug=self.body.slug)
        return rows if self.joint else rows.filter(by=self.row.by)

    @property
    def rows(self) -> list[list[Cell]]:
        """Paragraph beside paragraph, as in a treaty: (language, pieces)."""
        return _side_by_side(
            {one.language: [Segment("same", whole(one))] for one in self.texts}
        )

    @property
    def reading(self) -> list[list[tuple[str, SafeString]]]:
        """The same as readers will see it, with pictures."""
        return reading(self.texts)

    @cached_property
    def changes(self) -> list[list[Cell]]:
        """The same with what changed since the proposal before; empty if nothing."""
        if self.previous is None:
            return []
        before = {one.language: whole(one) for one in self.previous.texts}
        found = {
            one.language: differences.segments(before.get(one.language, ""), whole(one))
            for one in self.texts
        }
        count = sum(differences.count(one) for one in found.values())
        return _side_by_side(found) if count else []

    @property
    def saw(self) -> dict[str, object]:
        """What the browser notes as read (docs/browser.md)."""
        return {
            "kind": self.row.kind,
            "slug": self.body.slug,
            "act": self.row.id,
            "texts": {
                one.language: {
                    "title": one.title,
                    "summary": one.summary,
                    "text": one.text,
                }
                for one in self.texts
            },
        }


def find(act_id: str) -> Proposed | None:
    """The words that an act proposed; None for an act of another kind."""
    row = queries.act(act_id)
    if row is None or not isinstance(row.parsed.body, Words):
        return None
    return Proposed(row, row.parsed.body)


def about(row: ActRow) -> Proposed | Extra | None:
    """The words that a hold or a withdrawal is about."""
    if not isinstance(row.parsed.body, Hold | Retraction):
        return None
    return find_any(row.parsed.body.statement)


def find_any(act_id: str) -> Proposed | Extra | None:
    """The words that an act proposed, of whatever sort."""
    return find(act_id) or extras.find(act_id)


def title(act_id: str) -> str:
    """The title of the words that an act proposes or is about; "" for other acts."""
    row = queries.act(act_id)
    words = find_any(act_id) or (about(row) if row else None)
    return words.title if words else ""


def reason(row: ActRow) -> str:
    """The reason that a withdrawal gives."""
    content = queries.content(row, "reason")
    return visible(str(content.get("text", ""))) if content else ""


def open_withdrawal(statement: str) -> ActRow | None:
    """A proposed withdrawal of a statement that is open now."""
    for row in queries.acts([RETRACTION], state="open"):
        body = row.parsed.body
        if isinstance(body, Retraction) and body.statement == statement:
            return row
    return None


def whole(text: Text) -> str:
    """Title, summary and text, as paragraphs."""
    parts = (text.title, text.summary, text.text)
    return "\n\n".join(part for part in parts if part)


def reading(found: Iterable[Text]) -> list[list[tuple[str, SafeString]]]:
    """Texts as readers will see them, paragraph beside paragraph."""
    columns = {one.language: one.cells for one in found}
    return [
        list(zip(columns, row, strict=True))
        for row in zip_longest(*columns.values(), fillvalue=SafeString())
    ]


def _side_by_side(texts: dict[str, list[Segment]]) -> list[list[Cell]]:
    columns = [differences.paragraphs(found) for found in texts.values()]
    return [
        list(zip(texts, row, strict=True))
        for row in zip_longest(*columns, fillvalue=list[Segment]())
    ]
