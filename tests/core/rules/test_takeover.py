"""Another host by members' copies: who has to sign, what it changes, its refusals."""

from collections.abc import Callable

import pytest

from accord.core.acts.errors import Refused
from accord.core.rules.changes import Closed, HubChanged
from tests.coalition import (
    FOUR,
    Coalition,
    confirming,
    copies,
    founded,
    keyid,
    public,
    replicas,
    takeover,
)

Story = Callable[[Coalition], object]


@pytest.fixture
def c() -> Coalition:
    return confirming()


def test_three_of_four_copies_and_the_new_host(c: Coalition) -> None:
    roster, base = c.state.in_force().id, c.head()
    act = c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    hub = c.state.in_force().terms.hub
    assert (hub.epoch, hub.key) == (2, public("hub two"))
    assert hub.base is not None
    assert {"size": hub.base.size, "root": hub.base.root} == base
    assert c.state.in_force().id == roster
    assert [(one.epoch, one.base, one.by_copies) for one in c.state.hubs] == [
        (2, base["size"], True)
    ]
    assert any(isinstance(one, HubChanged) and one.act.id == act for one in c.changes)
    assert c.state.gathering is None


def test_two_of_four_are_not_enough(c: Coalition) -> None:
    c.sign(takeover(c), *copies("alfa", "bravo"))
    assert c.state.in_force().terms.hub.epoch == 1
    assert c.state.gathering is not None


def test_without_the_new_host_it_waits(c: Coalition) -> None:
    payload = takeover(c)
    names = [one for one in copies(*FOUR) if one != "hub two"]
    c.sign(payload, *names[:3])
    assert c.state.in_force().terms.hub.epoch == 1


def test_the_next_list_repeats_the_new_host(c: Coalition) -> None:
    c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    hub = c.state.in_force().terms.hub
    assert hub.base is not None
    body = {
        "epoch": 2,
        "key": hub.key,
        "base": {"size": hub.base.size, "root": hub.base.root},
    }
    payload = c.roster(*FOUR, **replicas(*FOUR), hub=body)
    c.sign(payload, "alfa", "bravo", "charlie")
    assert c.state.in_force().terms.version == 2
    assert len(c.state.hubs) == 1


def test_open_lists_are_closed_and_open_words_are_not(c: Coalition) -> None:
    roster = c.sign(c.roster(*FOUR, **replicas(*FOUR)), "alfa")
    words = c.statement("alfa/voice")
    c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    assert c.state.acts[roster].closed == "hub"
    assert Closed(roster, "hub", c.state.size - 1, c.time) in c.changes
    assert c.state.acts[words].open


def test_again_and_again_with_a_higher_epoch(c: Coalition) -> None:
    c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    c.sign(
        takeover(c, "hub three", epoch=7),
        *copies("bravo", "charlie", "delta", hub="hub three"),
    )
    assert [one.epoch for one in c.state.hubs] == [2, 7]


def test_lists_since_the_last_final_checkpoint_all_have_to_agree(c: Coalition) -> None:
    """A new list that was never confirmed does not choose the host alone."""
    final, old = c.head(), c.state.in_force().id
    newcomers = ("echo", "foxtrot", "golf")
    members = ("alfa", *newcomers)
    c.sign(
        c.roster(*members, **replicas(*members)),
        *("alfa", "bravo", "charlie"),
        *newcomers,
        *(f"{one} replica" for one in newcomers),
    )
    assert c.state.in_force().terms.version == 2

    body = {"epoch": 2, "key": public("hub two"), "base": c.head(), "since": old}
    payload = c.act("charter.hub", "alfa", body, after=final)
    # All four of the new list; of the old one only alfa.
    c.sign(payload, *copies(*members))
    assert c.state.in_force().terms.hub.epoch == 1


def test_the_old_and_the_new_list_together(c: Coalition) -> None:
    final, old = c.head(), c.state.in_force().id
    members = (*FOUR, "echo")
    c.sign(
        c.roster(*members, **replicas(*members)),
        *("alfa", "bravo", "charlie", "delta", "echo", "echo replica"),
    )
    body = {"epoch": 2, "key": public("hub two"), "base": c.head(), "since": old}
    payload = c.act("charter.hub", "alfa", body, after=final)
    # Four of the new five; of the old four these are three.
    c.sign(payload, *copies("alfa", "bravo", "charlie", "echo"))
    assert c.state.in_force().terms.hub.epoch == 2


def test_a_copy_with_a_new_key_counts_for_each_list_with_its_own(c: Coalition) -> None:
    final, old = c.head(), c.state.in_force().id
    body = replicas(*FOUR)
    members = body["members"]
    assert isinstance(members, dict)
    members["alfa"]["replica"] = public("alfa restored")
    c.sign(c.roster(*FOUR, **body), "alfa", "bravo", "charlie", "alfa restored")
    takes = {"epoch": 2, "key": public("hub two"), "base": c.head(), "since": old}
    payload = c.act("charter.hub", "alfa", takes, after=final)
    names = ["alfa restored", "bravo replica", "charlie replica", "hub two"]
    c.sign(payload, *sorted(names, key=keyid))
    # Three of the new list, but of the old one only two.
    assert c.state.in_force().terms.hub.epoch == 1


def test_the_last_copy_may_leave(c: Coalition) -> None:
    c = confirming("alfa", "bravo")
    body = replicas("alfa", "bravo")
    members = body["members"]
    assert isinstance(members, dict)
    del members["alfa"]["replica"]
    c.sign(c.roster("alfa", "bravo", **body), "alfa", "bravo")
    del members["bravo"]
    c.sign(c.act("charter.roster", "bravo", c.terms("alfa", **body)), "bravo")
    assert list(c.state.in_force().members) == ["alfa"]


def by_the_host(c: Coalition) -> None:
    """Copies try where the host's word is final."""
    c.sign(takeover(c), "hub two")


def _no_higher(c: Coalition) -> None:
    c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    c.sign(takeover(c, "hub three", epoch=2), "hub three")


def _old_base(c: Coalition) -> None:
    base = c.head()
    c.statement("alfa/voice")
    c.sign(takeover(c, base=base), "hub two")


def _used_key(c: Coalition) -> None:
    c.sign(takeover(c, "hub"), "hub")


def _wrong_list(c: Coalition) -> None:
    c.sign(takeover(c, since="ab" * 32), "hub two")


def _a_seal(c: Coalition) -> None:
    c.sign(takeover(c), "alfa")


def _order(c: Coalition) -> None:
    c.sign(takeover(c), *reversed(copies("alfa", "bravo", "delta")))


def _between(c: Coalition) -> None:
    c.sign(takeover(c), copies("alfa", "bravo", "delta")[0])
    c.statement("alfa/voice")


def _old_list(c: Coalition) -> None:
    payload = c.roster(*FOUR, **replicas(*FOUR))
    c.sign(payload, "alfa")
    c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    c.sign(payload, "bravo")


def _last_copy(c: Coalition) -> None:
    body = replicas(*FOUR)
    body["members"] = {one: {"seals": [public(one)]} for one in FOUR}
    c.sign(c.roster(*FOUR, **body), "alfa")


REFUSED: dict[str, tuple[Story, str]] = {
    "an epoch that is not higher": (_no_higher, "A new host has a higher number"),
    "a base before the end": (_old_base, "at the end of the log"),
    "a key that was used": (_used_key, "was used before"),
    "another list than the one last confirmed": (_wrong_list, "does not name the list"),
    "a stamp where copies choose": (_a_seal, "This key has no part in this decision."),
    "copies in another order": (_order, "in the order of their keys' ids"),
    "words while copies choose": (_between, "has to be complete first"),
    "a list with the host of before": (_old_list, "The host has changed since this"),
    "confirmation when the last copy goes": (_last_copy, "a member has to keep one"),
}


@pytest.mark.parametrize(("story", "sentence"), REFUSED.values(), ids=REFUSED)
def test_refused(story: Story, sentence: str, c: Coalition) -> None:
    with pytest.raises(Refused, match=sentence):
        story(c)


def test_where_the_host_confirms_copies_choose_nobody() -> None:
    with pytest.raises(Refused, match="the members' stamps do"):
        by_the_host(founded())
