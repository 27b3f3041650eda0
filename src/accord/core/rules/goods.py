"""What the rules of all movements of goods have in common.

What is made at a desk and contradicts the books is refused. What is made in the field
has happened already: it is recorded, flagged as a conflict, and moves nothing.
"""

from collections.abc import Iterable

from accord.core.acts.act import Act
from accord.core.acts.errors import Refused
from accord.core.acts.planning import Kit, Vehicle
from accord.core.acts.supplies import (
    Consign,
    Count,
    Item,
    LotLine,
    Receive,
    Site,
    Use,
)
from accord.core.rules.changes import Account, Change, Conflicted, Moved, Planned
from accord.core.rules.requirement import Requirement, own
from accord.core.rules.state import Moment, State

SUPPLIES = frozenset({"supplies"})

# What a member names by a code of its own.
Coded = Item | Site | Vehicle | Kit


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
    account: Account,
    lines: Iterable[LotLine],
    state: State,
    *,
    frozen: bool = False,
    held: bool = False,
    plan: str | None = None,
) -> Refused | None:
    """Why `lines` cannot leave `account`, or None.

    `frozen`: recalled lots may too. `held`: what plans hold back may; `plan`: what this
    one does.
    """
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
        free = state.stock.free(account, line.lot, plan)
        if free < line.quantity and not held:
            return Refused(
                "Line {line}: {have} of this lot are free here, not {asked}.",
                line=number,
                have=free,
                asked=line.quantity,
            )
    return None


def elsewhere(wanted: Iterable[tuple[str, str]], state: State) -> Refused | None:
    """Why a lot may not serve people at a site, or None: its earmark is kept."""
    for number, (one, site) in enumerate(wanted, 1):
        lot = state.stock.lots.get(one)
        if lot is not None and lot.earmark not in (None, site):
            return Refused(
                "Line {line}: its donor gave this lot for another site.", line=number
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
    stock = state.stock
    moved = Moved(act_id, lot, quantity, source, target, moment.index, moment.time)
    changes: list[Change] = [stock.move(moved)]
    if (source, lot) in stock.held:
        for plan in stock.cut(source, lot):
            left = stock.reserved.get(plan, {}).get((source, lot), 0)
            changes.append(Planned(plan, source, lot, left))
    return changes


def check_code(act: Act, body: Coded, state: State, moment: Moment) -> None:
    """Raises Refused when the member uses this code for another such thing."""
    if (act.by, act.kind, body.code) in state.stock.codes:
        raise Refused("Your organisation already uses the code {code}.", code=body.code)


def take_code(act: Act, body: Coded, state: State, moment: Moment) -> list[Change]:
    """The code is taken now."""
    state.stock.codes.add((act.by, act.kind, body.code))
    return []
