"""Who may read the contents of an act."""

import pytest

from accord.ledger import queries
from accord.people.may import may
from accord.people.reader import Reader, live_key, make_reader
from tests.coalition import blob, keyid, text_blobs
from tests.hub import Hub


@pytest.fixture
def member(hub: Hub) -> Reader:
    key = live_key(keyid("charlie/voice"))
    assert key is not None
    return make_reader(key)


def anybody(act_id: str) -> bool:
    row = queries.act(act_id)
    assert row is not None
    assert may(None, row) == may(None, row.parsed)
    return may(None, row)


def test_the_founding_and_profiles_are_public(hub: Hub) -> None:
    profile = {"names": {"en": "Alfa"}, "place": "", "contact": ""}
    act = hub.does("charter.profile", "alfa/people", {}, {"profile": blob(profile)})
    assert anybody(hub.state.coalition)
    assert anybody(act)


def test_invitations_are_for_members(hub: Hub, member: Reader) -> None:
    (row, *_) = queries.acts(["charter.invite"])
    assert not may(None, row)
    assert may(member, row)


def test_a_statement_is_public_from_its_release_on(hub: Hub, member: Reader) -> None:
    act = hub.statement("alfa/voice")
    hub.wait(days=1)
    row = queries.act(act)
    assert row is not None
    assert may(member, row)
    assert not anybody(act)
    hub.sign(row.parsed.payload, "bravo/voice")
    assert not anybody(act)
    hub.wait(minutes=9, seconds=59)
    assert not anybody(act)
    hub.wait(seconds=1)
    assert anybody(act)


def test_a_statement_that_was_stopped_never_is(hub: Hub) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hold = hub.does("voice.hold", "bravo/voice", {"statement": act})
    hub.wait(days=2)
    assert not anybody(act)
    assert not anybody(hold)


def retract(hub: Hub, act: str) -> str:
    reason = {"reason": blob({"text": "Wrong."})}
    return hub.does(
        "voice.retraction", ["alfa/voice", "bravo/voice"], {"statement": act}, reason
    )


def test_a_withdrawn_statement_stays_readable_with_its_reason(hub: Hub) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.wait(hours=1)
    withdrawal = retract(hub, act)
    assert anybody(act)
    assert anybody(withdrawal)


def test_one_withdrawn_before_its_release_never_comes_out(hub: Hub) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    withdrawal = retract(hub, act)
    hub.wait(days=1)
    assert not anybody(act)
    assert not anybody(withdrawal)


def test_a_corrected_statement_stays_readable(hub: Hub) -> None:
    old = hub.statement("alfa/voice", "bravo/voice")
    hub.wait(hours=1)
    words = hub.words("water-2", corrects=old)
    new = hub.does(
        "voice.statement",
        ["alfa/voice", "bravo/voice"],
        words,
        text_blobs("en", "uk", text="Better."),
    )
    assert anybody(old)
    assert not anybody(new)
    hub.wait(minutes=10)
    assert anybody(new)


def test_words_replaced_before_their_time_stay_unsaid_when_withdrawn(hub: Hub) -> None:
    both = ("alfa/voice", "bravo/voice")
    act = hub.statement(*both, release="2026-12-10T08:00:00Z")
    hub.statement(*both, slug="water-anew", corrects=act)
    hub.wait(days=60)
    assert not anybody(act)
    reason = {"reason": blob({"text": "It was wrong."})}
    hub.does("voice.retraction", both, {"statement": act}, reason)
    assert not anybody(act)


def test_a_translation_is_public_ten_minutes_after_it_was_agreed(hub: Hub) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.wait(minutes=10)
    added = hub.translation(act, "charlie/voice")
    assert not anybody(added)
    hub.wait(minutes=10)
    assert anybody(added)


def test_a_translation_that_a_correction_overtook_never_is(hub: Hub) -> None:
    act = hub.statement("alfa/voice", "bravo/voice")
    hub.wait(minutes=10)
    correction = hub.act(
        "voice.statement",
        "alfa",
        hub.words("water-2", corrects=act, urgent=True),
        text_blobs("en", "uk"),
    )
    hub.sign(correction, "alfa/voice")
    added = hub.translation(act, "charlie/voice")
    hub.sign(correction, "bravo/voice")
    hub.wait(days=1)
    assert not anybody(added)
    reason = {"reason": blob({"text": "The pump failed."})}
    names = ["alfa/voice", "bravo/voice"]
    hub.does("voice.retraction", names, {"statement": act}, reason)
    assert not anybody(added)


def test_a_position_is_for_those_whom_it_names(hub: Hub, member: Reader) -> None:
    public = hub.position("alfa/voice", "bravo/voice")
    inner = hub.position("alfa/voice", "bravo/voice", public=False)
    hub.wait(days=1)
    assert anybody(public)
    assert not anybody(inner)
    row = queries.act(inner)
    assert row is not None
    assert may(member, row)
