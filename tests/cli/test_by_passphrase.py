"""Small files under a passphrase, also on a machine that is measured as a slow one."""

import re

import pyrage
import pytest
from pyrage import passphrase

from accord.cli import by_passphrase
from tests.cli.agefile import under_passphrase

WEAK = under_passphrase(b"words", "pebble")


def test_it_comes_back_and_took_work() -> None:
    made = by_passphrase.encrypt(b"words", "pebble")
    assert by_passphrase.work(made) >= 15
    assert by_passphrase.decrypt(made, "pebble") == b"words"


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(pyrage.DecryptError, match="failed"):
        by_passphrase.decrypt(WEAK, "gravel")


def test_the_strongest_of_some_tries_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = iter((11, 17, 12, 13, 14))

    def encrypt(data: bytes, words: str) -> bytes:
        return re.sub(rb" 10\n", b" %d\n" % next(measured), WEAK, count=1)

    monkeypatch.setattr(passphrase, "encrypt", encrypt)
    assert by_passphrase.work(by_passphrase.encrypt(b"words", "pebble")) == 17
    assert list(measured) == []


def test_a_good_one_is_not_made_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = iter((18, 19))

    def encrypt(data: bytes, words: str) -> bytes:
        return re.sub(rb" 10\n", b" %d\n" % next(measured), WEAK, count=1)

    monkeypatch.setattr(passphrase, "encrypt", encrypt)
    assert by_passphrase.work(by_passphrase.encrypt(b"words", "pebble")) == 18
    assert list(measured) == [19]


def test_a_busy_moment_is_no_wrong_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    real, busy = passphrase.decrypt, [b"1", b"2"]

    def decrypt(data: bytes, words: str) -> bytes:
        if busy:
            busy.pop()
            data = re.sub(rb" 10\n", b" 40\n", data, count=1)
        return bytes(real(data, words))

    monkeypatch.setattr(passphrase, "decrypt", decrypt)
    assert by_passphrase.decrypt(WEAK, "pebble") == b"words"
    assert busy == []


def test_what_costs_minutes_says_so() -> None:
    dear = re.sub(rb" 10\n", b" 40\n", WEAK, count=1)
    with pytest.raises(by_passphrase.TooDear, match="too slow or too busy"):
        by_passphrase.decrypt(dear, "pebble")
