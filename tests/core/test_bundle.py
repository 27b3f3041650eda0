"""Bundles: what they prove, and everything that makes one worthless."""

import json
from copy import deepcopy

import pytest

from accord.core.acts.canonical import encode
from accord.core.acts.errors import AccordError, Malformed, Refused
from accord.core.bundle.check import check
from accord.core.bundle.explain import explain
from tests.bad_bundles import BAD, Change, Document, good
from tests.bundles import REASON, bundle, checkpoint, grown
from tests.coalition import Coalition, keyid, public, text_blobs


@pytest.fixture(scope="module")
def story() -> tuple[Coalition, str, Document]:
    """The coalition, its statement, and the statement's bundle."""
    return good()


# What it proves


def test_a_joint_statement() -> None:
    coalition = grown()
    act = coalition.statement(
        "alfa/press", "bravo/press", "delta/voice", topics=["relief", "water"]
    )
    effect = coalition.time
    answer = check(bundle(coalition, act), coalition.state.coalition)
    assert answer.joint
    assert (answer.coalition, answer.act) == (coalition.state.coalition, act)
    assert (answer.kind, answer.by, answer.slug) == ("voice.statement", "alfa", "water")
    assert (answer.members, answer.members_in_all) == (("alfa", "bravo", "delta"), 4)
    assert answer.languages == ("en", "uk")
    assert answer.topics == ("relief", "water")
    assert answer.texts["en"].text == "Water is free. (en)"
    assert answer.effect == effect
    assert answer.public_from == "2026-11-01T09:10:00Z"
    assert (answer.state, answer.state_since) == ("agreed", "2026-11-01T09:10:00Z")
    assert (answer.as_of, answer.size) == (effect, coalition.state.size)
    assert answer.roster == coalition.state.in_force().id
    assert answer.confirmed_by == ()
    assert not answer.is_public("2026-11-01T09:09:59Z")
    assert answer.is_public("2026-11-01T09:10:00Z")


def test_any_list_of_members_in_the_chain_may_be_trusted() -> None:
    coalition = grown()
    act = coalition.statement("alfa/voice", "bravo/voice", "charlie/voice")
    data = bundle(coalition, act)
    answers = [check(data, trust) for trust in coalition.state.rosters]
    assert len(answers) == 2
    assert answers[0] == answers[1]


def test_a_members_own_word() -> None:
    coalition = grown()
    act = coalition.does(
        "voice.own", "delta/voice", coalition.words(), text_blobs("en", "uk")
    )
    answer = check(bundle(coalition, act), coalition.state.coalition)
    assert not answer.joint
    assert answer.members == ("delta",)
    assert explain(answer, None)[0] == (
        "delta said this in its own name on 2026-11-01T09:00:00Z: it is that member's "
        "word, not the coalition's."
    )


def test_a_later_signature_is_left_out() -> None:
    coalition = grown()
    names = ("alfa/voice", "bravo/voice", "charlie/voice", "delta/voice")
    act = coalition.statement(*names)
    data = bundle(coalition, act)
    assert check(data, coalition.state.coalition).members == (
        "alfa",
        "bravo",
        "charlie",
    )


def test_a_second_signature_of_one_member_is_left_out() -> None:
    coalition = grown()
    act = coalition.statement("alfa/voice", "alfa/press", "bravo/voice", "delta/voice")
    data = bundle(coalition, act)
    assert len(json.loads(data)["envelope"]["signatures"]) == 3
    assert check(data, coalition.state.coalition).members == ("alfa", "bravo", "delta")


def test_the_signature_of_a_key_revoked_before_the_effect_is_left_out() -> None:
    coalition = grown()
    payload = coalition.act(
        "voice.statement", "alfa", coalition.words(), text_blobs("en", "uk")
    )
    coalition.sign(payload, "alfa/voice", "bravo/voice")
    revoked = {"keys": [public("bravo/voice")], "invites": []}
    coalition.does("charter.revoke", "bravo", revoked)
    act = coalition.sign(payload, "delta/voice", "charlie/voice")
    assert check(bundle(coalition, act), coalition.state.coalition).members == (
        "alfa",
        "charlie",
        "delta",
    )


def test_a_key_revoked_after_the_effect_stays() -> None:
    coalition = grown()
    act = coalition.statement("alfa/voice", "bravo/voice", "delta/voice")
    before = json.loads(bundle(coalition, act))
    revoked = {"keys": [public("bravo/voice")], "invites": []}
    coalition.does("charter.revoke", "bravo", revoked)
    after = json.loads(bundle(coalition, act))
    assert after["envelope"] == before["envelope"]
    assert check(encode(after), coalition.state.coalition)


def test_a_signature_taken_back_is_left_out() -> None:
    coalition = grown()
    payload = coalition.act(
        "voice.statement", "alfa", coalition.words(), text_blobs("en", "uk")
    )
    act = coalition.sign(payload, "alfa/voice", "bravo/voice")
    coalition.does("decide.withdraw", "bravo/voice", {"act": act})
    coalition.sign(payload, "charlie/voice", "delta/voice")
    answer = check(bundle(coalition, act), coalition.state.coalition)
    assert answer.members == ("alfa", "charlie", "delta")


def test_a_statement_of_an_earlier_list_of_members() -> None:
    coalition = grown()
    act = coalition.statement("alfa/voice", "bravo/voice", "delta/voice")
    leaving = coalition.roster("charlie", "alfa", "bravo", "delta")
    body = coalition.terms("alfa", "bravo", "delta")
    leaving = coalition.act("charter.roster", "charlie", body)
    coalition.sign(leaving, "charlie")
    answer = check(bundle(coalition, act), coalition.state.coalition)
    assert answer.members_in_all == 4
    assert answer.roster == coalition.state.in_force().id
    assert len(json.loads(bundle(coalition, act))["charter"]) == 3


def test_a_new_host() -> None:
    coalition = grown()
    act = coalition.statement("alfa/voice", "bravo/voice", "delta/voice")
    hub = {"epoch": 2, "key": public("hub two"), "base": coalition.head()}
    members = ("alfa", "bravo", "charlie", "delta")
    payload = coalition.roster(*members, hub=hub)
    names = ["alfa", "bravo", "charlie", "hub two"]
    coalition.sign(payload, *sorted(names, key=keyid))
    data = bundle(coalition, act, "hub two")
    assert (
        check(data, coalition.state.coalition).roster == coalition.state.in_force().id
    )
    with pytest.raises(Refused, match=r"Step 7 \(host\)"):
        check(bundle(coalition, act, "hub"), coalition.state.coalition)


# States


def test_held() -> None:
    coalition = grown()
    act = coalition.statement("alfa/voice", "bravo/voice", "delta/voice")
    coalition.wait(minutes=5)
    coalition.does("voice.hold", "bravo/voice", {"statement": act})
    answer = check(bundle(coalition, act), coalition.state.coalition)
    assert (answer.state, answer.state_since) == ("held", coalition.time)
    assert answer.never_public
    assert not answer.is_public("2027-01-01T00:00:00Z")
    assert explain(answer, coalition.time)[1:3] == [
        "It never became public.",
        "A signer held it back on 2026-11-01T09:05:00Z (as of 2026-11-01T09:05:00Z, "
        "when the log had 48 records).",
    ]


def test_retracted() -> None:
    coalition = grown()
    act = coalition.statement("alfa/voice", "bravo/voice", "delta/voice")
    coalition.wait(hours=1)
    coalition.does(
        "voice.retraction", ["alfa/voice", "delta/voice"], {"statement": act}, REASON
    )
    answer = check(bundle(coalition, act), coalition.state.coalition)
    assert (answer.state, answer.state_since) == ("retracted", coalition.time)
    assert answer.is_public(coalition.time)
    assert explain(answer, None)[2].startswith(
        "The coalition withdrew it on 2026-11-01T10:00:00Z (as of"
    )


def test_retracted_before_its_release() -> None:
    coalition = grown()
    act = coalition.statement("alfa/voice", "bravo/voice", "delta/voice")
    coalition.does(
        "voice.retraction", ["alfa/voice", "delta/voice"], {"statement": act}, REASON
    )
    answer = check(bundle(coalition, act), coalition.state.coalition)
    assert answer.never_public


def test_corrected_and_its_correction() -> None:
    coalition = grown()
    old = coalition.statement("alfa/voice", "bravo/voice", "delta/voice")
    coalition.wait(hours=1)
    new = coalition.statement(
        "alfa/voice", "bravo/voice", "delta/voice", slug="water-2", corrects=old
    )
    first = check(bundle(coalition, old), coalition.state.coalition)
    second = check(bundle(coalition, new), coalition.state.coalition)
    assert (first.state, second.state) == ("corrected", "agreed")
    assert first.state_since == second.public_from == "2026-11-01T10:10:00Z"
    assert second.corrects == old
    now = coalition.time
    assert "A correction replaces it from 2026" in explain(first, now)[2]
    assert "A correction replaced it from 2026" in explain(first, first.state_since)[2]


def test_a_statement_holds_again_when_its_correction_is_held() -> None:
    coalition = grown()
    old = coalition.statement("alfa/voice", "bravo/voice", "delta/voice")
    coalition.wait(hours=1)
    new = coalition.statement(
        "alfa/voice", "bravo/voice", "delta/voice", slug="water-2", corrects=old
    )
    coalition.does("voice.hold", "alfa/voice", {"statement": new})
    answer = check(bundle(coalition, old), coalition.state.coalition)
    assert (answer.state, answer.state_since) == ("agreed", answer.public_from)


def test_sentences() -> None:
    coalition = grown()
    act = coalition.statement("alfa/voice", "bravo/voice", "delta/voice")
    answer = check(bundle(coalition, act), coalition.state.coalition)
    assert explain(answer, coalition.time) == [
        "The coalition said this: alfa, bravo and delta (3 of 4 members) signed "
        "exactly these words, the last of them on 2026-11-01T09:00:00Z.",
        "It is not public yet: it is under embargo until 2026-11-01T09:10:00Z.",
        "It was not withdrawn, corrected or held back as of 2026-11-01T09:00:00Z, when "
        "the log had 47 records.",
        "The signatures are the members' own. What was recorded when, and that it "
        "still stands, is the host's word alone: no member's copy confirms it yet.",
    ]
    assert explain(answer, "2026-11-02T00:00:00Z")[1] == (
        "It is public since 2026-11-01T09:10:00Z."
    )
    assert explain(answer, None)[1] == "It is public from 2026-11-01T09:10:00Z on."


# Making one


def test_what_has_no_bundle() -> None:
    coalition = grown()
    payload = coalition.act(
        "voice.statement", "alfa", coalition.words(), text_blobs("en", "uk")
    )
    open_act = coalition.sign(payload, "alfa/voice")
    for act in (open_act, coalition.state.coalition, "ab" * 32):
        with pytest.raises(Refused, match="no such statement"):
            bundle(coalition, act)


def test_an_erased_text() -> None:
    coalition = grown()
    act = coalition.statement("alfa/voice", "bravo/voice", "delta/voice")
    erased = coalition.state.acts[act].act.blobs["text.uk"].sha256
    del coalition.blobs[erased]
    with pytest.raises(Refused, match=r"text\.uk was erased"):
        bundle(coalition, act)


def test_texts_of_more_than_4_mib() -> None:
    coalition = grown()
    names = ("alfa/voice", "bravo/voice", "delta/voice")
    texts = text_blobs("en", "uk", text="x" * 1_600_000)
    act = coalition.does("voice.statement", names, coalition.words(), texts)
    with pytest.raises(Refused, match="at most 4194304 are accepted"):
        bundle(coalition, act)


def test_a_checkpoint_of_another_moment() -> None:
    coalition = grown()
    act = coalition.statement("alfa/voice", "bravo/voice", "delta/voice")
    old = checkpoint(coalition)
    coalition.does("charter.profile", "alfa", {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.bundles.checkpoint", lambda *_: old)
        with pytest.raises(Refused, match="moved on"):
            bundle(coalition, act)


# What makes it worthless


@pytest.mark.parametrize(("change", "reason"), BAD.values(), ids=BAD)
def test_refuses(
    story: tuple[Coalition, str, Document], change: Change, reason: str
) -> None:
    coalition, _, start = story
    document = deepcopy(start)
    change(document)
    assert document != start
    with pytest.raises(AccordError, match=rf"^Step \d \({reason}") as error:
        check(encode(document), coalition.state.coalition)
    assert error.type in (Malformed, Refused)


BAD_TRUST = {
    "nothing": ("", Malformed, "trust is not a hash"),
    "capitals": ("AB" * 32, Malformed, "trust is not a hash"),
    "another coalition": ("ab" * 32, Refused, "not a proof by the coalition"),
}


@pytest.mark.parametrize(("trust", "kind", "reason"), BAD_TRUST.values(), ids=BAD_TRUST)
def test_refuses_trust(
    story: tuple[Coalition, str, Document],
    trust: str,
    kind: type[AccordError],
    reason: str,
) -> None:
    with pytest.raises(kind, match=reason):
        check(encode(story[2]), trust)


def test_a_list_of_members_that_comes_later_is_not_trusted_yet() -> None:
    coalition = grown()
    act = coalition.statement("alfa/voice", "bravo/voice", "delta/voice")
    data = bundle(coalition, act)
    leaving = coalition.act(
        "charter.roster", "charlie", coalition.terms("alfa", "bravo", "delta")
    )
    newest = coalition.sign(leaving, "charlie")
    with pytest.raises(Refused, match="not a proof by the coalition that you trust"):
        check(data, newest)


def test_the_act_that_is_proved_is_not_what_is_trusted(
    story: tuple[Coalition, str, Document],
) -> None:
    with pytest.raises(Refused, match="not a proof by the coalition that you trust"):
        check(encode(story[2]), story[1])
