"""Rules of coordination: actions, taking part, changes, tasks.

Clashes are for pages to show; they never refuse an act.
"""

from accord.core.acts.act import Act
from accord.core.acts.actions import (
    Cancel,
    ChangePlan,
    Done,
    Finish,
    Join,
    Plan,
    Quit,
    Span,
    Task,
)
from accord.core.acts.errors import Refused
from accord.core.rules.changes import ActionChanged, Change, TaskDone
from accord.core.rules.goods import check_items, check_member, check_site
from accord.core.rules.planning import check_vehicle
from accord.core.rules.requirement import Requirement, own
from accord.core.rules.rule import Rule
from accord.core.rules.state import Moment, State
from accord.core.rules.together import CANCELLED, FINISHED, PLANNED, Action

ACTIONS = frozenset({"actions"})


def _own(act: Act, body: object, state: State) -> Requirement:
    return Requirement((own(act.by, ACTIONS),))


# Planning


def _plan_check(act: Act, body: Plan, state: State, moment: Moment) -> None:
    _check_span(body.span, state)
    check_items(body.needs.items, state)
    for handle in body.audience:
        check_member(handle, state)


def _check_span(span: Span, state: State) -> None:
    if span.site is not None:
        check_site(span.site, state)


def _plan_apply(act: Act, body: Plan, state: State, moment: Moment) -> list[Change]:
    audience = frozenset(body.audience)
    state.together.actions[act.id] = Action(act.id, act.by, body.visibility, audience)
    return []


def _open(action: str, member: str, state: State) -> Action:
    """An action that is planned and that `member` may know of; raises Refused."""
    found = state.together.actions.get(action)
    if found is None or not found.open_to(member):
        raise Refused("There is no such action.")
    if found.state == CANCELLED:
        raise Refused("This action was cancelled.")
    if found.state == FINISHED:
        raise Refused("This action is over.")
    return found


def _own_action(act: Act, action: str, state: State) -> Action:
    found = _open(action, act.by, state)
    if found.by != act.by:
        raise Refused("This action is planned by {member}.", member=found.by)
    return found


# Taking part


def _join_check(act: Act, body: Join, state: State, moment: Moment) -> None:
    _open(body.action, act.by, state)
    check_items(body.brings.items, state)
    for vehicle in body.fleet:
        check_vehicle(vehicle, act.by, state)


def _join_apply(act: Act, body: Join, state: State, moment: Moment) -> list[Change]:
    state.together.actions[body.action].joined[act.by] = act.id
    return [ActionChanged(body.action, PLANNED, act.by, act.id)]


def _quit_check(act: Act, body: Quit, state: State, moment: Moment) -> None:
    if act.by not in _open(body.action, act.by, state).joined:
        raise Refused("Your organisation does not take part in this action.")


def _quit_apply(act: Act, body: Quit, state: State, moment: Moment) -> list[Change]:
    del state.together.actions[body.action].joined[act.by]
    return [ActionChanged(body.action, PLANNED, act.by, None)]


# Changes and ends


def _change_check(act: Act, body: ChangePlan, state: State, moment: Moment) -> None:
    _own_action(act, body.action, state)
    _check_span(body.span, state)
    check_items(body.needs.items, state)


def _change_apply(
    act: Act, body: ChangePlan, state: State, moment: Moment
) -> list[Change]:
    return []


def _end_check(act: Act, body: Cancel | Finish, state: State, moment: Moment) -> None:
    _own_action(act, body.action, state)


def _end_apply(
    act: Act, body: Cancel | Finish, state: State, moment: Moment
) -> list[Change]:
    action = state.together.actions[body.action]
    action.state = CANCELLED if isinstance(body, Cancel) else FINISHED
    return [ActionChanged(body.action, action.state, None, None)]


# Tasks


def _task_check(act: Act, body: Task, state: State, moment: Moment) -> None:
    check_member(body.assignee, state)
    if body.action is None:
        return
    action = _open(body.action, act.by, state)
    if not action.open_to(body.assignee):
        raise Refused("{member} may not see this action.", member=body.assignee)


def _nothing(act: Act, body: object, state: State, moment: Moment) -> list[Change]:
    return []


def _done_check(act: Act, body: Done, state: State, moment: Moment) -> None:
    record = state.in_effect(body.task, Task.KIND)
    task = record.act.body if record is not None else None
    if record is None or not isinstance(task, Task):
        raise Refused("There is no such task.")
    if act.by not in (task.assignee, record.act.by):
        raise Refused("This task is for {member}.", member=task.assignee)
    if body.task in state.together.done:
        raise Refused("This task is done already.")


def _done_apply(act: Act, body: Done, state: State, moment: Moment) -> list[Change]:
    state.together.done.add(body.task)
    return [TaskDone(body.task, act.id)]


PLAN = Rule(_own, _plan_check, _plan_apply, ACTIONS)
JOIN = Rule(_own, _join_check, _join_apply, ACTIONS)
QUIT = Rule(_own, _quit_check, _quit_apply, ACTIONS)
CHANGE = Rule(_own, _change_check, _change_apply, ACTIONS)
CANCEL = Rule(_own, _end_check, _end_apply, ACTIONS)
FINISH = Rule(_own, _end_check, _end_apply, ACTIONS)
TASK = Rule(_own, _task_check, _nothing, ACTIONS)
DONE = Rule(_own, _done_check, _done_apply, ACTIONS)
