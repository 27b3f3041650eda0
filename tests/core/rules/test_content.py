"""Rules about contents: who may erase which, and when; members' reading keys."""

from collections.abc import Callable

import pytest

from accord.core.acts.errors import Malformed, Refused
from accord.core.rules.changes import Erased
from tests.coalition import Coalition, blob, founded

AGE = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
OTHER = "age1lvyvwawkr0mcnnnncaghunadrqkmuf9e6507x9y920xxpp866cnql7dp2z"


@pytest.fixture
def cast() -> Coalition:
    return founded()


def invitation(cast: Coalition, member: str = "alfa") -> str:
    """An act with somebody's name in it."""
    return cast.does(
        "charter.invite",
        f"{member}/people",
        {
            "key": "11" * 32 if member == "alfa" else "22" * 32,
            "person": "lena",
            "roles": ["voice"],
            "until": "2027-01-01T00:00:00Z",
        },
        {"person": blob({"name": "Lena Brook"})},
    )


REFUSED: dict[str, tuple[Callable[[Coalition], object], str]] = {
    "erasing a content of nothing": (
        lambda c: erase(c, "alfa/people", "ab" * 32, "person"),
        "There is no such record.",
    ),
    "erasing the declaration": (
        lambda c: erase(c, "alfa", c.state.coalition, "declaration.en"),
        "The declaration and the names of the coalition stay.",
    ),
    "erasing what is being signed": (
        lambda c: erase(c, "alfa/voice", c.statement("alfa/voice"), "text.en"),
        "This is still being decided. Close it first.",
    ),
    "erasing words in force": (
        lambda c: erase(c, "alfa/voice", own_word(c), "text.en"),
        "These words are in force. Withdraw them first.",
    ),
    "erasing a content that is not there": (
        lambda c: erase(c, "alfa/people", named(c), "note"),
        "This record has no content note.",
    ),
    "erasing a content twice": (
        lambda c: erase_twice(c, named(c)),
        "The content profile was already erased.",
    ),
    "another member's reading key": (
        lambda c: [
            c.does("charter.reader", one, {"recipient": AGE})
            for one in ("alfa", "bravo")
        ],
        "This reading key is in use already.",
    ),
}


def named(cast: Coalition) -> str:
    """A profile of alfa's, with names in it."""
    told = {"names": {"en": "Alfa"}, "place": "Quay", "contact": "a@alfa.example"}
    return cast.does("charter.profile", "alfa/people", {}, {"profile": blob(told)})


def own_word(cast: Coalition) -> str:
    """A word of alfa's own."""
    texts = {f"text.{one}": blob(WORDS) for one in ("en", "uk")}
    return cast.does("voice.own", "alfa/voice", cast.words("own"), texts)


def erase_twice(cast: Coalition, act: str) -> None:
    """Erases the same content again."""
    erase(cast, "alfa/people", act, "profile")
    erase(cast, "alfa", act, "profile")


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, cast: Coalition) -> None:
    story, sentence = REFUSED[name]
    with pytest.raises(Refused) as error:
        story(cast)
    assert str(error.value) == sentence


def erase(
    cast: Coalition, signers: str | list[str], act: str, *names: str
) -> list[object]:
    """Erases contents; returns what that changed."""
    before = len(cast.changes)
    cast.does("decide.erase", signers, {"act": act, "contents": sorted(names)})
    return [one for one in cast.changes[before:] if isinstance(one, Erased)]


@pytest.fixture
def invited(cast: Coalition, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("accord.core.acts.keys.is_sound", lambda _: True)
    return invitation(cast)


def test_its_member_erases_a_content(cast: Coalition, invited: str) -> None:
    (change,) = erase(cast, "alfa/people", invited, "person")
    record = cast.state.acts[invited]
    assert isinstance(change, Erased)
    assert change.contents == (record.act.blobs["person"].sha256,)
    assert cast.state.erased == {invited: {"person"}}


def test_with_the_stamp_too(cast: Coalition, invited: str) -> None:
    assert erase(cast, "alfa", invited, "person")


def refused(cast: Coalition, sentence: str, *given: object) -> None:
    with pytest.raises(Refused, match=sentence):
        erase(cast, *given)  # type: ignore[arg-type]


def test_nobody_else_does(cast: Coalition, invited: str) -> None:
    refused(cast, "no part", "bravo/people", invited, "person")
    refused(cast, "no part", "alfa/supplies", invited, "person")


def test_nothing_twice_and_nothing_that_is_not_there(
    cast: Coalition, invited: str
) -> None:
    refused(cast, "no such record", "alfa/people", "ab" * 32, "person")
    refused(cast, "no content note", "alfa/people", invited, "note")
    erase(cast, "alfa/people", invited, "person")
    refused(cast, "already erased", "alfa/people", invited, "person")


def test_what_is_still_open_is_closed_first(cast: Coalition) -> None:
    act = cast.statement("alfa/voice")
    refused(cast, "still being decided", "alfa/voice", act, "text.en")
    cast.does("decide.withdraw", "alfa/voice", {"act": act})
    assert erase(cast, "alfa/voice", act, "text.en", "text.uk")


def test_words_in_force_are_withdrawn_first(cast: Coalition) -> None:
    act = cast.does(
        "voice.own",
        "alfa/voice",
        cast.words("own"),
        {f"text.{one}": blob(WORDS) for one in ("en", "uk")},
    )
    refused(cast, "in force", "alfa/voice", act, "text.en")
    cast.does(
        "voice.retraction",
        "alfa/voice",
        {"statement": act},
        {"reason": blob({"text": "It was wrong."})},
    )
    assert erase(cast, "alfa/voice", act, "text.en")


WORDS = {"title": "Water", "summary": "", "text": "Water is free."}


def test_what_several_signed_takes_as_many_to_erase(cast: Coalition) -> None:
    act = cast.statement("alfa/voice", "bravo/voice")
    cast.does(
        "voice.retraction",
        ["alfa/voice", "bravo/voice"],
        {"statement": act},
        {"reason": blob({"text": "It was wrong."})},
    )
    assert not erase(cast, "alfa/voice", act, "text.en")  # open: one of two
    assert erase(cast, ["bravo/voice", "charlie/voice"], act, "text.en")


def test_a_reading_key_is_set_by_the_stamp(cast: Coalition) -> None:
    cast.does("charter.reader", "alfa", {"recipient": AGE})
    assert cast.state.readers == {"alfa": AGE}
    cast.does("charter.reader", "alfa", {"recipient": OTHER})
    assert cast.state.readers == {"alfa": OTHER}
    with pytest.raises(Refused, match="no part"):
        cast.does("charter.reader", "bravo/people", {"recipient": AGE})
    with pytest.raises(Refused, match="in use already"):
        cast.does("charter.reader", "bravo", {"recipient": OTHER})


@pytest.mark.parametrize(
    "recipient", ["", AGE.upper(), AGE[:-1], AGE + "q", "age1" + "b" * 58, 7]
)
def test_only_a_recipient_is_one(cast: Coalition, recipient: object) -> None:
    with pytest.raises(Malformed):
        cast.act("charter.reader", "alfa", {"recipient": recipient})


def test_an_optional_content_may_be_encrypted(cast: Coalition) -> None:
    sealed = b"age-encryption.org/v1\n-> X25519 x\n" + bytes(60)
    cast.act("charter.profile", "alfa", {}, {"profile.sealed": sealed})
    with pytest.raises(Malformed):
        cast.act("charter.profile", "alfa", {}, {"note.sealed": sealed})
    cast.act(
        "reports.comment", "alfa", {"report": "ab" * 32}, {"comment.sealed": sealed}
    )
    with pytest.raises(Malformed):  # texts for everybody are never encrypted
        cast.act("voice.own", "alfa", cast.words("own"), {"text.en.sealed": sealed})
