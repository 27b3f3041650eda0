"""Which checkpoints are final: the quorum, who counts, and lists that changed."""

from dataclasses import replace

import pytest

from accord.core.acts.charter import Terms
from accord.core.acts.errors import Refused
from accord.core.acts.fields import Fields
from accord.core.protocol import quorum
from accord.core.tlog import cosignature, note
from tests.coalition import public, rules, seed
from tests.core.tlog.test_note import CHECKPOINT

FOUR = ("alfa", "bravo", "charlie", "delta")


def terms(*members: str, finality: str = "cosigned", **named: str) -> Terms:
    """A list of members, each with a replica; `alfa="key"` gives another key's name."""
    table = {
        one: {
            "seals": [public(one)],
            "replica": public(named.get(one, f"{one} replica")),
        }
        for one in members
    }
    return Terms.take(
        Fields(
            {
                "version": 1,
                "members": table,
                "rules": rules(),
                "finality": finality,
                "hub": {"epoch": 1, "key": public("hub")},
            },
            "body",
        )
    )


def confirmed(*members: str, **named: str) -> str:
    """The checkpoint with cosignatures."""
    lines = [
        cosignature.cosign(
            CHECKPOINT.text(),
            cosignature.name(CHECKPOINT.coalition, one),
            seed(named.get(one, f"{one} replica")),
            1_795_356_000,
        )
        for one in members
    ]
    return cosignature.attach(note.sign(CHECKPOINT, seed("hub")), lines)


def final(text: str, *lists: Terms) -> bool:
    return quorum.is_final(text, CHECKPOINT.coalition, lists)


def test_the_quorum() -> None:
    found = [quorum.quorum(number) for number in range(1, 11)]
    assert found == [1, 2, 3, 3, 4, 5, 5, 6, 7, 7]


@pytest.mark.parametrize("replicas", range(1, 101))
def test_two_quorums_share_an_honest_member(replicas: int) -> None:
    dishonest = (replicas - 1) // 3
    assert 2 * quorum.quorum(replicas) - replicas > dishonest
    if replicas >= 4:
        assert quorum.quorum(replicas) <= replicas - dishonest


def test_three_of_four() -> None:
    assert not final(confirmed("alfa", "bravo"), terms(*FOUR))
    assert final(confirmed("alfa", "bravo", "delta"), terms(*FOUR))


def test_a_member_counts_once_and_only_with_its_key() -> None:
    text = confirmed("alfa", "bravo", "delta", delta="stolen")
    found = quorum.confirmed_by(text, CHECKPOINT.coalition, terms(*FOUR))
    assert list(found) == ["alfa", "bravo"]
    assert found["alfa"] == 1_795_356_000
    assert not final(text, terms(*FOUR))


def test_a_false_line_does_not_hide_the_true_one() -> None:
    text = confirmed("alfa")
    body, _, lines = text.partition("\n\n")
    host, true = lines[:-1].split("\n")
    false = true[:-4] + ("AA==" if true[-4:] != "AA==" else "BA==")
    both = f"{body}\n\n{host}\n{false}\n{true}\n"
    assert "alfa" in quorum.confirmed_by(both, CHECKPOINT.coalition, terms(*FOUR))


def test_strangers_and_witnesses_do_not_count() -> None:
    text = confirmed("alfa", "bravo", "echo", "foxtrot")
    assert not final(text, terms(*FOUR))


def test_another_coalition() -> None:
    with pytest.raises(Refused, match="another coalition"):
        quorum.confirmed_by(confirmed("alfa"), "cd" * 32, terms(*FOUR))


def test_a_new_list_needs_the_old_one_as_well() -> None:
    old, new = terms(*FOUR), terms("echo", "foxtrot", "golf", "alfa")
    newcomers = ("echo", "foxtrot", "golf")
    assert final(confirmed(*newcomers), new)
    assert not final(confirmed(*newcomers), old, new)
    assert final(confirmed(*newcomers, "alfa", "bravo", "delta"), old, new)


def test_a_member_with_a_new_key_counts_for_the_list_that_names_it() -> None:
    old, new = terms(*FOUR), terms(*FOUR, alfa="alfa renewed")
    text = confirmed("alfa", "bravo", "delta", alfa="alfa renewed")
    assert final(text, new)
    assert not final(text, old, new)
    assert final(confirmed("bravo", "charlie", "delta"), old, new)


def test_the_word_of_the_host() -> None:
    old, by_host = terms(*FOUR), terms(*FOUR, finality="hub")
    assert final(confirmed(), by_host)
    assert final(confirmed(), old, by_host)
    # All was final on the host's word: what was in force before does not count.
    assert final(confirmed("alfa", "bravo", "delta"), old, by_host, terms(*FOUR))
    assert not final(confirmed("alfa"), old, by_host, terms(*FOUR))


def test_nobody_can_confirm() -> None:
    nobody = replace(
        terms(*FOUR),
        members={
            one: replace(member, replica=None)
            for one, member in terms(*FOUR).members.items()
        },
    )
    assert not final(confirmed(*FOUR), nobody)
    assert not final(confirmed(*FOUR))
