"""Writes the read tables of actions from what the log changed."""

import json
from collections.abc import Sequence

from django.db.models import F, Model

from accord.actions.models import Action, Part, Task
from accord.core.acts import actions as acts
from accord.core.acts.act import Act
from accord.core.rules.changes import ActionChanged, Change, TaskDone, TookEffect

TABLES: tuple[type[Model], ...] = (Action, Part, Task)


def clear() -> None:
    """Empties the tables, before they are built anew."""
    for table in TABLES:
        table._default_manager.all().delete()


def apply(changes: Sequence[Change]) -> None:
    """Writes what changed, in the order of the log."""
    for one in changes:
        match one:
            case TookEffect(act, index, time) if act.kind.startswith("actions."):
                _took_effect(act, index, time)
            case ActionChanged():
                _changed(one)
            case TaskDone(task, by_act):
                Task.objects.filter(act=task).update(done=by_act)
            case _:
                pass


def _took_effect(act: Act, index: int, time: str) -> None:
    match act.body:
        case acts.Plan() as body:
            Action.objects.create(
                act=act.id,
                by=act.by,
                visibility=body.visibility,
                audience=" ".join(body.audience),
                words=act.content("action"),
                state="planned",
                changed=time,
                index=index,
                **_span(body.span),
                **_needs(body.needs),
            )
        case acts.ChangePlan() as body:
            _change(act, body, time)
        case acts.Join() as body:
            Part.objects.update_or_create(
                key=f"{body.action} {act.by}",
                defaults={
                    "action": body.action,
                    "member": act.by,
                    "act": act.id,
                    "fleet": json.dumps(body.fleet),
                    **_needs(body.brings),
                },
            )
        case acts.Cancel(action) | acts.Finish(action):
            Action.objects.filter(act=action).update(
                sequence=F("sequence") + 1,
                changed=time,
                outcome=act.content("outcome"),
            )
        case acts.Task() as body:
            Task.objects.create(
                act=act.id,
                by=act.by,
                action=body.action or "",
                assignee=body.assignee,
                due=body.due,
                words=act.content("task"),
                index=index,
            )
        case _:
            pass


def _change(act: Act, body: acts.ChangePlan, time: str) -> None:
    words = act.content("action")
    Action.objects.filter(act=body.action).update(
        sequence=F("sequence") + 1,
        changed=time,
        **_span(body.span),
        **_needs(body.needs),
        **({"words": words} if words else {}),
    )


def _changed(one: ActionChanged) -> None:
    if one.member is None:
        Action.objects.filter(act=one.action).update(state=one.state)
    elif one.joined is None:
        Part.objects.filter(key=f"{one.action} {one.member}").delete()


def _span(span: acts.Span) -> dict[str, str]:
    return {"start": span.start, "end": span.end, "site": span.site or ""}


def _needs(found: acts.Resources) -> dict[str, object]:
    return {
        "people": found.people,
        "vehicles": found.vehicles,
        "items": json.dumps(dict(found.items)),
    }
