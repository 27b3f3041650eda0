"""The coalition's course: another declaration, who leads, the end."""

from collections.abc import Callable

import orjson
import pytest

from accord.core.acts.canonical import encode
from accord.core.acts.envelope import sign
from accord.core.acts.errors import Refused
from accord.core.bundle.check import check
from accord.core.bundle.gather import charter
from accord.core.protocol import chain
from accord.core.rules.course import leading
from tests.bundles import bundle
from tests.coalition import LATER, Coalition, blob, founded, public, seed

SOON = "2026-11-05T08:00:00Z"


@pytest.fixture
def c() -> Coalition:
    return founded()


def texts(*languages: str, text: str = "We help, day and night.") -> dict[str, bytes]:
    """The contents of an amendment."""
    return {
        f"declaration.{one}": blob({"title": "Declaration", "text": f"{text} ({one})"})
        for one in languages
    }


def amend(c: Coalition, *names: str, replaces: str = "", **more: str) -> str:
    """A change of the declaration, in English and Ukrainian."""
    body = {"replaces": replaces or c.state.declaration}
    contents = texts("en", "uk", **more)
    return c.does("charter.amend", names or ("alfa", "bravo"), body, contents)


def lead(c: Coalition, *names: str, member: str = "alfa", until: str = LATER) -> str:
    """Who leads, by name."""
    signers = names or ("alfa/people", "bravo/people")
    body = {"member": member, "until": until}
    return c.does("charter.lead", signers, body, {"lead": blob({"name": "Lena Brook"})})


def close(c: Coalition, *names: str) -> str:
    """The end."""
    return c.does("charter.close", names or ("alfa", "bravo"), {})


def after_the_end(kind: str) -> Callable[[Coalition], object]:
    """A story that goes on after the end."""

    def story(c: Coalition) -> None:
        close(c)
        {
            "statement": lambda: c.statement("alfa/voice"),
            "profile": lambda: c.does("charter.profile", "alfa", {}),
            "roster": lambda: c.sign(c.roster("alfa", "bravo"), "alfa"),
            "lead": lambda: lead(c),
            "close": lambda: close(c),
        }[kind]()

    return story


def the_end_signed_by_one_more(c: Coalition) -> None:
    payload = c.act("charter.close", "alfa", {})
    c.sign(payload, "alfa", "bravo", "charlie")


def amended_twice_from_one(c: Coalition) -> None:
    first = c.state.declaration
    amend(c)
    amend(c, replaces=first)


def a_language_gone(c: Coalition) -> None:
    amend(c)
    body = {"replaces": c.state.declaration}
    c.does("charter.amend", ["alfa", "bravo"], body, texts("en"))


def amended_by_an_old_list(c: Coalition) -> None:
    payload = c.act(
        "charter.amend", "alfa", {"replaces": c.state.declaration}, texts("en")
    )
    c.sign(c.roster("alfa", "bravo", "charlie", "delta"), "alfa", "bravo", "delta")
    c.sign(payload, "alfa")


def erased_declaration(c: Coalition) -> None:
    act = amend(c)
    body = {"act": act, "contents": ["declaration.en"]}
    c.does("decide.erase", ["alfa", "bravo"], body)


ENDED = "The coalition ended on 2026-11-01T08:00:00Z. Its records stay"
REFUSED: dict[str, tuple[Callable[[Coalition], object], str]] = {
    "a declaration by a device": (lambda c: amend(c, "alfa/people"), "no part in this"),
    "a declaration that follows another": (
        lambda c: amend(c, replaces="ab" * 32),
        "does not follow the declaration in force",
    ),
    "two declarations upon one": (amended_twice_from_one, "does not follow"),
    "a declaration that loses a language": (a_language_gone, "is there in uk too"),
    "a declaration to an old list": (amended_by_an_old_list, "an earlier list"),
    "a declaration in force erased": (erased_declaration, "The declaration and the"),
    "a lead by another role": (lambda c: lead(c, "alfa/voice"), "no part in this"),
    "a lead of no member": (lambda c: lead(c, member="delta"), "not a member"),
    "a lead that is over": (
        lambda c: lead(c, until="2026-10-01T00:00:00Z"),
        "already over",
    ),
    "the end by a device": (lambda c: close(c, "alfa/people"), "no part in this"),
    "a statement after the end": (after_the_end("statement"), ENDED),
    "a profile after the end": (after_the_end("profile"), ENDED),
    "a list of members after the end": (after_the_end("roster"), ENDED),
    "a lead after the end": (after_the_end("lead"), ENDED),
    "a second end": (after_the_end("close"), ENDED),
    "a signature under the end after it": (the_end_signed_by_one_more, ENDED),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_it_is_refused(c: Coalition, name: str) -> None:
    story, why = REFUSED[name]
    with pytest.raises(Refused, match=why):
        story(c)


def test_a_declaration_takes_the_share_of_stamps_and_the_old_one_stays(
    c: Coalition,
) -> None:
    before = c.state.declaration
    payload = c.act("charter.amend", "alfa", {"replaces": before}, texts("en"))
    act = c.sign(payload, "alfa")
    assert c.state.declaration == before == c.state.coalition
    c.sign(payload, "charlie")
    assert c.state.declaration == act
    assert c.state.standing.first.text().endswith(f" declaration {act}")
    assert before in c.state.acts
    assert amend(c) == c.state.declaration != act


def test_who_leads_until_when(c: Coalition) -> None:
    assert leading(c.state, c.time) == ""
    first = lead(c, until=SOON)
    assert leading(c.state, c.time) == first
    assert leading(c.state, SOON) == ""
    second = lead(c, member="charlie")
    assert leading(c.state, c.time) == second
    c.sign(c.act("charter.roster", "charlie", c.terms("alfa", "bravo")), "charlie")
    assert leading(c.state, c.time) == ""


def test_one_member_is_no_share_for_a_lead(c: Coalition) -> None:
    lead(c, "alfa/people")
    assert c.state.lead == ""


def test_the_end_closes_what_was_open_and_protects_people(c: Coalition) -> None:
    open_act = c.statement("alfa/voice")
    own = c.does("decide.object", "bravo/voice", {"act": open_act, "stands": True}, {})
    assert own
    end = close(c)
    assert c.state.ended == end
    assert c.state.acts[open_act].closed == "ended"
    assert c.state.standing.first.text().endswith(f" ended {end}")
    c.does("charter.revoke", "alfa", {"keys": [public("alfa/voice")], "invites": []})


def spoken(c: Coalition) -> str:
    return c.statement("alfa/voice", "bravo/voice")


def test_a_proof_says_which_declaration_and_that_it_ended(c: Coalition) -> None:
    said = spoken(c)
    assert check(bundle(c, said), c.state.coalition).declaration == c.state.coalition
    act = amend(c)
    end = close(c)
    answer = check(bundle(c, said), c.state.coalition)
    assert (answer.declaration, answer.ended) == (act, end)


def test_a_proof_that_leaves_out_the_declaration_is_none(c: Coalition) -> None:
    said = spoken(c)
    amend(c)
    document = orjson.loads(bundle(c, said))
    del document["charter"][-1]
    with pytest.raises(Refused, match="A change of the declaration"):
        check(encode(document), c.state.coalition)


def test_the_chain_wants_the_share_of_stamps(c: Coalition) -> None:
    payload = c.act(
        "charter.amend", "alfa", {"replaces": c.state.declaration}, texts("en")
    )
    known = charter(c.state, c.leaves.__getitem__)
    for names, why in ((["alfa"], "Too few"), (["alfa", "alfa/people"], "not known")):
        signed = sign(payload, *(seed(one) for one in names))
        documents = [one.document() for one in (*known, signed)]
        with pytest.raises(Refused, match=why):
            chain.follow(documents, c.state.coalition)
