"""Evidence of a dishonest hub: what proves something, and what proves nothing."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from accord.core.acts import times
from accord.core.acts.canonical import encode
from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import Envelope, parse_leaf
from accord.core.acts.errors import AccordError, Malformed, Refused
from accord.core.bundle.gather import charter
from accord.core.protocol import evidence
from accord.core.protocol.evidence import Verdict, check_evidence, is_evidence
from accord.core.tlog import cosignature, merkle, note
from accord.core.tlog.merkle import leaf_hash
from accord.core.tlog.proof import Proof
from accord.core.tlog.tree import Tree
from tests.bundles import confirmed
from tests.coalition import (
    Coalition,
    confirming,
    copies,
    founded,
    public,
    seed,
    takeover,
)
from tests.core.protocol.replicas import checkpoint, signed, twin

Document = dict[str, Any]


@dataclass
class Scene:
    """A coalition of a dishonest host: what it showed to some, and to others."""

    c: Coalition
    other: Coalition
    charter: list[Envelope] = field(init=False)

    def __post_init__(self) -> None:
        self.charter = charter(self.c.state, self.c.leaves.__getitem__)

    @property
    def trust(self) -> str:
        return self.c.state.coalition


def scene() -> Scene:
    """Two histories: the first has one statement, the second two, another hour."""
    c = founded()
    other = twin(c)
    c.statement("alfa/voice", "bravo/voice")
    other.statement("alfa/voice", "charlie/voice", slug="bread")
    other.wait(hours=1)
    other.statement("bravo/voice", "charlie/voice", slug="salt")
    return Scene(c, other)


def forked(s: Scene) -> bytes:
    state, size = s.other.state, s.c.state.size
    path = merkle.consistency(state.tree.get, size, state.size)
    root = state.tree.root(size)
    return evidence.fork(s.charter, signed(s.c.state), signed(state), root, path)


def forked_evenly(s: Scene) -> bytes:
    return evidence.fork(
        s.charter, signed(s.c.state), signed(s.c.state, root=bytes(32))
    )


def said_twice(s: Scene) -> bytes:
    second = signed(s.c.state, standing_root=bytes(32))
    return evidence.fork(s.charter, signed(s.c.state), second)


def rewound(s: Scene) -> bytes:
    short = twin(founded())
    short.wait(hours=2)
    short.statement("alfa/voice")
    return evidence.rewind(s.charter, signed(s.c.state), signed(short.state))


def dropped(s: Scene) -> bytes:
    index, state = s.c.state.size - 1, s.c.state
    receipt = Proof(index, tuple(state.tree.inclusion(index)), signed(state))
    now = s.other.state
    return evidence.dropped(
        s.charter,
        parse_leaf(s.c.leaves[index]),
        receipt.text(),
        signed(now),
        leaf_hash(s.other.leaves[index]),
        now.tree.inclusion(index),
    )


def _logged(s: Scene, leaves: list[bytes], **changes: object) -> tuple[Tree, str]:
    """What a host signs over leaves that need not be right."""
    tree = Tree()
    for one in leaves:
        tree.append(leaf_hash(one))
    found = {"size": tree.size, "root": tree.root()} | changes
    return tree, signed(s.c.state, **found)


def time_back(s: Scene) -> bytes:
    *most, last = s.c.leaves
    early = parse_leaf(last)._replace(time="2026-10-01T00:00:00Z").encode()
    tree, text = _logged(s, [*most, early])
    at = len(most) - 1
    return evidence.time(
        s.charter,
        text,
        [most[-1], early],
        at,
        [tree.inclusion(at), tree.inclusion(at + 1)],
    )


def other_time(s: Scene) -> bytes:
    state = s.c.state
    text = signed(state, time=times.shift(state.time, seconds=1))
    at = state.size - 1
    path = [state.tree.inclusion(at)]
    return evidence.time(s.charter, text, s.c.leaves[-1:], at, path)


def wrong_standing(s: Scene) -> bytes:
    text = signed(s.c.state, standing_root=bytes(32))
    return evidence.standing(s.charter, text, s.c.leaves)


def wrong_leaf(s: Scene) -> bytes:
    leaves = [*s.c.leaves, s.c.leaves[0]]
    _, text = _logged(s, leaves)
    return evidence.leaf(s.charter, text, leaves)


def false_signature(s: Scene) -> bytes:
    """The last record, with a signature by somebody else."""
    last = parse_leaf(s.c.leaves[-1])
    sig = bytes(64)
    spoiled = last._replace(signature=last.signature._replace(sig=sig)).encode()
    leaves = [*s.c.leaves[:-1], spoiled]
    _, text = _logged(s, leaves)
    return evidence.leaf(s.charter, text, leaves)


def wrong_leaf_amid(s: Scene) -> bytes:
    bad = [*s.c.leaves, b"what?"]
    tree, text = _logged(s, [*bad, s.c.leaves[0], s.c.leaves[1]])
    path = merkle.consistency(tree.get, len(bad), len(bad) + 2)
    return evidence.leaf(s.charter, text, bad, path)


GOOD: dict[str, tuple[Callable[[Scene], bytes], str, str]] = {
    "two histories of two sizes": (forked, "fork", "neither goes on from the other"),
    "two roots of one size": (forked_evenly, "fork", "two different checkpoints"),
    "one log said in two ways": (said_twice, "fork", "two different checkpoints"),
    "an old state and a new beginning": (rewound, "rewind", "began again"),
    "a record dropped": (dropped, "dropped", "confirmed a record and dropped it"),
    "time that goes back": (time_back, "time", "older than the one before it"),
    "another time than the last": (other_time, "time", "another time than that"),
    "another standing": (wrong_standing, "standing", "another standing than"),
    "a record twice": (wrong_leaf, "leaf", "already recorded"),
    "a false signature": (false_signature, "leaf", "does not fit these words"),
    "no record at all": (wrong_leaf_amid, "leaf", "not a record in its canonical form"),
}


@pytest.mark.parametrize(("make", "kind", "sentence"), GOOD.values(), ids=GOOD)
def test_proves(make: Callable[[Scene], bytes], kind: str, sentence: str) -> None:
    s = scene()
    data = make(s)
    found = check_evidence(data, s.trust)
    assert isinstance(found, Verdict)
    assert (found.kind, found.epoch, found.hub) == (kind, 1, public("hub"))
    assert sentence in found.sentence
    assert is_evidence(data)


@pytest.mark.parametrize("make", [one[0] for one in GOOD.values()], ids=GOOD)
def test_is_against_this_coalitions_host_alone(make: Callable[[Scene], bytes]) -> None:
    with pytest.raises(Refused, match="not a proof by the coalition that you trust"):
        check_evidence(make(scene()), "ab" * 32)


def test_cosignatures_are_left_out() -> None:
    c = confirming()
    first = confirmed(c, "alfa", "bravo")
    second = note.sign(checkpoint(c.state, root=bytes(32)), seed("hub"))
    envelopes = charter(c.state, c.leaves.__getitem__)
    data = evidence.fork(envelopes, first, second)
    assert json.loads(data)["notes"][0] == cosignature.without(first)
    assert check_evidence(data, c.state.coalition).kind == "fork"


def test_against_a_host_that_copies_chose() -> None:
    c = confirming()
    c.sign(takeover(c), *copies("alfa", "bravo", "delta"))
    envelopes = charter(c.state, c.leaves.__getitem__)
    first = signed(c.state, "hub two")
    second = signed(c.state, "hub two", root=bytes(32))
    found = check_evidence(evidence.fork(envelopes, first, second), c.state.coalition)
    assert (found.epoch, found.hub) == (2, public("hub two"))
    old = signed(c.state, epoch=1)
    with pytest.raises(Refused, match="of two hosts"):
        check_evidence(evidence.fork(envelopes, old, second), c.state.coalition)
    with pytest.raises(Refused, match="host of this checkpoint is not in the charter"):
        check_evidence(evidence.fork(envelopes[:1], first, second), c.state.coalition)


def test_a_long_log_comes_beside_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MAX_LEAVES", 1000)
    s = scene()
    for make in (wrong_standing, wrong_leaf):
        data = make(s)
        assert "leaves" not in json.loads(data)
        with pytest.raises(Refused, match="the whole log is needed beside it"):
            check_evidence(data, s.trust)
        leaves = [*s.c.leaves, s.c.leaves[0]]
        assert check_evidence(data, s.trust, iter(leaves))
        with pytest.raises(Refused):
            check_evidence(data, s.trust, s.other.leaves)


# What proves nothing


def _honest_fork(s: Scene) -> bytes:
    before = s.c.state.size
    first, root = signed(s.c.state), s.c.state.tree.root()
    s.c.statement("alfa/voice", "bravo/voice", slug="bread")
    path = merkle.consistency(s.c.state.tree.get, before, s.c.state.size)
    return evidence.fork(s.charter, first, signed(s.c.state), root, path)


def _made_up_root(s: Scene) -> bytes:
    before = s.c.state.size
    first = signed(s.c.state)
    s.c.statement("alfa/voice", "bravo/voice", slug="bread")
    path = merkle.consistency(s.c.state.tree.get, before, s.c.state.size)
    return evidence.fork(s.charter, first, signed(s.c.state), bytes(32), path)


def _same(s: Scene) -> bytes:
    return evidence.fork(s.charter, signed(s.c.state), signed(s.c.state))


def _forged(s: Scene) -> bytes:
    second = signed(s.c.state, "stolen", root=bytes(32))
    return evidence.fork(s.charter, signed(s.c.state), second)


def _foreign(s: Scene) -> bytes:
    second = signed(s.c.state, coalition="ab" * 32)
    return evidence.fork(s.charter, signed(s.c.state), second)


def _grown(s: Scene) -> bytes:
    longer, shorter = signed(s.other.state), signed(s.c.state)
    return evidence.rewind(s.charter, longer, shorter)


def _still_there(s: Scene) -> bytes:
    index, state = s.c.state.size - 1, s.c.state
    receipt = Proof(index, tuple(state.tree.inclusion(index)), signed(state))
    leaf = parse_leaf(s.c.leaves[index])
    path = state.tree.inclusion(index)
    return evidence.dropped(
        s.charter, leaf, receipt.text(), signed(state), leaf_hash(leaf.encode()), path
    )


def _receipt_of_another(s: Scene) -> bytes:
    document = json.loads(dropped(s))
    document["leaf"] = s.c.leaves[0].decode()
    return encode(document)


def _no_such_leaf_now(s: Scene) -> bytes:
    document = json.loads(dropped(s))
    document["other"] = to_base64(b"x" * 32)
    return encode(document)


def _right_times(s: Scene) -> bytes:
    tree, at = s.c.state.tree, s.c.state.size - 2
    paths = [tree.inclusion(at), tree.inclusion(at + 1)]
    return evidence.time(s.charter, signed(s.c.state), s.c.leaves[-2:], at, paths)


def _last_time(s: Scene) -> bytes:
    at = s.c.state.size - 1
    path = [s.c.state.tree.inclusion(at)]
    return evidence.time(s.charter, signed(s.c.state), s.c.leaves[-1:], at, path)


def _time_elsewhere(s: Scene) -> bytes:
    document = json.loads(time_back(s))
    document["index"] += 1
    return encode(document)


def _one_proof(s: Scene) -> bytes:
    document = json.loads(time_back(s))
    document["proofs"].pop()
    return encode(document)


def _right_standing(s: Scene) -> bytes:
    return evidence.standing(s.charter, signed(s.c.state), s.c.leaves)


def _standing_of_others(s: Scene) -> bytes:
    text = signed(s.other.state, standing_root=bytes(32), size=s.c.state.size)
    return evidence.standing(s.charter, text, s.c.leaves)


def _standing_on_sand(s: Scene) -> bytes:
    leaves = [*s.c.leaves[:-1], s.c.leaves[0]]
    return evidence.standing(s.charter, _logged(s, leaves)[1], leaves)


def _right_leaves(s: Scene) -> bytes:
    return evidence.leaf(s.charter, signed(s.c.state), s.c.leaves)


def _wrong_before(s: Scene) -> bytes:
    leaves = [*s.c.leaves, s.c.leaves[0], s.c.leaves[1]]
    return evidence.leaf(s.charter, _logged(s, leaves)[1], leaves)


def _not_in_the_log(s: Scene) -> bytes:
    leaves = [*s.c.leaves, s.c.leaves[0]]
    text = signed(s.c.state, size=len(leaves))
    return evidence.leaf(s.charter, text, leaves)


def _fewer_leaves(s: Scene) -> bytes:
    document = json.loads(wrong_leaf(s))
    document["leaves"].pop()
    return encode(document)


def _false_charter(s: Scene) -> bytes:
    document = json.loads(forked(s))
    document["charter"][0]["signatures"].pop()
    return encode(document)


def _something_more(s: Scene) -> bytes:
    return encode(json.loads(forked(s)) | {"more": True})


def _of_no_kind(s: Scene) -> bytes:
    return encode(json.loads(forked(s)) | {"kind": "rumour"})


BAD: dict[str, tuple[Callable[[Scene], bytes], str]] = {
    "a log that goes on": (_honest_fork, "goes on from the first"),
    "a root made up": (_made_up_root, "does not lead to the second checkpoint"),
    "the same checkpoint twice": (_same, "These are the same checkpoint."),
    "a forged checkpoint": (_forged, "not signed by the host"),
    "another coalition's": (_foreign, "another coalition's log"),
    "times that go on": (_grown, "Times do not go back from one checkpoint"),
    "a record that is there": (_still_there, "The record is still there."),
    "a receipt of another record": (_receipt_of_another, "not one for this record"),
    "nothing stands there": (_no_such_leaf_now, "does not show what stands there"),
    "records in their order": (_right_times, "do not go back from one record"),
    "the last record's time": (_last_time, "names the time of the last record"),
    "records from elsewhere": (_time_elsewhere, "from the record to the checkpoint"),
    "a proof too few": (_one_proof, "not one proof for each record"),
    "the right standing": (_right_standing, "is what the records come to"),
    "other records than the checkpoint's": (_standing_of_others, "not the records of"),
    "a standing upon a wrong record": (_standing_on_sand, "is wrong"),
    "records that can be replayed": (_right_leaves, "can be replayed"),
    "another wrong record before": (_wrong_before, "is wrong"),
    "a wrong record outside of the log": (_not_in_the_log, "not the records of"),
    "fewer records than it says": (_fewer_leaves, "not as many records"),
    "a charter that is false": (_false_charter, "Too few of those who have to sign"),
    "a field too many": (_something_more, "unknown field: more"),
    "of no kind": (_of_no_kind, "evidence.kind has to be one of"),
}


@pytest.mark.parametrize(("make", "sentence"), BAD.values(), ids=BAD)
def test_proves_nothing(make: Callable[[Scene], bytes], sentence: str) -> None:
    s = scene()
    with pytest.raises(AccordError) as caught:
        check_evidence(make(s), s.trust)
    assert sentence in str(caught.value)


def test_one_form_only() -> None:
    s = scene()
    data = forked(s)
    for spoiled in (b"", data + b"\n", data.replace(b",", b", ", 1), b"{}"):
        assert not is_evidence(spoiled) or spoiled != data
        with pytest.raises(Malformed):
            check_evidence(spoiled, s.trust)


def test_no_byte_can_be_changed_for_another_verdict() -> None:
    s = scene()
    data = dropped(s)
    right = check_evidence(data, s.trust)
    for at in range(0, len(data), 7):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        try:
            assert check_evidence(changed, s.trust) == right
        except AccordError:
            continue
