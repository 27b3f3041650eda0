"""The next list of members, and what the log makes of it."""

import pytest

from accord.charter import queries
from accord.charter.models import Member
from accord.charter.rosters import next_terms
from accord.charter.wording import change, heading
from accord.core.acts.charter import Hub as HubTerms
from accord.core.acts.charter import MemberKeys
from accord.core.acts.errors import AccordError, Malformed, Refused
from tests.coalition import public
from tests.hub import Hub

DELTA = {"delta": MemberKeys((public("delta"),), None)}


def admit(hub: Hub, *names: str) -> str:
    body = next_terms(hub.state, join=DELTA)
    return hub.does("charter.roster", ["alfa", *names], body)


def test_an_admission(hub: Hub) -> None:
    act = admit(hub, "bravo")
    assert Member.objects.filter(handle="delta").count() == 0
    assert heading(change(act), "en") == "delta joins"
    hub.sign(hub.state.acts[act].act.payload, "delta")
    row = Member.objects.get(handle="delta")
    assert (row.joined_by, row.left) == (act, None)
    assert [one.title for one in queries.rosters("en")] == ["delta joins", ""]
    found = queries.member("delta", "en")
    assert found is not None
    assert (found.founder, found.name, found.mark) == (False, "", public("delta"))


def test_leaving_takes_its_own_stamp_alone(hub: Hub) -> None:
    act = hub.does("charter.roster", "charlie", next_terms(hub.state, leave="charlie"))
    row = Member.objects.get(handle="charlie")
    assert row.left is not None
    assert row.left_by == act
    assert heading(change(act), "en") == "charlie leaves"
    assert [one.handle for one in queries.members("en")] == ["alfa", "bravo"]
    assert [one.handle for one in queries.members("en", past=True)] == ["charlie"]
    found = queries.member("charlie", "en")
    assert found is not None
    assert found.stamps == (public("charlie"),)


@pytest.mark.parametrize("handle", ["charlie", "alfa"])
def test_a_handle_is_never_given_twice(hub: Hub, handle: str) -> None:
    hub.does("charter.roster", "charlie", next_terms(hub.state, leave="charlie"))
    newcomer = {handle: MemberKeys((public("delta"),), None)}
    with pytest.raises(Refused, match="was given before"):
        next_terms(hub.state, join=newcomer)


def test_what_cannot_be(hub: Hub) -> None:
    with pytest.raises(Refused, match="delta is not a member"):
        next_terms(hub.state, leave="delta")
    with pytest.raises(Malformed):
        next_terms(hub.state, join={"Delta": DELTA["delta"]})


def test_before_the_founding_there_is_no_list(unfounded: Hub) -> None:
    with pytest.raises(AccordError):
        next_terms(unfounded.state, join=DELTA)


def test_the_rest_stays_as_it_is(hub: Hub) -> None:
    body = next_terms(hub.state)
    assert body == hub.terms("alfa", "bravo", "charlie")
    new = HubTerms(2, public("hub two"), hub.state.in_force().terms.hub.base)
    moved = next_terms(hub.state, hub=new)
    assert moved["hub"] == {"epoch": 2, "key": public("hub two")}


def test_new_stamps_and_rules_in_words(hub: Hub) -> None:
    members = {name: {"seals": [public(name)]} for name in ("alfa", "bravo")}
    members["charlie"] = {"seals": [public("charlie new")]}
    body = hub.terms("alfa", "bravo", "charlie", members=members)
    act = hub.does("charter.roster", "alfa", body)
    assert heading(change(act), "en") == "charlie gets a new stamp"
    rules = dict(body["rules"]) | {"voice.statement": {"share": [1, 1]}}
    other = hub.does(
        "charter.roster", "alfa", hub.terms("alfa", "bravo", "charlie", rules=rules)
    )
    assert heading(change(other), "en") == "New rules for the coalition"
