"""Keeping the books in the story: vehicles, policies, plans, and what goes wrong."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from accord.cli.demo.calendar import Calendar
from accord.cli.demo.stage import Scene, Stage
from accord.cli.demo.supplies import at_site, hand_over, line_of, lot_of
from accord.core.acts import times

PLAN = "5d" * 32
FAMILY_SET = (
    ("blanket-medium", 4),
    ("jerrycan-folding-20l", 2),
    ("soap-body-100g", 5),
)


def scenes(at: Calendar) -> Iterator[Scene]:
    """All of it, in its times."""
    yield Scene(at.day(20, "10:30"), register_vehicles)
    yield Scene(at.day(17, "08:45"), put_aside)
    yield Scene(at.day(16, "09:10"), partial(recall, stands=True))
    yield Scene(at.day(13, "15:00"), partial(recall, stands=False))
    yield from _tarpaulins(at)
    yield Scene(at.day(7, "10:00"), give_rice_on)
    yield Scene(at.day(3, "09:00"), close_need)
    yield Scene(at.day(1, "18:10"), let_reed_bank_send)
    yield Scene(at.day(1, "18:30"), agree_to_plan)


def register_vehicles(stage: Stage) -> None:
    """A van that can be had, and what a family gets."""
    van = {
        "code": "izmail-van",
        "grams": 1_400_000,
        "millilitres": 9_500_000,
        "pallets": 4,
        "bands": ["ambient"],
        "home": stage.acts["site izmail-store"],
    }
    names = {"en": "White van, Izmail", "uk": "Білий бус, Ізмаїл"}
    dan = stage.people["dan"]
    stage.act("van", "supplies.vehicle", dan, van, {"names": names})
    offer = {
        "site": stage.acts["site izmail-store"],
        "until": stage.later(days=60),
        "vehicle": stage.acts["van"],
    }
    stage.act("van offered", "supplies.offer", dan, offer)
    parts = [
        {"item": stage.acts[f"item {item}"], "quantity": quantity}
        for item, quantity in FAMILY_SET
    ]
    named = {"names": {"en": "Family set", "uk": "Родинний набір"}}
    petru = stage.people["petru"]
    kit = {"code": "family-set", "parts": parts}
    stage.act("family set", "supplies.kit", petru, kit, named)


def put_aside(stage: Stage) -> None:
    """Two tarpaulins are torn."""
    stage.act(
        "torn tarpaulins",
        "supplies.move",
        stage.people["petru"],
        {
            "site": stage.acts["site tulcea-store"],
            "owner": "reed-bank",
            "condition": "good",
            "target": stage.acts["site tulcea-store"],
            "to": "damaged",
            "lines": [{"lot": lot_of(stage, "opening tulcea", 0), "quantity": 2}],
        },
    )


def recall(stage: Stage, stands: bool) -> None:
    """kestrel asks after a batch of tablets, and frees it when the answer is there."""
    stage.act(
        f"tablets, {stands}",
        "supplies.recall",
        stage.people["k2"],
        {"lots": [lot_of(stage, "kestrel goods", 2)], "stands": stands},
        {"reason": {"text": "The maker is asked about the seals of this batch."}},
    )


def _tarpaulins(at: Calendar) -> Iterator[Scene]:
    """20 tarpaulins: two are missing, one is found again."""
    when = at.day(15, "08:00")
    yield Scene(when, send_tarpaulins)
    yield Scene(when + timedelta(minutes=40), load_tarpaulins)
    yield Scene(when + timedelta(hours=3), count_tarpaulins)
    yield Scene(at.day(14, "10:30"), settle_tarpaulins)
    yield Scene(at.day(14, "12:10"), claim_tarpaulins)


def send_tarpaulins(stage: Stage) -> None:
    """From Tulcea to Izmail."""
    stage.act(
        "tarpaulins",
        "supplies.consign",
        stage.people["petru"],
        at_site("tulcea-store", "reed-bank", stage)
        | {
            "receiver": "far-shore",
            "destination": stage.acts["site izmail-store"],
            "lines": [{"lot": lot_of(stage, "opening tulcea", 0), "quantity": 20}],
        },
    )


def load_tarpaulins(stage: Stage) -> None:
    """kestrel's driver takes them."""
    sides = ("petru", "k2")
    hand_over(stage, "tarpaulins, loaded", "tarpaulins", sides, line_of(20))


def count_tarpaulins(stage: Stage) -> None:
    """Far Shore counts 18."""
    line = line_of(18) | {"missing": 2}
    sides = ("k2", "dan")
    hand_over(stage, "tarpaulins, 18", "tarpaulins", sides, line, "izmail-store")


def settle_tarpaulins(stage: Stage) -> None:
    """Nobody finds the two: both sides write them off."""
    stage.act(
        "tarpaulins settled",
        "supplies.settle",
        [stage.people["dan"], stage.people["k2"]],
        {
            "handover": stage.acts["tarpaulins, 18"],
            "lines": [{"line": 0, "lost": 2, "back": 0}],
        },
        {"note": {"text": "They were on deck; the wind took them."}},
    )


def claim_tarpaulins(stage: Stage) -> None:
    """Two more are torn: Far Shore saw it when they were unfolded."""
    stage.act(
        "tarpaulins torn",
        "supplies.claim",
        stage.people["dan"],
        {
            "handover": stage.acts["tarpaulins, 18"],
            "lines": [{"line": 0, "damaged": 2, "missing": 0}],
        },
        {"note": {"text": "Torn along the fold; we saw it when we hung them."}},
    )


def give_rice_on(stage: Stage) -> None:
    """Far Shore gives rice in its store to the kitchen."""
    stage.act(
        "rice given on",
        "supplies.transfer",
        [stage.people["dan"], stage.people["sorina"]],
        {
            "site": stage.acts["site izmail-store"],
            "owner": "far-shore",
            "to": "mill-ferry",
            "lines": [{"lot": lot_of(stage, "opening izmail", 1), "quantity": 150}],
        },
    )


def close_need(stage: Stage) -> None:
    """A need that others met before."""
    petru = stage.people["petru"]
    need = {
        "site": stage.acts["site isaccea-room"],
        "item": stage.acts["item bucket-lid-14l"],
        "quantity": 30,
        "priority": 4,
        "people": 60,
        "due": stage.later(days=3),
    }
    stage.act("need of buckets", "supplies.need", petru, need)
    reason = {"reason": {"text": "The parish brought buckets."}}
    over = {"act": stage.acts["need of buckets"]}
    stage.act("buckets came", "supplies.close", petru, over, reason)


def let_reed_bank_send(stage: Stage) -> None:
    """kestrel lets Reed Bank send its canisters without asking each time."""
    stage.act(
        "policy",
        "supplies.policy",
        stage.people["k2"],
        {
            "to": "reed-bank",
            "items": [stage.acts["item jerrycan-folding-20l"]],
            "limit": 40,
            "floor": 20,
            "until": stage.later(days=60),
        },
    )


def agree_to_plan(stage: Stage) -> None:
    """Reed Bank agrees to its part of a plan: soap for the warm room."""
    line = {
        "lot": lot_of(stage, "soap", 0),
        "site": stage.acts["site tulcea-store"],
        "need": stage.acts["need 2"],
        "quantity": 120,
    }
    stage.act(
        "soap planned",
        "supplies.plan",
        stage.people["petru"],
        {"plan": PLAN, "lines": [line], "vehicles": []},
    )
    morning = stage.calendar.day(1, "07:00") + timedelta(days=2)
    promised = {
        "vehicle": stage.acts["van"],
        "since": times.write(morning),
        "until": times.write(morning + timedelta(hours=6)),
    }
    stage.act(
        "van planned",
        "supplies.plan",
        stage.people["dan"],
        {"plan": PLAN, "lines": [], "vehicles": [promised]},
    )
