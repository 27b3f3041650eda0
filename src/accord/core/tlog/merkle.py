"""RFC 6962 Merkle trees: hashing, roots, proofs and their verification.

A tree is reached through `get(level, index)`, the hash of the complete subtree of
2**level leaves that starts at leaf index * 2**level:

    level 2              (2,0)
                       /       \\
    level 1       (1,0)         (1,1)
                  /   \\         /   \\
    level 0   (0,0)  (0,1)  (0,2)  (0,3)   (0,4)  ...

Proofs are made as RFC 6962 sections 2.1.1 and 2.1.2 define them, and verified with
the iterations of RFC 9162 sections 2.1.3.2 and 2.1.4.2.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

Get = Callable[[int, int], bytes]

EMPTY_ROOT = sha256(b"").digest()
HASH = 32


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256(0x00 || leaf)."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


def root(get: Get, size: int) -> bytes:
    """The root over the first `size` leaves."""
    return subtree(get, 0, size) if size else EMPTY_ROOT


def subtree(get: Get, low: int, high: int) -> bytes:
    """The hash over the leaves from `low` to `high`, not empty, `low` aligned."""
    width = high - low
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return get(level, low >> level)
    middle = low + _split(width)
    return node_hash(subtree(get, low, middle), subtree(get, middle, high))


def _split(width: int) -> int:
    """The largest power of two smaller than `width`."""
    return 1 << ((width - 1).bit_length() - 1)


def inclusion(get: Get, index: int, size: int) -> list[bytes]:
    """The proof that leaf `index` is in the tree of `size`, from the leaf upwards."""
    low, high, proof = 0, size, []
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            proof.append(subtree(get, middle, high))
            high = middle
        else:
            proof.append(subtree(get, low, middle))
            low = middle
    return proof[::-1]


def consistency(get: Get, old: int, new: int) -> list[bytes]:
    """The proof that the tree of `old` leaves is the beginning of that of `new`."""
    if old in (0, new):
        return []
    low, high, proof, whole = 0, new, [], True
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            proof.append(subtree(get, middle, high))
            high = middle
        else:
            proof.append(subtree(get, low, middle))
            low, whole = middle, False
    if not whole:
        proof.append(subtree(get, low, high))
    return proof[::-1]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether `proof` shows the leaf hash `leaf` at `index` under `root` of `size`."""
    sides = _sides(index, size - 1, len(proof)) if 0 <= index < size else None
    if sides is None:
        return False
    found = leaf
    for node, left in zip(proof, sides, strict=True):
        found = node_hash(node, found) if left else node_hash(found, node)
    return found == root


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether `proof` shows that `old_root` of `old` leaves grew into `new_root`.

    Nothing can be shown of an empty tree but that it is empty.
    """
    if old == new:
        empty = old == 0 and old_root != EMPTY_ROOT
        return not proof and old_root == new_root and not empty
    if not 0 < old < new:
        return False
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    sides = _sides(place, last, len(path) - 1) if path else None
    if sides is None:
        return False
    first = second = path[0]
    for node, left in zip(path[1:], sides, strict=True):
        first = node_hash(node, first) if left else first
        second = node_hash(node, second) if left else node_hash(second, node)
    return first == old_root and second == new_root


def _sides(place: int, last: int, length: int) -> list[bool] | None:
    """For each node of a proof upwards whether it stands on the left.

    None when a proof for `place` of a level that ends at `last` is not this long.
    """
    sides = []
    for _ in range(length):
        if last == 0:
            return None
        left = bool(place & 1) or place == last
        sides.append(left)
        while left and place and not place & 1:
            place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
    return sides if last == 0 else None
