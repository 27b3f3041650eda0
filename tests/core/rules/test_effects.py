"""When acts take effect, and what they then change: charter, voice, decisions."""

import pytest

from accord.core.acts.envelope import parse_leaf
from accord.core.acts.errors import Refused
from accord.core.rules import fold
from accord.core.rules.changes import Signed
from accord.core.rules.standing import Line
from accord.core.rules.state import State
from tests.coalition import (
    Coalition,
    blob,
    founded,
    keyid,
    public,
    rules,
    text_blobs,
)


@pytest.fixture
def c() -> Coalition:
    return founded()


def line(c: Coalition, act: str) -> tuple[str, str]:
    found = c.state.standing.get(act)
    assert isinstance(found, Line)
    return found.state, found.time


def takes_effect(c: Coalition, act: str) -> bool:
    return c.state.acts[act].effect is not None


# Counting


def test_two_of_three_is_two_thirds(c: Coalition) -> None:
    act = c.statement("alfa/voice")
    assert not takes_effect(c, act)
    c.sign(c.state.acts[act].act.payload, "bravo/voice")
    assert takes_effect(c, act)


def test_one_member_with_two_keys_counts_once(c: Coalition) -> None:
    c.enrol("alfa/second", "voice")
    act = c.statement("alfa/voice", "alfa/second")
    assert not takes_effect(c, act)


def test_a_signature_after_the_effect_is_recorded_as_also_signed(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    c.sign(c.state.acts[act].act.payload, "charlie/voice")
    last = c.changes[-1]
    assert isinstance(last, Signed)
    assert (last.also, last.key.member) == (True, "charlie")


def test_revoking_a_key_takes_its_signature_out_of_open_acts(c: Coalition) -> None:
    act = c.statement("alfa/voice")
    body = {"keys": [public("alfa/voice")], "invites": []}
    c.does("charter.revoke", "alfa/people", body)
    c.sign(c.state.acts[act].act.payload, "bravo/voice")
    assert not takes_effect(c, act)
    c.sign(c.state.acts[act].act.payload, "charlie/voice")
    assert takes_effect(c, act)


def test_a_signature_taken_back_does_not_count(c: Coalition) -> None:
    c.sign(c.roster("alfa", "bravo", "charlie", "delta"), "alfa", "bravo", "delta")
    act = c.statement("alfa/voice", "bravo/voice")
    c.does("decide.withdraw", "bravo/voice", {"act": act})
    c.sign(c.state.acts[act].act.payload, "charlie/voice")
    assert not takes_effect(c, act)


def test_an_objection_is_recorded_and_does_not_block(c: Coalition) -> None:
    act = c.statement("alfa/voice")
    reason = {"reason": blob({"text": "Too early."})}
    c.does("decide.object", "charlie/voice", {"act": act, "stands": True}, reason)
    c.sign(c.state.acts[act].act.payload, "bravo/voice")
    assert takes_effect(c, act)
    assert c.state.acts[act].objections == {"charlie": True}


def test_an_objection_blocks_where_the_charter_says_so() -> None:
    c = Coalition()
    veto = rules() | {"voice.statement": {"share": [2, 3], "veto": True}}
    c.found("alfa", "bravo", "charlie", rules=veto)
    for name in ("alfa/voice", "bravo/voice", "charlie/voice"):
        c.enrol(name)
    act = c.statement("alfa/voice")
    payload = c.state.acts[act].act.payload
    c.does("decide.object", "charlie/voice", {"act": act, "stands": True})
    with pytest.raises(Refused, match="An objection stands, and it blocks"):
        c.sign(payload, "bravo/voice")
    c.does("decide.object", "charlie/voice", {"act": act, "stands": False})
    c.sign(payload, "bravo/voice")
    assert takes_effect(c, act)


# The charter


def test_the_founding_takes_every_seal_and_the_host() -> None:
    c = Coalition()
    body = c.terms("alfa", "bravo")
    contents = {"names": blob({"en": "X"}), "declaration.en": blob({"text": ""})}
    payload = c.act("charter.found", "alfa", body, contents)
    first, second, third = sorted(["alfa", "bravo", "hub"], key=keyid)
    act = c.sign(payload, first, second)
    assert c.state.coalition == ""
    c.sign(payload, third)
    assert c.state.coalition == act
    assert c.state.standing.first.roster == act


def test_the_signatures_of_a_founding_come_in_order() -> None:
    c = Coalition()
    contents = {"names": blob({"en": "X"}), "declaration.en": blob({"text": ""})}
    payload = c.act("charter.found", "alfa", c.terms("alfa", "bravo"), contents)
    first, second, _ = sorted(["alfa", "bravo", "hub"], key=keyid)
    c.sign(payload, second)
    with pytest.raises(Refused, match="in the order of their keys' ids"):
        c.sign(payload, first)


def test_a_newcomer_signs_last(c: Coalition) -> None:
    payload = c.roster("alfa", "bravo", "charlie", "delta")
    act = c.sign(payload, "alfa", "bravo")
    assert not takes_effect(c, act)
    c.sign(payload, "delta")
    assert takes_effect(c, act)
    assert "delta" in c.state.in_force().members
    assert c.state.standing.first.roster == act


def test_a_newcomer_does_not_replace_the_old_members(c: Coalition) -> None:
    payload = c.roster("alfa", "bravo", "charlie", "delta")
    act = c.sign(payload, "alfa", "delta")
    assert not takes_effect(c, act)


def test_leaving_takes_the_leavers_seal_alone(c: Coalition) -> None:
    terms = c.terms("alfa", "bravo")
    act = c.sign(c.act("charter.roster", "charlie", terms), "charlie")
    assert takes_effect(c, act)
    assert sorted(c.state.in_force().members) == ["alfa", "bravo"]


def test_putting_another_out_takes_the_share(c: Coalition) -> None:
    act = c.sign(c.roster("alfa", "bravo"), "alfa")
    assert not takes_effect(c, act)


def test_a_new_host_takes_its_own_key_and_continues_the_log(c: Coalition) -> None:
    hub = {"epoch": 2, "key": public("second hub"), "base": c.head()}
    payload = c.roster("alfa", "bravo", "charlie", hub=hub)
    act = c.sign(payload, *sorted(["alfa", "bravo", "second hub"], key=keyid))
    assert takes_effect(c, act)
    assert c.state.in_force().terms.hub.epoch == 2
    assert c.state.gathering is None


def test_a_lost_phone_is_revoked_by_its_owner_from_another_device(c: Coalition) -> None:
    c.enrol("alfa/phone", "voice", person="ada")
    c.enrol("alfa/laptop", "voice", person="ada")
    body = {"keys": [public("alfa/phone")], "invites": []}
    c.does("charter.revoke", "alfa/laptop", body)
    assert c.state.keys[keyid("alfa/phone")].revoked


def test_devices_of_a_seal_that_was_replaced_are_dead(c: Coalition) -> None:
    members = {name: {"seals": [public(name)]} for name in ("bravo", "charlie")}
    members["alfa"] = {"seals": [public("alfa's new seal")]}
    payload = c.roster("alfa", "bravo", "charlie", members=members)
    c.sign(payload, "alfa", "bravo", "alfa's new seal", "charlie")
    with pytest.raises(Refused, match="admitted by a stamp that is not valid"):
        c.statement("alfa/voice")


# The voice


def test_a_statement_is_public_ten_minutes_after_the_last_signature(
    c: Coalition,
) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    assert line(c, act) == ("agreed", "2026-11-01T08:10:00Z")


def test_a_statement_is_public_at_its_release(c: Coalition) -> None:
    release = "2026-11-01T12:00:00Z"
    act = c.statement("alfa/voice", "bravo/voice", release=release)
    assert line(c, act) == ("agreed", release)


def test_an_urgent_statement_is_public_at_once(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice", urgent=True)
    assert line(c, act) == ("agreed", c.time)


def test_words_are_never_public_before_they_took_effect(c: Coalition) -> None:
    release = "2026-10-01T12:00:00Z"
    act = c.statement("alfa/voice", "bravo/voice", release=release, urgent=True)
    assert line(c, act) == ("agreed", c.time)


def test_a_signer_holds_a_statement_before_it_is_public(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    c.wait(minutes=9)
    c.does("voice.hold", "bravo/voice", {"statement": act})
    assert line(c, act) == ("held", c.time)


def test_a_correction_leads_on_from_the_old(c: Coalition) -> None:
    old = c.statement("alfa/voice", "bravo/voice")
    c.wait(days=1)
    late = "2027-01-01T00:00:00Z"
    new = c.statement(
        "alfa/voice", "bravo/voice", slug="water-2", corrects=old, release=late
    )
    assert line(c, old) == ("corrected", "2026-11-02T08:10:00Z")
    assert line(c, new) == ("agreed", "2026-11-02T08:10:00Z")


def test_a_held_correction_restores_the_old(c: Coalition) -> None:
    old = c.statement("alfa/voice", "bravo/voice")
    c.wait(days=1)
    new = c.statement("alfa/voice", "bravo/voice", slug="water-2", corrects=old)
    c.does("voice.hold", "alfa/voice", {"statement": new})
    assert line(c, old) == ("agreed", "2026-11-01T08:10:00Z")
    assert line(c, new)[0] == "held"


def test_withdrawing_takes_a_third_but_at_least_two(c: Coalition) -> None:
    act = c.statement("alfa/voice", "bravo/voice")
    reason = {"reason": blob({"text": "The pump failed."})}
    body = {"statement": act}
    retraction = c.does("voice.retraction", "charlie/voice", body, reason)
    assert not takes_effect(c, retraction)
    c.sign(c.state.acts[retraction].act.payload, "alfa/voice")
    assert line(c, act) == ("retracted", c.time)


def test_a_member_withdraws_its_own_word_alone(c: Coalition) -> None:
    act = c.does("voice.own", "alfa/voice", c.words(), text_blobs("en", "uk"))
    reason = {"reason": blob({"text": "Wrong day."})}
    c.does("voice.retraction", "alfa/voice", {"statement": act}, reason)
    assert line(c, act)[0] == "retracted"


# Replaying


def test_the_same_leaves_give_the_same_state(c: Coalition) -> None:
    from_log = _replayed(c)
    assert from_log.tree.root() == c.state.tree.root()
    assert from_log.standing.tree.root() == c.state.standing.tree.root()
    assert from_log.stock.balances == c.state.stock.balances
    assert from_log.keys == c.state.keys


def test_a_check_changes_nothing(c: Coalition) -> None:
    payload = c.act("voice.statement", "alfa", c.words(), text_blobs("en", "uk"))
    leaf = c.leaf(payload, "alfa/voice")
    before = repr(c.state)
    fold.check(c.state, leaf)
    assert repr(c.state) == before


def _replayed(c: Coalition) -> State:
    state = State()
    for data in c.leaves:
        fold.apply(state, fold.check(state, parse_leaf(data)))
    return state
