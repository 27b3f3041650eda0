"""The Atom feed: what was said, and what became of it.

An entry's id never changes. A correction or a withdrawal updates it, and brings it to
the top again, however old it is.
"""

from datetime import datetime
from itertools import chain

from django.conf import settings
from django.utils.translation import get_language

from accord.ledger import clock, coalition
from accord.voice import pictures, statements
from accord.voice.markup.html import html as block_html
from accord.voice.statements import Said

ENTRIES = 30


def entries() -> list[Said]:
    """The entries that changed last, newest first."""
    rows = statements.public(clock.text())
    changed = rows.exclude(state="agreed").order_by("-changed")
    known = {row.act: row for row in chain(rows[:ENTRIES], changed[:ENTRIES])}
    found = statements.shown(known.values())
    return sorted(found, key=lambda one: one.changed, reverse=True)[:ENTRIES]


def html(said: Said) -> str:
    """The words as HTML that stands alone, its pictures at whole addresses."""
    return block_html(said.text.blocks, pictures.absolute(said.text.sources))


def context(found: list[Said], updated: datetime) -> dict[str, object]:
    """What the template needs."""
    here = coalition.current()
    language = get_language() or "en"
    return {
        "id": f"urn:accord:{here.id if here else 'none'}:{language}",
        "found": [(one, html(one)) for one in found],
        "language": language,
        "origin": settings.ORIGIN,
        "updated": updated,
    }
