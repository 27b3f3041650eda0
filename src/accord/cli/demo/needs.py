"""What the places of the story lack at first."""

from collections.abc import Iterator
from functools import partial

from accord.cli.demo import contents
from accord.cli.demo.calendar import Calendar
from accord.cli.demo.stage import Scene, Stage
from accord.cli.demo.supplies import KEEPERS

# site, item, quantity, priority, people, due in so many days, note
NEEDS = (
    (
        "kiliia-clinic",
        "chlorine-tablet-20l",
        4000,
        1,
        240,
        1,
        "The clinic's well is lost.",
    ),
    ("reni-school", "blanket-medium", 400, 1, 312, 1, ""),
    ("isaccea-room", "soap-body-100g", 200, 2, 180, 2, ""),
    ("vylkove-water", "jerrycan-folding-20l", 150, 3, 900, 3, "Two per family."),
    ("izmail-store", "rice-long-grain", 300, 4, 150, 4, ""),
)


def scenes(at: Calendar) -> Iterator[Scene]:
    """All of them, one after another."""
    for number, _ in enumerate(NEEDS):
        yield Scene(at.day(2, f"09:{number}5"), partial(need, number=number))


def need(stage: Stage, number: int) -> None:
    """A site says what it lacks."""
    site, item, quantity, priority, people, days, note = NEEDS[number]
    member = contents.load("supplies")["sites"][site]["member"]
    stage.act(
        f"need {number}",
        "supplies.need",
        stage.people[KEEPERS[member]],
        {
            "site": stage.acts[f"site {site}"],
            "item": stage.acts[f"item {item}"],
            "quantity": quantity,
            "priority": priority,
            "people": people,
            "due": stage.later(days=2 + days),
        },
        {"note": {"text": note}} if note else None,
    )
