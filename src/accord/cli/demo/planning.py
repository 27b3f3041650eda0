"""The plan of the story: made, agreed to by three of four, and half carried out."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from accord.cli.demo.calendar import ZONE, Calendar
from accord.cli.demo.stage import Scene, Stage
from accord.cli.demo.supplies import KEEPERS, hand_over, line_of
from accord.core.acts.act import parse_act
from accord.core.acts.supplies import Consign
from accord.supplies.models_planning import DONE, PlanRun
from accord.supplies.planning import runner, runs
from accord.supplies.planning.answers import answers, body
from accord.supplies.planning.asked import Asked
from accord.supplies.planning.page import Pack, pack_lines, packs
from accord.supplies.things import Things

SECONDS = 2
# Who has answered when a visitor comes; far-shore has not.
AGREE = ("kestrel", "mill-ferry", "reed-bank")
LOADED = 2


def scenes(at: Calendar) -> Iterator[Scene]:
    """All of it, in its times."""
    yield Scene(at.ago(2, 40), make)
    for number, member in enumerate(AGREE):
        yield Scene(at.ago(2, 20 - 5 * number), partial(agree, member=member))
    yield Scene(at.ago(1, 50), pack)


def make(stage: Stage) -> None:
    """Reed Bank's store keeper asks for a plan from tomorrow on."""
    petru = stage.people["petru"]
    tomorrow = (stage.time.astimezone(ZONE) + timedelta(days=1)).date()
    run = runs.put(petru.member, petru.code, Asked(tomorrow), seconds=SECONDS)
    runner.make(run)


def agree(stage: Stage, member: str) -> None:
    """A member signs its own part, as often as it takes: 100 lines at a time."""
    for part in range(1, 9):
        run = _made()
        answer = answers(run).get(member) if run is not None else None
        missing = answer.missing if answer is not None else None
        if run is None or missing is None or not (missing.goods or missing.shifts):
            return
        stage.act(
            f"plan, {member}, {part}",
            "supplies.plan",
            stage.people[KEEPERS[member]],
            body(run, missing),
        )


def pack(stage: Stage) -> None:
    """Half of what is agreed to leaves its store; some is with drivers already."""
    for member in AGREE:
        found = packs(Things("en"), member)
        for number, one in enumerate(found[: len(found) // 2]):
            name = f"planned {member} {number}"
            _send(stage, name, one)
            if number < LOADED:
                _load(stage, name, one)


def _send(stage: Stage, name: str, one: Pack) -> None:
    stage.act(
        name,
        "supplies.consign",
        stage.people[KEEPERS[one.site.by]],
        {
            "site": one.site.id,
            "owner": one.owner.handle,
            "receiver": one.destination.by,
            "destination": one.destination.id,
            "plan": one.part,
            "field": False,
            "lines": pack_lines(one.part, one.site.id, one.destination.id),
        },
    )


def _load(stage: Stage, name: str, one: Pack) -> None:
    """A driver of another member takes it over."""
    sides = (KEEPERS[one.site.by], "dan")
    sent = parse_act(stage.prepared[name].payload).body
    assert isinstance(sent, Consign)  # noqa: S101
    lines = [
        line_of(line.quantity) | {"line": number}
        for number, line in enumerate(sent.lines)
    ]
    hand_over(stage, f"{name}, loaded", name, sides, lines)


def _made() -> PlanRun | None:
    return PlanRun.objects.filter(state=DONE).order_by("-pk").first()
