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
from accord.people import kinds
from accord.people.names import member_title
from accord.people.reader import Reader
from accord.people.waiting import Waiting
from accord.voice import proposals
from accord.voice.extras import KINDS, Extra
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
    for row in queries.acts([Statement.KIND, Retraction.KIND, *KINDS], state="open"):
        shown = board(row.id, reader.keyid)
        words = proposals.find_any(row.id) or proposals.about(row)
        if shown is not None and shown.waits and words is not None:
            found.append(_waiting(shown, words))
    return found


def _waiting(shown: Board, words: Proposed | Extra) -> Waiting:
    act = shown.act
    if act.kind in KINDS:
        return _extra(shown, words.title)
    proposed = words if isinstance(words, Proposed) else None
    if act.kind == Retraction.KIND:
        proposed = None
    title = words.title
    return Waiting(
        kind=_statement(proposed) if proposed else _("Withdrawal of a statement"),
        act_id=act.id,
        title=_("Withdraw: {title}").format(title=title) if proposed is None else title,
        who=member_title(act.by, get_language() or "en"),
        url=reverse("voice:decision", args=[act.id]),
        need=shown.need,
        signed=shown.signed,
        last=shown.last,
        effect=_effect(shown, proposed.outlook if proposed else None),
        urgent_at=_urgent_at(proposed) if proposed else act.closes,
        badge=_badge(proposed) if proposed else None,
    )


def _extra(shown: Board, title: str) -> Waiting:
    """A translation, or a position."""
    act = shown.act
    more = max(0, shown.still - 1)
    last = _("With yours it takes effect. Until it is public any signer can stop it.")
    return Waiting(
        kind=kinds.name(act.kind),
        act_id=act.id,
        title=title,
        who=member_title(act.by, get_language() or "en"),
        url=reverse("voice:decision", args=[act.id]),
        need=shown.need,
        signed=shown.signed,
        last=shown.last,
        effect=_effect(shown, None) if more else last,
        urgent_at=act.closes,
        badge=None,
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
