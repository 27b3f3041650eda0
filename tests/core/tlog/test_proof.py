"""Proofs as text: one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.acts.encoding import to_base64
from accord.core.acts.errors import Malformed
from accord.core.tlog import proof
from accord.core.tlog.proof import MAX_HASHES, Proof

HASH = to_base64(b"h" * 32)
NOTE = "name\n1\nroot\n\n— name sig\n"
TEXT = f"c2sp.org/tlog-proof@v1\nindex 5\n{HASH}\n{HASH}\n\n{NOTE}"


def test_the_form() -> None:
    assert Proof(5, (b"h" * 32,) * 2, NOTE).text() == TEXT
    assert proof.parse(TEXT) == Proof(5, (b"h" * 32,) * 2, NOTE)


def test_a_proof_without_hashes() -> None:
    alone = Proof(0, (), NOTE)
    assert alone.text() == f"c2sp.org/tlog-proof@v1\nindex 0\n\n{NOTE}"
    assert proof.parse(alone.text()) == alone


@given(
    st.integers(0, 10**15),
    st.lists(st.binary(min_size=32, max_size=32), max_size=MAX_HASHES),
)
def test_round_trip(index: int, hashes: list[bytes]) -> None:
    one = Proof(index, tuple(hashes), NOTE)
    assert proof.parse(one.text()) == one


def test_every_changed_character_makes_another_proof_or_none() -> None:
    for at in range(len(TEXT)):
        for other in "0A\n=/":
            changed = TEXT[:at] + other + TEXT[at + 1 :]
            try:
                found = proof.parse(changed)
            except Malformed:
                continue
            assert found.text() == changed


BAD = {
    "nothing": "",
    "another version": TEXT.replace("@v1", "@v2"),
    "no index": TEXT.replace("index 5\n", ""),
    "a negative index": TEXT.replace("index 5", "index -5"),
    "an index with a zero before it": TEXT.replace("index 5", "index 05"),
    "an index with a space": TEXT.replace("index 5", "index  5"),
    "extra data, which Accord never writes": TEXT.replace("index", "extra QQ==\nindex"),
    "a hash of 31 bytes": TEXT.replace(HASH, to_base64(b"h" * 31), 1),
    "a hash that is not base64": TEXT.replace(HASH, "?", 1),
    "no checkpoint": TEXT.split("\n\n")[0],
    "65 hashes": TEXT.replace(f"{HASH}\n", f"{HASH}\n" * 64, 1),
    "a carriage return": TEXT.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_refuses(text: str) -> None:
    with pytest.raises(Malformed):
        proof.parse(text)
