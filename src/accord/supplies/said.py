"""A record of goods in a line for lists: what, how much, from where to where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.core.acts import keeping
from accord.core.acts import supplies as acts
from accord.core.acts.body import Body
from accord.ledger import queries
from accord.ledger.queries import ActRow
from accord.supplies.records import RecordLine, lines
from accord.supplies.things import Things
from accord.supplies.units import grouped


@dataclass(frozen=True, slots=True)
class Said:
    """`what`: goods and how many; `source` and `target`: a place or a member, or ""."""

    what: str
    source: str = ""
    target: str = ""


def said(row: ActRow, things: Things) -> Said:
    """What a record of goods says, of what it undoes if it is a reversal."""
    body = row.parsed.body
    if isinstance(body, acts.Reverse):
        undone = queries.act(body.act)
        return said(undone, things) if undone is not None else Said("")
    source, target = _way(body, things)
    found = lines(body, things)
    return Said(_what(list(found), people=_people(body)), source, target)


def _people(body: Body) -> str:
    if not isinstance(body, acts.Use) or not body.people:
        return ""
    n = body.people
    return ngettext("to {n} person", "to {n} people", n).format(n=grouped(n))


def _what(found: Sequence[RecordLine], people: str) -> str:
    """The first line, how many more there are, and to how many people."""
    if not found:
        return people
    first = found[0]
    name = first.item.name if first.item else _("unknown goods")
    n = first.quantity
    many = first.became or (first.item.counted(n) if first.item else grouped(n))
    parts = [f"{many} {name}"]
    if more := len(found) - 1:
        parts.append(
            ngettext("and {n} more line", "and {n} more lines", more).format(n=more)
        )
    return ", ".join(filter(None, [" ".join(parts), people]))


def _way(body: Body, things: Things) -> tuple[str, str]:
    """From where to where; the second alone where nothing leaves a place."""
    site = things.named_site(getattr(body, "site", None) or "")
    if isinstance(body, acts.Receive):
        return body.donor, site
    if isinstance(body, acts.Consign):
        return site, things.named_site(body.destination)
    if isinstance(body, acts.Handover):
        receiver = things.member(body.receiver).title
        return things.member(body.giver).title, _joined([receiver, site])
    if isinstance(body, keeping.Transfer):
        return things.member(body.owner).title, things.member(body.to).title
    if isinstance(body, keeping.Move):
        return site, _moved(body, things)
    return (site, "") if isinstance(body, acts.Use) else ("", site)


def _moved(body: keeping.Move, things: Things) -> str:
    if body.to == "disposed":
        return _("thrown away")
    if body.target != body.site:
        return things.named_site(body.target)
    return _("damaged") if body.to == "damaged" else _("good")


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(filter(None, parts))
