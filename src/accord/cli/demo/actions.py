"""What the members of the story do together: actions and tasks."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from accord.cli.demo.calendar import Calendar
from accord.cli.demo.stage import Scene, Stage
from accord.core.acts import times


def scenes(at: Calendar) -> Iterator[Scene]:
    """All of it, in its times."""
    yield Scene(at.day(12, "09:30"), partial(plan_cleaning, at=at))
    yield Scene(at.day(11, "11:00"), join_cleaning)
    yield Scene(at.day(6, "18:20"), finish_cleaning)
    yield Scene(at.day(3, "10:05"), partial(plan_convoy, at=at))
    yield Scene(at.day(2, "16:40"), join_convoy)
    yield Scene(at.day(2, "17:10"), partial(ask_for_keys, at=at))
    yield Scene(at.day(10, "12:00"), partial(plan_in_vain, at=at))
    yield Scene(at.day(9, "12:00"), cancel)
    yield Scene(at.day(1, "11:50"), partial(move_convoy, at=at))
    yield Scene(at.day(1, "12:10"), finish_task)
    yield Scene(at.day(1, "12:30"), partial(plan_quietly, at=at))


def _span(at: Calendar, days: int, clock: str, hours: int) -> dict[str, object]:
    """From a time so many days after the story's last, for some hours."""
    start = _ahead(at, days, clock)
    end = start + timedelta(hours=hours)
    return {"start": times.write(start), "end": times.write(end)}


def _ahead(at: Calendar, days: int, clock: str) -> datetime:
    return at.day(1, clock) + timedelta(days=days + 1)


def _needs(people: int, vehicles: int) -> dict[str, object]:
    return {"people": people, "vehicles": vehicles, "items": {}}


def _words(title: str, text: str, place: str = "") -> dict[str, object]:
    return {"action": {"title": title, "text": text, "place": place}}


def plan_cleaning(stage: Stage, at: Calendar) -> None:
    """Reed Bank asks for hands to clear a school of mud; everybody may come."""
    stage.act(
        "cleaning",
        "actions.plan",
        stage.people["andrii"],
        _span(at, -7, "09:00", 8)
        | {
            "site": stage.acts["site isaccea-room"],
            "needs": _needs(20, 2),
            "visibility": "public",
            "audience": [],
        },
        _words(
            "Clearing mud from the warm room",
            "Boots and shovels are there. Bring gloves and something to eat.",
        ),
    )


def join_cleaning(stage: Stage) -> None:
    """Far Shore comes with people and a van."""
    body = {
        "action": stage.acts["cleaning"],
        "brings": _needs(12, 2),
        "fleet": [],
    }
    stage.act("cleaning joined", "actions.join", stage.people["ilinca"], body)


def finish_cleaning(stage: Stage) -> None:
    """What came of it."""
    stage.act(
        "cleaning done",
        "actions.finish",
        stage.people["andrii"],
        {"action": stage.acts["cleaning"], "people": 60},
        {"outcome": {"text": "The warm room is open again, for sixty people."}},
    )


def plan_convoy(stage: Stage, at: Calendar) -> None:
    """Far Shore plans a convoy that lacks a vehicle."""
    stage.act(
        "convoy",
        "actions.plan",
        stage.people["ilinca"],
        _span(at, 3, "07:30", 10)
        | {
            "needs": _needs(6, 3),
            "visibility": "members",
            "audience": [],
        },
        _words(
            "Convoy over the ferry",
            "Loading begins at half past seven. We cross with the second ferry.",
            "The old quay, by the customs shed",
        ),
    )


def join_convoy(stage: Stage) -> None:
    """Reed Bank brings a driver and a van; one vehicle is lacking still."""
    body = {
        "action": stage.acts["convoy"],
        "brings": _needs(4, 2),
        "fleet": [],
    }
    note = {"note": {"text": "One of the vans has a tail lift."}}
    stage.act("convoy joined", "actions.join", stage.people["andrii"], body, note)


def ask_for_keys(stage: Stage, at: Calendar) -> None:
    """A task for Reed Bank."""
    stage.act(
        "keys",
        "actions.task",
        stage.people["ilinca"],
        {
            "action": stage.acts["convoy"],
            "assignee": "reed-bank",
            "due": times.write(_ahead(at, 2, "18:00")),
        },
        {"task": {"title": "Bring the keys of the quay gate", "text": ""}},
    )


def plan_quietly(stage: Stage, at: Calendar) -> None:
    """kestrel plans something that Far Shore alone may know of."""
    stage.act(
        "quiet",
        "actions.plan",
        stage.people["k1"],
        _span(at, 4, "06:00", 5)
        | {
            "site": stage.acts["site izmail-store"],
            "needs": _needs(4, 1),
            "visibility": "named",
            "audience": ["far-shore"],
        },
        _words("Fetching medicines", "Only the two of us need to know the hour."),
    )


def plan_in_vain(stage: Stage, at: Calendar) -> None:
    """kestrel joins a meeting, leaves it again, and it does not take place."""
    stage.act(
        "meeting",
        "actions.plan",
        stage.people["ilinca"],
        _span(at, -4, "18:00", 2)
        | {"needs": _needs(4, 0), "visibility": "members", "audience": []},
        _words("Meeting about the stores", "By telephone."),
    )
    about = {"action": stage.acts["meeting"]}
    joined = about | {"brings": _needs(1, 0), "fleet": []}
    stage.act("meeting joined", "actions.join", stage.people["k1"], joined)
    stage.act("meeting left", "actions.quit", stage.people["k1"], about)


def cancel(stage: Stage) -> None:
    """Far Shore cancels the meeting."""
    about = {"action": stage.acts["meeting"]}
    reason = {"reason": {"text": "The lines were down."}}
    stage.act("no meeting", "actions.cancel", stage.people["ilinca"], about, reason)


def move_convoy(stage: Stage, at: Calendar) -> None:
    """The convoy starts half an hour later."""
    stage.act(
        "convoy moved",
        "actions.change",
        stage.people["ilinca"],
        _span(at, 3, "08:00", 10)
        | {"action": stage.acts["convoy"], "needs": _needs(6, 3)},
        {"reason": {"text": "The first ferry is full."}},
    )


def finish_task(stage: Stage) -> None:
    """A task that is done."""
    task = {"assignee": "reed-bank", "due": stage.later(days=1)}
    words = {"task": {"title": "Call the ferry office", "text": ""}}
    stage.act("call", "actions.task", stage.people["ilinca"], task, words)
    body = {"task": stage.acts["call"]}
    stage.act("called", "actions.done", stage.people["andrii"], body)
