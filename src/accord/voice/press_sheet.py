"""The press sheet: one statement as PDF, with a code that leads to its check.

Words reach the sheet as JSON, never as markup (people/typeset.py).
"""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from accord.ledger import coalition
from accord.people import pictures as cleaning
from accord.people import times, typeset
from accord.people.names import member_title
from accord.voice import pictures
from accord.voice.documents import address
from accord.voice.markup import data
from accord.voice.statements import Said

LONGEST = 1600
SHEET = Path(__file__).with_name("press") / "sheet.typ"


def pdf(said: Said) -> bytes:
    """The press sheet in the statement's language that is shown."""
    found = {
        f"{number}.{said_type}": drawn
        for number, (said_type, content) in pictures.files(said.act).items()
        if (drawn := _drawn(content))
    }
    return typeset.pdf(SHEET.read_bytes(), _data(said, found), found)


@lru_cache(maxsize=16)
def _drawn(content: bytes) -> bytes | None:
    """A signed picture drawn anew: any points can be signed, and Typst unpacks here.

    None for what is no picture: the sheet has its description then.
    """
    try:
        return cleaning.clean(content, LONGEST).data
    except ValidationError:
        return None


def _data(said: Said, files: Collection[str]) -> dict[str, object]:
    here = coalition.current()
    text = said.text
    return {
        "coalition": here.name(said.language) if here else "",
        "id": here.id if here else "",
        "language": said.language,
        "kind": _kind(said),
        "notice": _notice(said),
        "gone": said.state == "retracted",
        "time": times.printed(said.time),
        "title": text.title,
        "summary": text.summary,
        "blocks": data.blocks(text.blocks, files),
        "signed": _("Signed by {names}").format(
            names=", ".join(
                member_title(one, said.language) for one in said.signed.signers
            )
        ),
        "address": address(said),
        "act": said.act,
        "check": _("Check these words"),
        "checked": check_address(said),
        "code": typeset.code(check_address(said)),
        "press": settings.PRESS,
        "coalition_label": _("The coalition’s id"),
        "act_label": _("The statement’s mark"),
    }


def _kind(said: Said) -> str:
    if said.own:
        return _("{author} said this for itself, not for the coalition").format(
            author=said.author or said.by
        )
    return _("Joint statement")


def _notice(said: Said) -> str:
    if said.state == "retracted":
        since = _("Withdrawn on %(time)s") % {"time": times.printed(said.changed)}
        parts = [f"{since}.", _("The words are not stood by any more."), said.why]
        return " ".join(filter(None, parts))
    if said.state == "corrected" and said.correction:
        newer = f"{said.correction.title} ({address(said.correction)})"
        since = _("Corrected on %(time)s") % {"time": times.printed(said.changed)}
        return f"{since}. {_('Please quote the newer statement:')} {newer}"
    return ""


def check_address(said: Said) -> str:
    """The address at which anybody checks how this statement stands now."""
    return f"{settings.ORIGIN}{reverse('voice:check')}?q={quote(said.act)}"
