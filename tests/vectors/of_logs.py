"""Vectors of the log: trees, checkpoints, proofs, tiles, the standing, whole logs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from accord.core.acts.act import parse_act
from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import parse_leaf
from accord.core.rules import fold
from accord.core.rules.replay import check_head
from accord.core.rules.standing import parse_first_line, parse_line
from accord.core.rules.state import State
from accord.core.tlog import merkle, note, proof, tiles
from accord.core.tlog.note import Checkpoint
from accord.core.tlog.tree import Tree
from tests.coalition import public, seed
from tests.core.tlog import test_note, test_proof, test_tiles
from tests.vectors import stories
from tests.vectors.refusals import Vectors, refusals

SIZES = (1, 2, 3, 5, 8, 17, 33)
DATA = [b"leaf %d" % index for index in range(33)]
ACT, OTHER, TIME = "ab" * 32, "cd" * 32, "2026-11-22T14:00:00Z"


def trees() -> Vectors:
    """Roots of trees up to 33 leaves, and proofs, right and wrong."""
    tree = Tree()
    for one in DATA:
        tree.append(merkle.leaf_hash(one))
    inclusion = [_inclusion(tree, i, size) for size in SIZES for i in range(size)]
    consistency = [
        _consistency(tree, old, new) for new in SIZES for old in range(1, new + 1)
    ]
    return {
        "leaves": [to_base64(one) for one in DATA],
        "roots": [tree.root(size).hex() for size in range(34)],
        "inclusion": [*inclusion, *_spoiled(inclusion)],
        "consistency": [*consistency, *_spoiled(consistency)],
    }


def _inclusion(tree: Tree, index: int, size: int) -> Vectors:
    return {
        "leaf": to_base64(DATA[index]),
        "index": index,
        "size": size,
        "root": tree.root(size).hex(),
        "proof": [one.hex() for one in tree.inclusion(index, size)],
        "valid": True,
    }


def _consistency(tree: Tree, old: int, new: int) -> Vectors:
    return {
        "old": old,
        "new": new,
        "old_root": tree.root(old).hex(),
        "new_root": tree.root(new).hex(),
        "proof": [one.hex() for one in merkle.consistency(tree.get, old, new)],
        "valid": True,
    }


def _spoiled(cases: Iterable[Vectors]) -> Iterator[Vectors]:
    """Each case with a hash too many, and, where it has any, one less or another."""
    for case in cases:
        hashes, extra = case["proof"], "ab" * 32
        yield case | {"proof": [*hashes, extra], "valid": False}
        if hashes:
            yield case | {"proof": hashes[:-1], "valid": False}
            yield case | {"proof": [extra, *hashes[1:]], "valid": False}


def checkpoints() -> Vectors:
    """Signed notes."""
    text, line = test_note.NOTE.split("\n\n")
    other = note.sign(replace(test_note.CHECKPOINT, size=42), seed("hub"))
    bad = {name: one for name, one in test_note.BAD.items() if len(one) < 2000}
    bad |= {
        "another key": note.sign(test_note.CHECKPOINT, seed("other")),
        "a signature for another size": f"{text}\n\n" + other.partition("\n\n")[2],
        "another name before the signature": test_note.NOTE.replace("— accord", "— x"),
        "two signatures": f"{test_note.NOTE}{line}",
    }
    return {
        "key": public("hub"),
        "good": [{"note": test_note.NOTE}],
        "bad": refusals("note", bad, lambda one: note.open_signed(one, public("hub"))),
    }


def proofs() -> Vectors:
    """Proofs as text (tlog-proof)."""
    return {
        "good": [{"proof": test_proof.TEXT}],
        "bad": refusals("proof", test_proof.BAD, proof.parse),
    }


def of_tiles() -> Vectors:
    """Paths of tiles, and tiles of entries."""
    leaves = [b"one", b"", b"three" * 100]
    return {
        "paths": [
            {
                "path": path,
                "level": tile.level,
                "number": tile.number,
                "width": tile.width,
            }
            for path, tile in test_tiles.PATHS.items()
        ],
        "bad_paths": test_tiles.BAD,
        "entries": {
            "tile": to_base64(tiles.pack_entries(leaves)),
            "leaves": [to_base64(one) for one in leaves],
        },
        "bad_entries": [to_base64(one) for one in (b"\x00", b"\x00\x05four")],
    }


def standing() -> Vectors:
    """Lines of the standing."""
    bad = {
        "another kind": f"{ACT} voice.hold agreed {TIME} 46",
        "another state": f"{ACT} voice.own open {TIME} 46",
        "capitals": f"{ACT.upper()} voice.own agreed {TIME} 46",
        "a zero before the index": f"{ACT} voice.own agreed {TIME} 046",
        "a negative index": f"{ACT} voice.own agreed {TIME} -1",
        "two spaces": f"{ACT}  voice.own agreed {TIME} 46",
        "a line break at the end": f"{ACT} voice.own agreed {TIME} 46\n",
        "a time that is none": f"{ACT} voice.own agreed 2026-11-31T14:00:00Z 46",
        "nothing": "",
    }
    bad_first = {
        "a space at the end": f"roster {ACT} ",
        "no id": "roster",
        "a capital": f"Roster {ACT}",
        "an id alone": ACT,
        "the end before the declaration": f"roster {ACT} ended {ACT} declaration {ACT}",
        "a declaration without an id": f"roster {ACT} declaration",
    }
    return {
        "first": {
            "good": [
                f"roster {ACT}",
                f"roster {ACT} declaration {OTHER}",
                f"roster {ACT} ended {OTHER}",
                f"roster {ACT} declaration {OTHER} ended {ACT}",
            ],
            "bad": refusals("line", bad_first, parse_first_line),
        },
        "lines": {
            "good": [
                f"{ACT} voice.statement agreed {TIME} 46",
                f"{ACT} voice.own held {TIME} 0",
                f"{ACT} voice.own corrected {TIME} 9007199254740991",
                f"{ACT} voice.statement retracted {TIME} 7",
            ],
            "bad": refusals("line", bad, parse_line),
        },
    }


@dataclass
class Pool:
    """Each leaf once; logs are lists of places here."""

    places: dict[bytes, int] = field(default_factory=dict)

    def log(self, leaves: Iterable[bytes]) -> list[int]:
        """The places of a log's leaves."""
        return [self.places.setdefault(one, len(self.places)) for one in leaves]


def logs() -> Vectors:
    """Whole logs: those accepted, with what they come to, and those refused."""
    pool = Pool()
    told = stories.good()
    good = [
        {"name": name, "log": pool.log(one.leaves)} | _head(one.leaves)
        for name, one in told.items()
    ]
    bad = [
        {
            "name": name,
            "log": pool.log([*one.leaves, one.refused]),
            "kind": parse_act(parse_leaf(one.refused).payload).kind,
            "reason": str(one.error),
        }
        for name, one in stories.bad().items()
        if one.refused
    ]
    heads = _bad_heads(told["a joint statement, signed by one more"].leaves, pool)
    leaves = [leaf.decode() for leaf in pool.places]
    return {"leaves": leaves, "good": good, "bad": bad, "bad_checkpoints": heads}


def replayed(leaves: Iterable[bytes]) -> State:
    """The state after the leaves of a log."""
    state = State()
    for leaf in leaves:
        fold.apply(state, fold.check(state, parse_leaf(leaf)))
    return state


def _head(leaves: Iterable[bytes]) -> Vectors:
    state = replayed(leaves)
    hub = "hub" if state.in_force().terms.hub.epoch == 1 else "hub two"
    lines = [line.text() for line in state.standing.lines]
    return {
        "checkpoint": note.sign(_checkpoint(state), seed(hub)),
        "standing": [state.standing.first.text(), *lines],
    }


def _checkpoint(state: State) -> Checkpoint:
    return Checkpoint(
        state.coalition,
        state.in_force().terms.hub.epoch,
        state.size,
        state.tree.root(),
        state.standing.tree.size,
        state.standing.tree.root(),
        state.time,
    )


def _bad_heads(leaves: list[bytes], pool: Pool) -> list[Vectors]:
    state = replayed(leaves)
    right = _checkpoint(state)
    wrong = {
        "of another coalition": replace(right, coalition="ab" * 32),
        "of another epoch": replace(right, epoch=2),
        "of another size": replace(right, size=right.size + 1),
        "with another root": replace(right, root=bytes(32)),
        "with another standing": replace(right, standing_root=bytes(32)),
        "with a line less": replace(right, standing_size=1),
        "with another time": replace(right, time="2026-11-01T08:00:01Z"),
    }
    notes = {name: note.sign(one, seed("hub")) for name, one in wrong.items()}
    notes["by another key"] = note.sign(right, seed("other"))
    bad = refusals("checkpoint", notes, lambda text: check_head(state, text))
    return [{"log": pool.log(leaves)} | one for one in bad]
