"""Actions, who takes part, tasks, and reports with what replaces them."""

from collections.abc import Callable

import pytest

from accord.core.acts.errors import Malformed, Refused
from accord.core.rules.changes import ActionChanged, Superseded, TaskDone
from tests.coalition import blob, keyid
from tests.stores import Stores, stores

Deed = Callable[[Stores], object]
NOTHING: dict[str, object] = {"people": 0, "vehicles": 0, "items": {}}
WORDS = {"action": blob({"title": "Clear the road", "text": "", "place": ""})}
TASK = {"task": blob({"title": "Bring keys", "text": ""})}
REPORT = {"report": blob({"title": "Bridge", "text": "One lane.", "place": ""})}
OUTCOME = {"outcome": blob({"text": "Done."})}


@pytest.fixture
def shop() -> Stores:
    """Three members with stores."""
    return stores()


def _key(shop: Stores, member: str, role: str) -> str:
    """A member's key with a role, enrolled when it is first used."""
    name = f"{member}/{role}"
    if keyid(name) not in shop.state.keys:
        shop.coalition.enrol(name, role)
    return name


def plan(shop: Stores, member: str = "alfa", **more: object) -> str:
    """A member plans an action."""
    body = {
        "start": "2026-11-05T08:00:00Z",
        "end": "2026-11-05T12:00:00Z",
        "needs": NOTHING,
        "visibility": "members",
        "audience": [],
    }
    name = _key(shop, member, "actions")
    return shop.coalition.does("actions.plan", name, body | more, WORDS)


def join(shop: Stores, action: str, member: str = "bravo", **more: object) -> str:
    """A member takes part."""
    body = {"action": action, "brings": NOTHING, "fleet": []}
    return shop.coalition.does(
        "actions.join", _key(shop, member, "actions"), body | more
    )


def quits(shop: Stores, action: str, member: str = "bravo") -> str:
    """A member does not take part any more."""
    name = _key(shop, member, "actions")
    return shop.coalition.does("actions.quit", name, {"action": action})


def cancel(shop: Stores, action: str, member: str = "alfa") -> str:
    """An action does not take place."""
    name = _key(shop, member, "actions")
    return shop.coalition.does("actions.cancel", name, {"action": action})


def finish(shop: Stores, action: str) -> str:
    """An action is over."""
    body = {"action": action, "people": 40}
    return shop.coalition.does(
        "actions.finish", _key(shop, "alfa", "actions"), body, OUTCOME
    )


def change(shop: Stores, action: str, member: str = "alfa", **more: object) -> str:
    """An action is at another time."""
    body = {
        "action": action,
        "start": "2026-11-06T08:00:00Z",
        "end": "2026-11-06T12:00:00Z",
        "needs": NOTHING,
    }
    return shop.coalition.does(
        "actions.change", _key(shop, member, "actions"), body | more
    )


def task(shop: Stores, assignee: str = "bravo", **more: object) -> str:
    """Alfa asks somebody."""
    body = {"assignee": assignee, "due": "2026-11-05T08:00:00Z"}
    return shop.coalition.does(
        "actions.task", _key(shop, "alfa", "actions"), body | more, TASK
    )


def done(shop: Stores, act: str, member: str = "bravo") -> str:
    """A task is done."""
    return shop.coalition.does(
        "actions.done", _key(shop, member, "actions"), {"task": act}
    )


def report(shop: Stores, member: str = "alfa", **more: object) -> str:
    """A member reports."""
    body = {
        "marking": "amber",
        "audience": [],
        "topics": ["roads"],
        "observed": "2026-11-01T07:00:00Z",
    }
    name = _key(shop, member, "reports")
    return shop.coalition.does("reports.report", name, body | more, REPORT)


def comment(shop: Stores, act: str, member: str = "bravo") -> str:
    """A member comments."""
    words = {"comment": blob({"text": "Still so."})}
    name = _key(shop, member, "reports")
    return shop.coalition.does("reports.comment", name, {"report": act}, words)


def supersede(shop: Stores, old: str, new: str, member: str = "alfa") -> str:
    """A newer report takes the place of an older one."""
    body = {"old": old, "new": new}
    return shop.coalition.does("reports.supersede", _key(shop, member, "reports"), body)


def test_members_join_leave_and_join_again(shop: Stores) -> None:
    action = plan(shop)
    first = join(shop, action)
    assert shop.state.together.actions[action].joined == {"bravo": first}
    again = join(shop, action, brings=NOTHING | {"people": 3})
    assert shop.state.together.actions[action].joined == {"bravo": again}
    quits(shop, action)
    assert shop.state.together.actions[action].joined == {}
    assert ActionChanged(action, "planned", "bravo", None) in shop.changes


def test_a_vehicle_of_ones_own_can_be_brought(shop: Stores) -> None:
    join(shop, plan(shop), fleet=[shop.vehicle("bravo")])


def test_an_action_ends(shop: Stores) -> None:
    first, second = plan(shop), plan(shop)
    change(shop, first)
    cancel(shop, first)
    finish(shop, second)
    states = [one.state for one in shop.state.together.actions.values()]
    assert states == ["cancelled", "finished"]


def test_a_task_is_done_by_whom_it_was_given_to_or_who_gave_it(shop: Stores) -> None:
    action = plan(shop)
    first, second = task(shop, action=action), task(shop)
    by = done(shop, first)
    done(shop, second, "alfa")
    assert TaskDone(first, by) in shop.changes
    assert shop.state.together.done == {first, second}


def test_a_newer_report_takes_the_place_of_an_older(shop: Stores) -> None:
    old, new = report(shop), report(shop)
    by = supersede(shop, old, new)
    assert Superseded(old, new, by) in shop.changes
    comment(shop, new)


def test_a_report_names_what_it_is_about(shop: Stores) -> None:
    matters = sorted([plan(shop), report(shop, "bravo")])
    act = report(shop, about=matters)
    assert shop.state.acts[act].act.body.about == tuple(matters)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "matter",
    [
        lambda s: "0" * 64,
        lambda s: s.vehicle("alfa"),
        lambda s: plan(s, "bravo", visibility="named", audience=["charlie"]),
        lambda s: report(s, "bravo", marking="red", audience=["charlie"]),
    ],
    ids=["nothing", "another kind", "an action of others", "a report of others"],
)
def test_a_report_is_not_about_what_its_author_may_not_know(
    shop: Stores, matter: Callable[[Stores], str]
) -> None:
    with pytest.raises(Refused, match="There is no such record"):
        report(shop, about=[matter(shop)])


def test_who_may_read_a_report_may_comment(shop: Stores) -> None:
    act = report(shop, marking="red", audience=["bravo"])
    comment(shop, act)
    comment(shop, act, "alfa")


# What is refused: (name, what is done, part of the sentence)
REFUSED: list[tuple[str, Deed, str]] = [
    (
        "an action at no site",
        lambda s: plan(s, site="0" * 64),
        "There is no such site",
    ),
    (
        "an action for somebody who is no member",
        lambda s: plan(s, visibility="named", audience=["zulu"]),
        "zulu is not a member",
    ),
    (
        "an action that needs what is no item",
        lambda s: plan(s, needs=NOTHING | {"items": {"0" * 64: 1}}),
        "no such item",
    ),
    ("joining no action", lambda s: join(s, "0" * 64), "There is no such action"),
    (
        "joining an action that one may not see",
        lambda s: join(s, plan(s, visibility="named", audience=["charlie"]), "bravo"),
        "There is no such action",
    ),
    (
        "joining what was cancelled",
        lambda s: [(act := plan(s)), cancel(s, act), join(s, act)],
        "This action was cancelled",
    ),
    (
        "joining what is over",
        lambda s: [(act := plan(s)), finish(s, act), join(s, act)],
        "This action is over",
    ),
    (
        "bringing the vehicle of another",
        lambda s: join(s, plan(s), fleet=[s.vehicle("alfa")]),
        "This vehicle belongs to alfa",
    ),
    (
        "leaving what one has not joined",
        lambda s: quits(s, plan(s)),
        "does not take part in this action",
    ),
    (
        "moving the action of another",
        lambda s: change(s, plan(s), "bravo"),
        "This action is planned by alfa",
    ),
    (
        "cancelling the action of another",
        lambda s: cancel(s, plan(s), "bravo"),
        "This action is planned by alfa",
    ),
    (
        "a task for nobody",
        lambda s: task(s, "zulu"),
        "zulu is not a member",
    ),
    (
        "a task for somebody who may not see the action",
        lambda s: task(
            s,
            "charlie",
            action=plan(s, visibility="named", audience=["bravo"]),
        ),
        "charlie may not see this action",
    ),
    ("doing no task", lambda s: done(s, "0" * 64), "There is no such task"),
    (
        "doing the task of another",
        lambda s: done(s, task(s), "charlie"),
        "This task is for bravo",
    ),
    (
        "doing a task twice",
        lambda s: [(act := task(s)), done(s, act), done(s, act)],
        "This task is done already",
    ),
    (
        "a report to nobody",
        lambda s: report(s, marking="red", audience=["zulu"]),
        "zulu is not a member",
    ),
    (
        "a report from no site",
        lambda s: report(s, site="0" * 64),
        "There is no such site",
    ),
    (
        "a comment on what one may not read",
        lambda s: comment(s, report(s, marking="red", audience=["bravo"]), "charlie"),
        "There is no such report",
    ),
    (
        "replacing the report of another",
        lambda s: supersede(s, report(s, "bravo"), report(s)),
        "This report is by bravo",
    ),
    (
        "replacing a report twice",
        lambda s: [
            (old := report(s)),
            supersede(s, old, report(s)),
            supersede(s, old, report(s)),
        ],
        "taken the place of this one already",
    ),
    (
        "replacing by what was replaced",
        lambda s: [
            (old := report(s)),
            supersede(s, old, report(s)),
            supersede(s, report(s), old),
        ],
        "The newer report was replaced itself",
    ),
]


@pytest.mark.parametrize(
    ("deed", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_refused(shop: Stores, deed: Deed, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        deed(shop)


@pytest.mark.parametrize(
    ("deed", "sentence"),
    [
        (
            lambda s: plan(s, end="2026-11-05T08:00:00Z"),
            "An action ends after it starts",
        ),
        (lambda s: plan(s, end="2036-11-05T08:00:00Z"), "at most a year"),
        (lambda s: plan(s, visibility="named"), "Members are named exactly when"),
        (lambda s: plan(s, audience=["bravo"]), "Members are named exactly when"),
        (
            lambda s: report(s, marking="clear", audience=["bravo"]),
            "is not for some members only",
        ),
        (lambda s: report(s, marking="red"), "needs the members who may"),
        (
            lambda s: [(act := report(s)), supersede(s, act, act)],
            "does not take its own place",
        ),
    ],
)
def test_malformed(shop: Stores, deed: Deed, sentence: str) -> None:
    with pytest.raises(Malformed, match=sentence):
        deed(shop)
