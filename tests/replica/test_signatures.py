"""Signatures verified in other processes: a false one, and processes that end."""

import os
import signal
from collections.abc import Iterator

import pytest

from accord.core.acts import keys
from accord.core.acts.envelope import pae
from accord.core.acts.errors import Refused
from accord.core.rules.replay import Claim
from accord.replica.http import Unanswered
from accord.replica.signatures import AHEAD, BATCH, Signatures
from tests.coalition import public, seed


def claims(count: int, *false: int) -> list[Claim]:
    """So many claims, those at `false` signed by another key."""
    found = []
    for index in range(count):
        payload = b"%d" % index
        signer = "bravo" if index in false else "alfa"
        signature = keys.sign(seed(signer), pae(payload))
        found.append(Claim(index, public("alfa"), payload, signature))
    return found


@pytest.mark.parametrize("workers", [1, 2])
def test_the_first_false_one_is_named(workers: int) -> None:
    with Signatures(workers, alone=0) as signatures:
        signatures.add(claims(3 * BATCH))
        signatures.settle()
        signatures.add(claims(3 * BATCH, 2 * BATCH, BATCH + 7))
        with pytest.raises(Refused, match=f"Record {BATCH + 7} is wrong"):
            signatures.settle()
        signatures.add(claims(2, 1))
        with pytest.raises(Refused, match="Record 1 is wrong"):
            signatures.settle()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_false_one_comes_before_what_it_makes_wrong(workers: int) -> None:
    with Signatures(workers, alone=0) as signatures:
        with pytest.raises(Refused, match=f"Record {BATCH + 1} is wrong"):
            signatures.check(until_refused(BATCH + 1))
        with pytest.raises(Refused, match="not allowed"):
            signatures.check(until_refused())
        signatures.check(claims(2 * BATCH))


def until_refused(*false: int) -> Iterator[Claim]:
    """What a replay gives until a rule is broken."""
    yield from claims(2 * BATCH, *false)
    raise Refused("This is not allowed.")


def test_a_long_log_does_not_pile_up() -> None:
    with Signatures(2, alone=0) as signatures:
        for one in claims(40 * BATCH):
            signatures.add((one,))
            assert len(signatures.waiting) < BATCH
            assert len(signatures.under_way) <= AHEAD * 2
        signatures.settle()


def test_few_cost_no_other_processes() -> None:
    with Signatures(2, alone=2 * BATCH) as signatures:
        signatures.add(claims(BATCH))
        signatures.add(claims(BATCH))
        signatures.settle()
        assert signatures.pool is None
        signatures.add(claims(BATCH))
        signatures.settle()
        assert signatures.pool is not None


def test_what_was_dropped_is_not_verified() -> None:
    with Signatures(1) as signatures:
        signatures.add(claims(3, 1))
        signatures.forget()
        signatures.settle()


def end(signatures: Signatures, how: signal.Signals) -> None:
    """Sends a signal to each of the other processes."""
    assert signatures.pool is not None
    for process in list(signatures.pool._processes.values()):
        os.kill(process.pid, how)


def test_a_process_that_is_killed() -> None:
    with Signatures(2, alone=0) as signatures:
        signatures.add(claims(BATCH))
        signatures.settle()
        end(signatures, signal.SIGSTOP)
        signatures.add(claims(BATCH))
        end(signatures, signal.SIGKILL)
        with pytest.raises(Unanswered, match="ended from outside"):
            signatures.settle()
        signatures.forget()
        signatures.add(claims(BATCH, 3))
        with pytest.raises(Refused, match="Record 3 is wrong"):
            signatures.settle()
