"""What waits for a reader among statements: words and withdrawals to be signed."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accord.core.acts.voice import Retraction, Statement
from accord.ledger import queries
from accord.ledger.board import Board, board
from accord.people.names import member_title
from accord.people.reader import Reader
from accord.people.waiting import Waiting
from accord.voice import proposals
from accord.voice.options import ROLE
from accord.voice.outlook import Outlook
from accord.voice.proposals import Proposed


@dataclass(frozen=True)
class Effect:
    """What the reader's signature would do, for the template that says it.

    `number` of `need`: which one it would be; `more` would still be lacking.
    """

    number: int
    need: int
    more: int
    out: Outlook | None


def waiting(reader: Reader) -> list[Waiting]:
    """What lacks the signature of the reader's member; drafts do not wait."""
    if not reader.has(ROLE):
        return []
    found = []
    for row in queries.acts([Statement.KIND, Retraction.KIND], state="open"):
        shown = board(row.id, reader.keyid)
        words = proposals.find(row.id) or proposals.about(row)
        if shown is not None and shown.waits and words is not None:
            found.append(_waiting(shown, words))
    return found


def _waiting(shown: Board, words: Proposed) -> Waiting:
    act = shown.act
    withdraws = act.kind == Retraction.KIND
    title = words.title
    return Waiting(
        kind=_("Withdrawal of a statement") if withdraws else _statement(words),
        act_id=act.id,
        title=_("Withdraw: {title}").format(title=title) if withdraws else title,
        who=member_title(act.by, get_language() or "en"),
        url=reverse("voice:decision", args=[act.id]),
        need=shown.need,
        signed=shown.signed,
        last=shown.last,
        effect=_effect(shown, None if withdraws else words.outlook),
        urgent_at=act.closes if withdraws else _urgent_at(words),
        badge=None if withdraws else _badge(words),
    )


def _badge(words: Proposed) -> str | None:
    if words.newer:
        return _("There is a newer proposal")
    return _("Urgent") if words.body.urgent else None


def _statement(words: Proposed) -> str:
    count = len(words.body.languages)
    return ngettext(
        "Joint statement in {count} language",
        "Joint statement in {count} languages",
        count,
    ).format(count=count)


def _effect(shown: Board, out: Outlook | None) -> str:
    effect = Effect(shown.signed + 1, shown.need, max(0, shown.still - 1), out)
    return render_to_string("voice/effect.html", {"effect": effect})


def _urgent_at(words: Proposed) -> datetime:
    """When it is meant to go out, or else when it lapses, whichever is earlier."""
    planned = words.outlook.time
    closes = words.row.closes
    return min(planned, closes) if planned else closes
