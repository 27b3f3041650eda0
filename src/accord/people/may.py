"""Who may read the contents of an act."""

from accord.core.acts import actions, reports, times
from accord.core.acts.act import Act
from accord.core.acts.body import Body
from accord.core.acts.voice import Hold, Lined, Retraction, Translation
from accord.core.rules.reports import may_read
from accord.core.rules.standing import AGREED, HELD, RETRACTED
from accord.core.rules.state import State
from accord.core.rules.voice import public_from, replaced
from accord.ledger import clock
from accord.ledger.cache import reading
from accord.ledger.queries import ActRow
from accord.people.reader import Reader

PUBLIC = frozenset({"charter.found", "charter.profile"})


def may(reader: Reader | None, act: Act | ActRow) -> bool:
    """Whether a reader, or anybody (None), may see an act's texts.

    Public are the founding, profiles, and words of voice from their release on, with
    their withdrawals; the rest is for members, or for those of them that it names. A
    position for the members alone has no line in the standing, so it is never public.
    """
    if act.kind in PUBLIC:
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
    with reading() as state:
        return _among(member, act, state)


def open_to(member: str, action: str) -> bool:
    """Whether a member may know of an action."""
    with reading() as state:
        found = state.together.actions.get(action)
        return found is not None and found.open_to(member)


def _among(member: str, act: Act, state: State) -> bool:
    body = act.body
    if isinstance(body, reports.Report):
        return may_read(act, member)
    if isinstance(body, actions.Plan):
        return body.visibility != "named" or member in (act.by, *body.audience)
    about = _about(body)
    if about is None:
        return True
    record = state.acts.get(about)
    return record is not None and _among(member, record.act, state)


def _about(body: Body) -> str | None:
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
