"""What the rules of all movements of goods have in common.

What is made at a desk and contradicts the books is refused. What is made in the field
has happened already: it is recorded, flagged as a conflict, and moves nothing.
"""

from collections.abc import Iterable

from accord.core.acts.act import Act
from accord.core.acts.errors import Refused
from accord.core.acts.supplies import (
    Consign,
    Count,
    Item,
    LotLine,
    Receive,
    Site,
    Use,
)
from accord.core.rules.changes import Account, Change, Conflicted, Moved
from accord.core.rules.requirement import Requirement, own
from accord.core.rules.state import Moment, State

SUPPLIES = frozenset({"supplies"})


def own_requirement(act: Act, body: object, state: State) -> Requirement:
    """The proposer alone signs."""
    return Requirement((own(act.by, SUPPLIES),))


def holder_and_owner(
    act: Act, body: Receive | Consign | Use, state: State
) -> Requirement:
    """The holder signs, and the owner, if that is another."""
    groups = [own(act.by, SUPPLIES)]
    if body.owner != act.by:
        groups.append(own(body.owner, SUPPLIES))
    return Requirement(tuple(groups))


def check_site(site: str, state: State, operator: str | None = None) -> None:
    """Raises Refused unless `site` is registered, and run by `operator` if given."""
    record = state.in_effect(site, Site.KIND)
    if record is None:
        raise Refused("There is no such site.")
    if operator is not None and record.act.by != operator:
        raise Refused("This site is run by {member}.", member=record.act.by)


def check_items(items: Iterable[str], state: State) -> None:
    """Raises Refused unless every item is in the catalogue."""
    for item in items:
        if state.in_effect(item, Item.KIND) is None:
            raise Refused("There is no such item in the catalogue.")


def check_member(handle: str, state: State) -> None:
    """Raises Refused unless `handle` is a member now."""
    if handle not in state.in_force().members:
        raise Refused("{handle} is not a member of the coalition.", handle=handle)


def shortage(
    account: Account, lines: Iterable[LotLine], state: State, *, frozen: bool = False
) -> Refused | None:
    """Why `lines` cannot leave `account`, or None; `frozen`: recalled lots may too."""
    for number, line in enumerate(lines, 1):
        if line.lot not in state.stock.lots:
            return no_such_lot(number)
        if line.lot in state.stock.recalled and not frozen:
            return Refused(
                "Line {line}: {member} has recalled this lot; it is frozen.",
                line=number,
                member=state.stock.recalled[line.lot],
            )
        have = state.stock.balance(account, line.lot)
        if have < line.quantity:
            return Refused(
                "Line {line}: the books show {have} of this lot here, not {asked}.",
                line=number,
                have=have,
                asked=line.quantity,
            )
    return None


def first_owner(lot: str, state: State) -> str:
    """The member for whom a lot was brought in."""
    body = state.acts[lot.partition(".")[0]].act.body
    return body.owner if isinstance(body, Receive | Count) else ""


def owners(lot: str, state: State) -> frozenset[str]:
    """The members to whom some of a lot belongs, or has belonged."""
    return frozenset({first_owner(lot, state), *state.stock.owners.get(lot, ())})


def no_such_lot(number: int) -> Refused:
    """A line names a lot that never came in."""
    return Refused("Line {line}: there is no such lot in the books.", line=number)


def conflict(
    act_id: str, reason: Refused, state: State, moment: Moment
) -> list[Change]:
    """Records that an act from the field contradicts the books."""
    state.stock.conflicts.add(act_id)
    values = tuple(reason.values.items())
    return [
        Conflicted(
            act_id, str(reason), moment.index, moment.time, reason.template, values
        )
    ]


def move(
    act_id: str, state: State, moment: Moment, lot: str, quantity: int, *way: Account
) -> list[Change]:
    """Books `quantity` of `lot` along `way` (source, target), if anything moves."""
    source, target = way
    if not quantity or source == target:
        return []
    return [
        state.stock.move(
            Moved(act_id, lot, quantity, source, target, moment.index, moment.time)
        )
    ]
