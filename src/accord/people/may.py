"""Who may read the contents of an act."""

from collections.abc import Iterable

from django.db.models import Q

from accord.core.acts import actions, reports, times
from accord.core.acts.act import Act
from accord.core.acts.body import Body
from accord.core.acts.voice import Hold, Lined, Retraction, Translation
from accord.core.rules.standing import AGREED, HELD, RETRACTED
from accord.core.rules.state import State
from accord.core.rules.voice import public_from, replaced
from accord.ledger import clock, queries
from accord.ledger.cache import reading
from accord.ledger.queries import ActRow
from accord.people.reader import Reader

PUBLIC = frozenset({"charter.found", "charter.profile"})
# Of these the contents are public once they took effect.
COURSE = frozenset({"charter.amend", "charter.lead", "charter.close"})


def may(reader: Reader | None, act: Act | ActRow) -> bool:
    """Whether a reader, or anybody (None), may see an act's texts.

    Public are the founding, profiles, and words of voice from their release on, with
    their withdrawals; the rest is for members, or for those of them that it names. A
    position for the members alone has no line in the standing, so it is never public.
    """
    if act.kind in PUBLIC or (act.kind in COURSE and _in_effect(act.id)):
        return True
    parsed = act.parsed if isinstance(act, ActRow) else act
    if reader is not None:
        return among_those(reader.member, parsed)
    body = parsed.body
    if isinstance(body, Lined):
        return is_public(act.id)
    if isinstance(body, Retraction | Hold):
        return is_public(body.statement) and _in_effect(act.id)
    return False


def readable(reader: Reader, acts: Iterable[Act]) -> list[Act]:
    """Those of some acts whose texts a reader may see."""
    with reading():
        return [one for one in acts if among_those(reader.member, one)]


def known(reader: Reader | None, act_id: str) -> ActRow | None:
    """An act that a reader may know of; None for any other, as if there were none."""
    row = queries.act(act_id)
    return row if row is not None and may(reader, row) else None


def is_public(act_id: str) -> bool:
    """Whether words of voice are out: they took effect, nobody stopped, withdrew or
    replaced them before their time, and their time has come.
    """
    now = times.write(clock.now())
    with reading() as state:
        record, line = state.acts.get(act_id), state.standing.get(act_id)
        if record is None or record.effect is None or line is None:
            return False
        body = record.act.body
        if not isinstance(body, Lined):
            return False
        since = public_from(body, record.effect.time)
        stopped_before = line.state != AGREED and line.time < since
        if since > now or stopped_before:
            return False
        first = body.statement if isinstance(body, Translation) else act_id
        return line.state != RETRACTED or not _was_replaced(state, first, since)


def _was_replaced(state: State, act_id: str, since: str) -> bool:
    """Whether a correction came before words were out; a later withdrawal hides it."""
    for line in state.standing.lines:
        record = state.acts[line.act]
        body, effect = record.act.body, record.effect
        if effect is None or line.state == HELD or not isinstance(body, Lined):
            continue
        if replaced(body) == act_id and public_from(body, effect.time) < since:
            return True
    return False


def _in_effect(act_id: str) -> bool:
    with reading() as state:
        record = state.acts.get(act_id)
        return record is not None and record.effect is not None


def may_copy(member: str, act: Act | ActRow) -> bool:
    """Whether a member's copy of the log may hold an act's contents."""
    return among_those(member, act.parsed if isinstance(act, ActRow) else act)


def among_those(member: str, act: Act) -> bool:
    """Whether a member is one of those for whom an act's contents are.

    Reports and actions may be for some members alone; so is what is about them.
    """
    among = audience(act)
    return among is None or member in among


def open_to(member: str, action: str) -> bool:
    """Whether a member may know of an action."""
    with reading() as state:
        found = state.together.actions.get(action)
        return found is not None and found.open_to(member)


def reports_open_to(member: str) -> Q:
    """The same for rows with `by` and `audience` (" handle ", "" for all)."""
    return Q(audience="") | Q(by=member) | Q(audience__contains=f" {member} ")


def audience(act: Act) -> frozenset[str] | None:
    """The members for whom an act's contents are; None for all of them."""
    with reading() as state:
        return audience_in(state, act)


def audience_in(state: State, act: Act) -> frozenset[str] | None:
    """The same, for who has the state at hand."""
    body = act.body
    if isinstance(body, reports.Report | actions.Plan):
        return frozenset({act.by, *body.audience}) if body.audience else None
    first = about(body)
    if first is None:
        return None
    record = state.acts.get(first)
    return frozenset() if record is None else audience_in(state, record.act)


def about(body: Body) -> str | None:
    """The action or report that an act is about."""
    match body:
        case actions.Join(action) | actions.Quit(action) | actions.ChangePlan(action):
            return action
        case actions.Cancel(action) | actions.Finish(action) | actions.Task(action):
            return action
        case actions.Done(task):
            return task
        case reports.Comment(report):
            return report
        case reports.Supersede(old):
            return old
        case _:
            return None


def may_see_planned(
    member: str, concerned: tuple[str, str, str], *, agreed: bool
) -> bool:
    """Whether a member may see a line of a plan: what its owner agreed to is a record.

    Before that it is for those `concerned`: its owner, its carrier, and who gets it.
    """
    return agreed or member in concerned
