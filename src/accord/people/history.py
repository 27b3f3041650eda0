"""What happened to a decision, newest first, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accord.ledger import queries
from accord.ledger.queries import ActRow
from accord.people.names import member_name


@dataclass(frozen=True)
class Item:
    """One line: when, who, what."""

    time: datetime
    handle: str
    name: str
    text: str


def items(act: ActRow, language: str) -> list[Item]:
    """Signatures, objections, abstentions, the effect; newest first."""
    lines: list[tuple[int, Item]] = []
    for one in queries.signatures(act.id):
        member = one.member
        said = _("signed")
        if one.index == act.index:
            said = _("proposed and signed")
        elif one.also:
            said = _("also signed")
        if one.taken_back:
            said = _("signed, and took it back")
        name = member_name(member, language) if member else _("The host")
        lines.append((one.index, Item(one.time, member, name, said)))
    for row in queries.objection_history(act.id):
        said = _("objected") if row.stands else _("ended its objection")
        name = member_name(row.member, language)
        lines.append((row.index, Item(row.time, row.member, name, said)))
    for one_abstains in queries.abstentions(act.id):
        name = member_name(one_abstains.member, language)
        item = Item(one_abstains.time, one_abstains.member, name, _("abstained"))
        lines.append((one_abstains.index, item))
    if act.effect and act.effect_index is not None:
        took = Item(act.effect, "", "", _("It took effect"))
        lines.append((act.effect_index, took))
    lines.sort(key=lambda line: line[0])
    return [item for _index, item in reversed(lines)]
