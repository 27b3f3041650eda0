"""Signing for another host: for who asks, and at the address that it named."""

from dataclasses import replace

import pytest

from accord.core.acts import keys
from accord.core.acts.envelope import pae
from accord.core.acts.errors import Refused
from accord.core.protocol import takeover
from accord.replica import key, record, voting
from accord.replica.follow import Follower
from accord.replica.models import Following
from accord.replica.voting import Asked
from tests.coalition import public, seed
from tests.replica.conftest import replica
from tests.replica.host import Host, serving


def asked_by_bravo(log_at: Host) -> Asked:
    """What bravo asks, to be the host at an address; it holds one record more."""
    state = log_at.log.state
    payload = takeover.draft(
        state, 0, by="bravo", at=state.time, nonce="0" * 32, epoch=2, key=public("new")
    )
    seed_of = seed(replica("bravo"))
    row = Following(key=key.put(seed_of))
    return voting.ask(row, log_at.url, "", payload)


def willing(follower: Follower) -> Following:
    """Alfa's copy, at the state of its host, whose people have agreed to another."""
    key.put(seed(replica("alfa")))
    follower.round()
    record.agree("2099-01-01T00:00:00Z")
    row = record.following()
    assert row is not None
    return row


def test_nobody_sends_a_copy_elsewhere(follower: Follower, host: Host) -> None:
    row = willing(follower)
    host.log.statement("bravo/voice", slug="later")
    with serving(Host(host.log)) as bravo, serving(Host(host.log)) as stranger:
        asked = asked_by_bravo(bravo)
        with pytest.raises(Refused, match="No member's copy asks for this"):
            voting.answer(row, replace(asked, candidate=stranger.url))
        assert stranger.requests == []
        assert stranger.url not in dict(record.peers())

        signature = voting.answer(row, asked)
        assert keys.verify(row.key, pae(asked.payload), signature.sig)
        assert bravo.requests  # for the record that alfa's copy lacked
        assert dict(record.peers())[bravo.url] == "bravo"
        assert stranger.requests == []


def test_a_signature_on_the_act_is_none_on_the_request(
    follower: Follower, host: Host
) -> None:
    """What others sign when they vote cannot be sent on as their own request."""
    row = willing(follower)
    asked = asked_by_bravo(host)
    voted = keys.sign(seed(replica("bravo")), pae(asked.payload))
    with pytest.raises(Refused, match="No member's copy asks for this"):
        voting.answer(row, replace(asked, sig=voted))
