"""RFC 6962 trees: every size to 256 against a naive recursion, and others' cases."""

from base64 import b64decode
from hashlib import sha256
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.tlog import merkle
from accord.core.tlog.tree import Tree
from tests.core.third_party import load

SIZES = range(257)
LEAVES = [merkle.leaf_hash(b"leaf %d" % i) for i in SIZES]


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word by word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(m: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 6962 section 2.1.1."""
    if len(leaves) <= 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_proof(m: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    """RFC 6962 section 2.1.2."""
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m <= k:
        return [*naive_proof(m, leaves[:k], whole), naive_root(leaves[k:])]
    return [*naive_proof(m - k, leaves[k:], False), naive_root(leaves[:k])]


def tree_of(size: int) -> Tree:
    tree = Tree()
    for leaf in LEAVES[:size]:
        tree.append(leaf)
    return tree


FULL = tree_of(256)
ROOTS = [naive_root(LEAVES[:size]) for size in SIZES]


def some(size: int) -> list[int]:
    """Indexes worth trying in a tree of `size`: the ends, powers of two, a few more."""
    near = {2**i + d for i in range(9) for d in (-1, 0, 1)}
    picked = near | {0, size - 1, size // 3, size * 2 // 3}
    return sorted(i for i in picked if 0 <= i < size)


def test_roots_of_every_size() -> None:
    growing = Tree()
    for size in SIZES:
        assert growing.size == size
        assert growing.root() == ROOTS[size]
        assert FULL.root(size) == ROOTS[size]
        if size < 256:
            growing.append(LEAVES[size])


def test_roots_in_any_order() -> None:
    """The tree remembers the size last asked for; no answer depends on that."""
    tree = tree_of(20)
    for size in (20, 0, 7, 7, 0, 16, 1, 20):
        assert tree.root(size) == ROOTS[size]
        if size:
            assert tree.inclusion(size - 1, size) == naive_path(size - 1, LEAVES[:size])
    tree.append(LEAVES[20])
    tree.replace(3, LEAVES[100])
    changed = [*LEAVES[:3], LEAVES[100], *LEAVES[4:21]]
    assert tree.root() == naive_root(changed)
    assert tree.root(5) == naive_root(changed[:5])


def test_the_empty_root() -> None:
    assert Tree().root() == merkle.EMPTY_ROOT == sha256(b"").digest()


def test_inclusion_in_every_size() -> None:
    for size in SIZES:
        for index in some(size):
            proof = FULL.inclusion(index, size)
            if size < 40 or size % 16 == 1:
                assert proof == naive_path(index, LEAVES[:size])
            assert merkle.verify_inclusion(
                LEAVES[index], index, size, proof, ROOTS[size]
            )


def test_consistency_between_every_two_sizes() -> None:
    for new in SIZES:
        for old in [*some(new), new]:
            proof = merkle.consistency(FULL.get, old, new)
            if old and (new < 40 or new % 16 == 1):
                assert proof == naive_proof(old, LEAVES[:new])
            shown = merkle.verify_consistency(old, new, ROOTS[old], ROOTS[new], proof)
            assert shown == (old > 0 or new == 0), (old, new)


def test_a_proof_fits_one_index() -> None:
    for size in range(1, 34):
        for index, other in product(range(size), range(-1, size + 2)):
            proof = FULL.inclusion(index, size)
            fits = merkle.verify_inclusion(
                LEAVES[index], other, size, proof, ROOTS[size]
            )
            assert fits == (other == index)


def flipped(data: bytes, bit: int) -> bytes:
    at = bit % (len(data) * 8)
    changed = bytearray(data)
    changed[at // 8] ^= 1 << at % 8
    return bytes(changed)


@given(st.integers(1, 256), st.integers(0, 255), st.integers(0, 9), st.integers(0, 255))
def test_one_flipped_bit_of_an_inclusion_proof(
    size: int, index: int, at: int, bit: int
) -> None:
    index %= size
    parts = [LEAVES[index], ROOTS[size], *FULL.inclusion(index, size)]
    parts[at % len(parts)] = flipped(parts[at % len(parts)], bit)
    leaf, root, *proof = parts
    assert not merkle.verify_inclusion(leaf, index, size, proof, root)


@given(st.integers(2, 256), st.integers(1, 255), st.integers(0, 9), st.integers(0, 255))
def test_one_flipped_bit_of_a_consistency_proof(
    new: int, old: int, at: int, bit: int
) -> None:
    old = old % (new - 1) + 1
    parts = [ROOTS[old], ROOTS[new], *merkle.consistency(FULL.get, old, new)]
    parts[at % len(parts)] = flipped(parts[at % len(parts)], bit)
    first, second, *proof = parts
    assert not merkle.verify_consistency(old, new, first, second, proof)


@given(st.integers(1, 256), st.integers(0, 255), st.integers(0, 8), st.booleans())
def test_a_proof_too_long_or_too_short(
    size: int, index: int, at: int, add: bool
) -> None:
    index %= size
    proof = FULL.inclusion(index, size)
    if add:
        proof.insert(at % (len(proof) + 1), LEAVES[at])
    elif proof:
        del proof[at % len(proof)]
    else:
        return
    assert not merkle.verify_inclusion(LEAVES[index], index, size, proof, ROOTS[size])


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 100, 256])
def test_replacing_a_leaf(size: int) -> None:
    for index in some(size):
        tree = tree_of(size)
        tree.replace(index, merkle.leaf_hash(b"another"))
        leaves = LEAVES[:size]
        leaves[index] = merkle.leaf_hash(b"another")
        assert tree.root() == naive_root(leaves)


# Cases of transparency-dev/merkle


def decoded(hashes: list[str] | None) -> list[bytes]:
    return [b64decode(one) for one in hashes or []]


def test_inclusion_cases_of_others() -> None:
    cases = load("rfc6962-merkle/inclusion.json")
    del cases["single-entry/empty-root-and-leaf"]
    assert len(cases) == 97
    for name, case in cases.items():
        shown = merkle.verify_inclusion(
            b64decode(case["leafHash"]),
            case["leafIdx"],
            case["treeSize"],
            decoded(case["proof"]),
            b64decode(case["root"]),
        )
        assert shown != case["wantErr"], name


def test_consistency_cases_of_others() -> None:
    cases = load("rfc6962-merkle/consistency.json")
    assert len(cases) == 98
    for name, case in cases.items():
        shown = merkle.verify_consistency(
            case["size1"],
            case["size2"],
            b64decode(case["root1"]),
            b64decode(case["root2"]),
            decoded(case["proof"]),
        )
        assert shown != case["wantErr"], name
