"""Rules of supplies: the catalogue, needs, and what comes in, is counted, goes out."""

from accord.core.acts.act import Act
from accord.core.acts.errors import Refused
from accord.core.acts.supplies import Count, Need, NewLot, Receive, Use
from accord.core.rules.changes import Change, LotMade
from accord.core.rules.consent import holder_and_consent, spend
from accord.core.rules.goods import (
    SUPPLIES,
    check_code,
    check_items,
    check_member,
    check_site,
    conflict,
    elsewhere,
    first_owner,
    holder_and_owner,
    move,
    no_such_lot,
    own_requirement,
    owners,
    shortage,
    take_code,
)
from accord.core.rules.rule import Rule
from accord.core.rules.state import Moment, State
from accord.core.rules.stock import at_site, virtual

# Catalogue and needs


def _need_check(act: Act, body: Need, state: State, moment: Moment) -> None:
    check_site(body.site, state)
    check_items([body.item], state)


def _need_apply(act: Act, body: Need, state: State, moment: Moment) -> list[Change]:
    return []


# Receiving


def _receive_check(act: Act, body: Receive, state: State, moment: Moment) -> None:
    check_site(body.site, state, act.by)
    check_member(body.owner, state)
    check_items((line.item for line in body.lines), state)
    if body.earmark is not None:
        check_site(body.earmark, state)


def _receive_apply(
    act: Act, body: Receive, state: State, moment: Moment
) -> list[Change]:
    source = virtual("source", body.owner)
    target = at_site(act, body.site, body.owner)
    changes: list[Change] = []
    for number, line in enumerate(body.lines):
        lot = _make_lot(act, number, line, state, body)
        changes.append(lot)
        changes += move(act.id, state, moment, lot.lot, line.quantity, source, target)
    return changes


def _make_lot(
    act: Act, number: int, line: NewLot, state: State, gift: Receive | None = None
) -> LotMade:
    donor, earmark = (gift.donor, gift.earmark) if gift else (None, None)
    lot = LotMade(
        f"{act.id}.{number}", line.item, donor, line.batch, line.expiry, earmark
    )
    state.stock.lots[lot.lot] = lot
    return lot


# Counting


def _count_check(act: Act, body: Count, state: State, moment: Moment) -> None:
    check_site(body.site, state, act.by)
    check_member(body.owner, state)
    check_items((one.opening.item for one in body.lines if one.opening), state)
    reason = _uncountable(body, state)
    if reason is not None and not body.field:
        raise reason


def _uncountable(body: Count, state: State) -> Refused | None:
    for number, line in enumerate(body.lines, 1):
        if line.lot is None:
            continue
        if line.lot not in state.stock.lots:
            return no_such_lot(number)
        if body.owner not in owners(line.lot, state):
            return Refused(
                "Line {line}: this lot belongs to {owner}.",
                line=number,
                owner=first_owner(line.lot, state),
            )
    return None


def _count_apply(act: Act, body: Count, state: State, moment: Moment) -> list[Change]:
    reason = _uncountable(body, state)
    if reason is not None:
        return conflict(act.id, reason, state, moment)
    books, here = virtual("count", body.owner), at_site(act, body.site, body.owner)
    changes: list[Change] = []
    for number, line in enumerate(body.lines):
        lot = line.lot or f"{act.id}.{number}"
        if line.opening is not None:
            changes.append(_make_lot(act, number, line.opening, state))
        more = line.counted - state.stock.balance(here, lot)
        way = (books, here) if more > 0 else (here, books)
        changes += move(act.id, state, moment, lot, abs(more), *way)
    return changes


# Giving out


def _use_check(act: Act, body: Use, state: State, moment: Moment) -> None:
    check_site(body.site, state, act.by)
    check_member(body.owner, state)
    reason = _unusable(act, body, state)
    if reason is not None and not body.field:
        raise reason


def _unusable(act: Act, body: Use, state: State) -> Refused | None:
    here = at_site(act, body.site, body.owner)
    wanted = ((line.lot, body.site) for line in body.lines)
    return shortage(here, body.lines, state) or elsewhere(wanted, state)


def _use_apply(act: Act, body: Use, state: State, moment: Moment) -> list[Change]:
    here = at_site(act, body.site, body.owner)
    reason = _unusable(act, body, state)
    if reason is not None:
        return conflict(act.id, reason, state, moment)
    out = virtual("recipient", body.owner)
    spend(act, body, state)
    changes: list[Change] = []
    for line in body.lines:
        changes += move(act.id, state, moment, line.lot, line.quantity, here, out)
    return changes


ITEM = Rule(own_requirement, check_code, take_code, SUPPLIES)
SITE = Rule(own_requirement, check_code, take_code, SUPPLIES)
NEED = Rule(own_requirement, _need_check, _need_apply, SUPPLIES)
RECEIVE = Rule(holder_and_owner, _receive_check, _receive_apply, SUPPLIES, field=True)
COUNT = Rule(own_requirement, _count_check, _count_apply, SUPPLIES, field=True)
USE = Rule(holder_and_consent, _use_check, _use_apply, SUPPLIES, field=True)
