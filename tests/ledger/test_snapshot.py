"""Snapshots: the same state comes back; nothing but a whole file of ours is used."""

import dataclasses
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from accord.core.acts.envelope import parse_leaf
from accord.core.acts.errors import Refused
from accord.core.rules import fold
from accord.core.rules.state import State
from accord.ledger import snapshot
from accord.ledger.snapshot import Unusable
from accord.ledger.snapshot_codec import codec
from accord.ledger.snapshot_cold import Cold
from tests import histories
from tests.coalition import Coalition, founded, public
from tests.stores import replayed, stores

VECTORS = Path(__file__).parent.parent / "vectors/accord/logs.json"


def same(one: State, other: State) -> bool:
    """Whether two states say the same; trees and standings by what they hold."""
    if one.tree.levels != other.tree.levels:
        return False
    left, right = one.standing, other.standing
    if (left.first, left.lines, left.places) != (
        right.first,
        right.lines,
        right.places,
    ):
        return False
    rest = [
        field.name
        for field in dataclasses.fields(State)
        if field.name not in ("tree", "standing")
    ]
    return left.tree.levels == right.tree.levels and all(
        getattr(one, name) == getattr(other, name)
        and getattr(other, name) == getattr(one, name)
        for name in rest
    )


def there_and_back(state: State, path: Path) -> State:
    snapshot.write(path, state)
    return snapshot.read(path).state()


def full() -> Coalition:
    """Everything at once: statements in every state, goods, objections, revocations."""
    shop = stores()
    cast = shop.coalition
    lot = shop.receive("alfa")
    sent = shop.consign({lot: 40})
    shop.handover(sent, "alfa", "bravo", {0: (38, 1, 1, 0)})
    shop.handover(sent, "charlie", "alfa", {0: (38, 1, 0, 0)})  # too early: a conflict
    shop.use("alfa", {lot: 3})
    first = cast.statement("alfa/voice", "bravo/voice")
    cast.wait(minutes=11)
    cast.statement("alfa/voice", "bravo/voice", slug="two", corrects=first)
    open_one = cast.statement("alfa/voice", slug="three")
    cast.does("decide.object", "bravo/voice", {"act": open_one, "stands": True})
    cast.does("decide.withdraw", "alfa/voice", {"act": open_one})
    cast.statement("charlie/voice", slug="four")
    payload = cast.roster("alfa", "bravo", "charlie", "delta")
    cast.sign(payload, "alfa", "bravo", "delta")
    lost = {"keys": [public("charlie/voice")], "invites": []}
    cast.does("charter.revoke", "charlie", lost)
    return cast


def test_the_same_state_comes_back(tmp_path: Path) -> None:
    cast = full()
    back = there_and_back(cast.state, tmp_path / "s")
    assert same(back, cast.state)
    assert isinstance(back.acts, Cold)
    # Once more, from a state that was itself read, and half of it looked at.
    again = there_and_back(there_and_back(cast.state, tmp_path / "s"), tmp_path / "t")
    assert same(again, cast.state)
    assert (tmp_path / "s").read_bytes() == (tmp_path / "t").read_bytes()


def test_a_state_that_was_read_goes_on_like_the_other(tmp_path: Path) -> None:
    """At every leaf: what was read before takes the rest of the log to the same end."""
    leaves = full().leaves
    whole = replayed(leaves)
    for size in range(5, len(leaves), 7):
        state = there_and_back(replayed(leaves[:size]), tmp_path / "s")
        for data in leaves[size:]:
            step = fold.check(state, parse_leaf(data), verify=False, data=data)
            fold.apply(state, step)
        assert same(state, whole)
        assert same(there_and_back(state, tmp_path / "t"), whole)


def vectors() -> dict[str, list[bytes]]:
    """The good logs of the public vectors: stories with every kind of act in them."""
    found = json.loads(VECTORS.read_text())
    leaves = [one.encode() for one in found["leaves"]]
    return {one["name"]: [leaves[at] for at in one["log"]] for one in found["good"]}


def test_every_public_story_comes_back(tmp_path: Path) -> None:
    logs = vectors()
    assert len(logs) > 15
    for name, leaves in logs.items():
        state = replayed(leaves)
        back = there_and_back(state, tmp_path / "s")
        assert same(back, state), name
        assert same(there_and_back(back, tmp_path / "t"), state), name


class Kept(histories.Histories):
    """Random histories, with the state written and read at the end of each."""

    directory: Path

    def teardown(self) -> None:
        """The state that is read is the one that was written."""
        path = self.directory / "history"
        assert same(there_and_back(self.shop.state, path), self.shop.state)


def test_random_histories_come_back(tmp_path: Path) -> None:
    Kept.directory = tmp_path
    run_state_machine_as_test(
        Kept, settings=settings(max_examples=25, stateful_step_count=12, deadline=None)
    )


def test_a_table_in_a_file_is_a_dict(tmp_path: Path) -> None:
    cast = founded()
    plain = dict(cast.state.acts)
    cold = there_and_back(cast.state, tmp_path / "s").acts
    some = next(iter(plain))
    assert len(cold) == len(plain)
    assert set(cold) == set(plain)
    assert some in cold
    assert "0" * 64 not in cold
    assert "no id" not in cold
    assert cold.get("0" * 64) is None
    assert cold[some] is cold[some]
    with pytest.raises(KeyError):
        cold["0" * 64]
    cold["0" * 64] = plain["0" * 64] = plain[some]
    assert dict(cold.items()) == plain
    assert cold.setdefault(some, plain[some]) is cold[some]
    for table in (cold, plain):
        del table["0" * 64]
        assert table.pop(some, None) is not None
        assert table.pop(some, None) is None
        assert some not in table
    assert dict(cold.items()) == plain
    cold[some] = founded().state.acts[some]
    assert len(cold) == len(plain) + 1
    with pytest.raises(KeyError):
        del cold["0" * 64]
    with pytest.raises(TypeError):
        cold.update(plain)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "s"
    snapshot.write(path, founded().state)
    return path


def test_no_file_or_an_empty_one_is_not_used(tmp_path: Path) -> None:
    for data in (None, b"", b"accord/snapshot@1\n"):
        if data is not None:
            (tmp_path / "s").write_bytes(data)
        with pytest.raises(Unusable):
            snapshot.read(tmp_path / "s")


def test_a_torn_file_is_not_used(written: Path) -> None:
    data = written.read_bytes()
    for length in range(0, len(data), 997):
        written.write_bytes(data[:length])
        with pytest.raises(Unusable):
            snapshot.read(written)


def test_an_altered_file_is_not_used(written: Path) -> None:
    data = bytearray(written.read_bytes())
    for at in range(0, len(data), 499):
        data[at] ^= 1
        written.write_bytes(data)
        with pytest.raises(Unusable):
            snapshot.read(written)
        data[at] ^= 1


def test_other_rules_make_it_useless(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "rules_version", lambda: "0" * 64)
    with pytest.raises(Unusable):
        snapshot.read(written)


def test_another_root_makes_it_useless(written: Path) -> None:
    """Even when somebody makes the file's own hash fit."""
    data = written.read_bytes()
    root = founded().state.tree.root().hex().encode()
    assert data.count(root) >= 1
    place = data.rindex(root)
    changed = data[:place] + b"0" * 64 + data[place + 64 :]
    changed = changed[:-32] + hashlib.sha256(changed[:-32]).digest()
    written.write_bytes(changed)
    with pytest.raises(Unusable):
        snapshot.read(written).state()


def test_a_type_that_nobody_thought_of_is_an_error() -> None:
    for kind in (float, dict[str, float], int | str, complex, object):
        with pytest.raises(TypeError):
            codec(kind)


def test_it_holds_no_content(written: Path) -> None:
    assert b"We help" not in written.read_bytes()
    assert oct(written.stat().st_mode & 0o777) == "0o600"


def test_what_was_read_refuses_like_the_other(tmp_path: Path) -> None:
    cast = founded()
    state = there_and_back(cast.state, tmp_path / "s")
    leaf = cast.leaf(cast.act("charter.profile", "alfa", {}), "bravo")
    with pytest.raises(Refused):
        fold.check(state, leaf)
