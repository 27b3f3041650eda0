"""The read tables of statements: what they say, and that the log alone makes them."""

from collections.abc import Callable

import pytest

from accord.core.acts.envelope import parse_leaf
from accord.core.rules import fold
from accord.core.rules.changes import Change
from accord.core.rules.state import State
from accord.ledger.cache import leaves
from accord.voice import apply
from accord.voice.models import Statement
from tests.coalition import text_blobs
from tests.hub import Hub


def rows() -> list[list[tuple[object, ...]]]:
    """Everything in the tables."""
    return [
        list(table._default_manager.order_by("pk").values_list())
        for table in apply.TABLES
    ]


def rebuild(hub: Hub) -> None:
    """Makes the tables anew from the leaves."""
    state = State()
    changes: list[Change] = []
    for data in leaves(0, hub.state.size):
        changes += fold.apply(state, fold.check(state, parse_leaf(data), verify=False))
    apply.clear()
    apply.apply(changes)


def agreed(hub: Hub, slug: str = "water", **changes: object) -> str:
    return hub.statement("alfa/voice", "bravo/voice", slug=slug, **changes)


def said(hub: Hub) -> None:
    agreed(hub)


def open_and_closed(hub: Hub) -> None:
    act = hub.statement("alfa/voice")
    hub.does("decide.withdraw", "alfa/voice", {"act": act})
    hub.statement("alfa/voice")


def held(hub: Hub) -> None:
    hub.does("voice.hold", "bravo/voice", {"statement": agreed(hub)})


def corrected(hub: Hub) -> None:
    act = agreed(hub)
    hub.wait(minutes=11)
    agreed(hub, "water-again", corrects=act)


def correction_held(hub: Hub) -> None:
    act = agreed(hub)
    hub.wait(minutes=11)
    new = agreed(hub, "water-again", corrects=act)
    hub.does("voice.hold", "bravo/voice", {"statement": new})


def withdrawn(hub: Hub) -> None:
    act = agreed(hub)
    hub.wait(minutes=11)
    reason = {"reason": hub.document({"text": "The pump failed."})}
    names = ["alfa/voice", "bravo/voice"]
    hub.does("voice.retraction", names, {"statement": act}, reason)


def own(hub: Hub) -> None:
    hub.does("voice.own", "alfa/voice", hub.words(), text_blobs("en", "uk"))


STORIES = [said, open_and_closed, held, corrected, correction_held, withdrawn, own]


@pytest.mark.parametrize("story", STORIES)
def test_tables_made_anew_are_the_same(hub: Hub, story: Callable[[Hub], None]) -> None:
    story(hub)
    live = rows()
    rebuild(hub)
    assert rows() == live


@pytest.mark.parametrize(
    ("story", "states"),
    [
        (said, {"water": "agreed"}),
        (open_and_closed, {}),
        (held, {"water": "held"}),
        (corrected, {"water": "corrected", "water-again": "agreed"}),
        (correction_held, {"water": "agreed", "water-again": "held"}),
        (withdrawn, {"water": "retracted"}),
        (own, {"water": "agreed"}),
    ],
)
def test_how_each_stands(
    hub: Hub, story: Callable[[Hub], None], states: dict[str, str]
) -> None:
    story(hub)
    assert dict(Statement.objects.values_list("slug", "state")) == states


def test_a_correction_points_both_ways_while_it_stands(hub: Hub) -> None:
    corrected(hub)
    old, new = Statement.objects.order_by("effect_index")
    assert (old.corrected_by, new.corrects) == (new.act, old.act)


def test_a_stopped_correction_leaves_no_trace_on_the_old(hub: Hub) -> None:
    correction_held(hub)
    old = Statement.objects.get(slug="water")
    assert old.corrected_by == ""
