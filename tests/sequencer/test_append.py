"""Appending through the sequencer: durable, idempotent, all or nothing."""

import pytest
from django.test import Client

from accord.core.acts.act import parse_act
from accord.core.acts.canonical import encode
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.envelope import Envelope, Signature
from accord.core.acts.errors import Refused
from accord.core.tlog import merkle, note
from accord.core.tlog.tiles import unpack_entries
from accord.ledger import cache, queries
from accord.ledger.models import Entry
from accord.sequencer import append as appending
from accord.sequencer.append import append
from accord.sequencer.jobs import JOBS
from accord.sequencer.posts import Receipts, make_post
from accord.sequencer.rebuild import rebuild
from tests.coalition import keyid, public, text_blobs
from tests.hub import Hub


def post_json(
    client: Client, *envelopes: Envelope, blobs: list[bytes]
) -> tuple[int, dict]:
    document = {
        "envelopes": [one.document() for one in envelopes],
        "blobs": [to_base64(one) for one in blobs],
    }
    answer = client.post(
        "/api/v1/acts", encode(document), content_type="application/json"
    )
    return answer.status_code, answer.json()


def statement(
    hub: Hub, *names: str, slug: str = "water"
) -> tuple[Envelope, list[bytes]]:
    blobs = text_blobs("en", "uk")
    payload = hub.act("voice.statement", "alfa", hub.words(slug), blobs)
    signatures = tuple(hub.leaf(payload, name).signature for name in names)
    return Envelope(payload, signatures), list(blobs.values())


def test_receipts_prove_that_the_leaf_is_under_the_checkpoint(
    hub: Hub, client: Client
) -> None:
    envelope, blobs = statement(hub, "alfa/voice", "bravo/voice")
    status, answer = post_json(client, envelope, blobs=blobs)
    assert status == 201
    checkpoint = note.open_signed(answer["checkpoint"], public("hub"))
    (receipt,) = answer["receipts"]
    assert receipt["state"] == "effect"
    for leaf in receipt["leaves"]:
        assert merkle.verify_inclusion(
            merkle.leaf_hash(queries.leaf_bytes(leaf["index"])),
            leaf["index"],
            checkpoint.size,
            [from_base64(node) for node in leaf["proof"]],
            checkpoint.root,
        )


def test_the_same_post_again_gives_the_same_receipts(hub: Hub, client: Client) -> None:
    envelope, blobs = statement(hub, "alfa/voice")
    first = post_json(client, envelope, blobs=blobs)
    again = post_json(client, envelope, blobs=blobs)
    assert (first[0], again[0]) == (201, 200)
    was, now = (
        first[1]["receipts"][0]["leaves"][0],
        again[1]["receipts"][0]["leaves"][0],
    )
    assert (was["index"], was["time"]) == (now["index"], now["time"])
    assert (was["new"], now["new"]) == (True, False)


def test_a_post_is_taken_whole_or_not_at_all(hub: Hub, client: Client) -> None:
    good, blobs = statement(hub, "alfa/voice")
    bad, more = statement(hub, "bravo/voice", slug="bread")
    size = hub.state.size
    status, answer = post_json(client, good, bad, blobs=blobs + more)
    assert status == 409
    assert answer["detail"] == "The first signature on a record is its proposer's."
    hub.refresh()
    assert (hub.state.size, Entry.objects.count()) == (size, size)


def test_one_bad_post_does_not_take_the_group_with_it(hub: Hub) -> None:
    good, blobs = statement(hub, "alfa/voice")
    half, half_blobs = statement(hub, "alfa/voice", "delta/voice", slug="bread")
    other, other_blobs = statement(hub, "alfa/voice", slug="salt")
    outcomes = append(
        [
            make_post([good], blobs),
            make_post([half], half_blobs),
            make_post([other], other_blobs),
        ]
    )
    assert [type(one) for one in outcomes] == [Receipts, Refused, Receipts]
    hub.refresh()
    assert parse_act(half.payload).id not in hub.state.acts


def test_a_false_signature_behind_a_true_one_costs_no_replay(
    hub: Hub, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, blobs = statement(hub, "alfa/voice")
    for name, sentence in (
        ("bravo/voice", "The signature does not fit these words."),
        ("stranger", "This key belongs to no member of the coalition."),
    ):
        false = Signature(keyid(name), bytes(64))
        both = Envelope(good.payload, (*good.signatures, false))
        with monkeypatch.context() as watched:
            watched.setattr(cache, "drop", lambda: pytest.fail("replayed"))
            status, answer = post_json(client, both, blobs=blobs)
        assert (status, answer["detail"]) == (409, sentence)
    assert post_json(client, good, blobs=blobs)[0] == 201


def test_a_signature_is_verified_before_its_turn_and_its_key_looked_at_in_turn(
    hub: Hub,
) -> None:
    envelope, blobs = statement(hub, "alfa/voice")
    early = make_post([envelope], blobs)
    assert early.parts[0].true == {keyid("alfa/voice")}
    hub.does(
        "charter.revoke",
        "alfa/people",
        {"keys": [public("alfa/voice")], "invites": []},
    )
    (outcome,) = append([early])
    assert isinstance(outcome, Refused)
    assert "revoked" in str(outcome)


def test_what_was_not_found_true_before_its_turn_is_verified_then(hub: Hub) -> None:
    envelope, blobs = statement(hub, "alfa/voice")
    false = Envelope(envelope.payload, (Signature(keyid("alfa/voice"), bytes(64)),))
    before = make_post([false], blobs)
    assert before.parts[0].true == frozenset()
    (outcome,) = append([before])
    assert str(outcome) == "The signature does not fit these words."
    cache.drop()  # as in a process that has just started
    unseen = make_post([envelope], blobs)
    assert unseen.parts[0].true == frozenset()
    (outcome,) = append([unseen])
    assert isinstance(outcome, Receipts)


def test_a_commit_that_fails_throws_the_state_away(
    hub: Hub, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    envelope, blobs = statement(hub, "alfa/voice")
    size = hub.state.size

    def fail(*_: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(appending.jobs, "apply", fail)
        with pytest.raises(OSError, match="disk full"):
            append([make_post([envelope], blobs)])
    hub.refresh()
    assert hub.state.size == size
    assert post_json(client, envelope, blobs=blobs)[0] == 201


@pytest.mark.parametrize(
    ("blobs", "sentence"),
    [
        ([], "The content text.en did not come along, or is not what was signed."),
        (["other"], "A content came along that belongs to none of the records."),
    ],
)
def test_contents_come_with_the_first_leaf(
    hub: Hub, client: Client, blobs: list[str], sentence: str
) -> None:
    envelope, good = statement(hub, "alfa/voice")
    sent = [*good, b"x" * 40] if blobs else []
    status, answer = post_json(client, envelope, blobs=sent)
    assert (status, answer["detail"]) == (409, sentence)


def test_tables_rebuilt_from_the_log_are_the_same(hub: Hub) -> None:
    hub.statement("alfa/voice", "bravo/voice")
    hub.statement("alfa/voice", slug="open")

    def rows() -> dict[str, list[object]]:
        return {
            table.__name__: list(table._default_manager.order_by("pk").values())
            for job in JOBS
            for table in job.tables
        }

    live = rows()
    assert rebuild() == hub.state.size
    assert rows() == live


def test_the_log_is_served_as_tiles(hub: Hub, client: Client) -> None:
    answer = client.get("/log/checkpoint", follow=True)
    checkpoint = note.open_signed(answer.content.decode(), public("hub"))
    hashes = client.get(f"/log/e1/tile/0/000.p/{checkpoint.size}").content
    assert len(hashes) == 32 * checkpoint.size
    path = f"/log/e1/tile/entries/000.p/{checkpoint.size}"
    assert client.get(path).status_code == 403
    hub.sign_in(client, "alfa/voice")
    entries = unpack_entries(client.get(path).content)
    assert [merkle.leaf_hash(one) for one in entries] == [
        hashes[i : i + 32] for i in range(0, len(hashes), 32)
    ]


def test_a_damaged_log_is_noticed(hub: Hub, client: Client) -> None:
    entry = Entry.objects.get(index=5)
    Entry.objects.filter(index=5).update(
        leaf=bytes(entry.leaf).replace(b"2026", b"2027")
    )
    cache.drop()
    with pytest.raises(cache.Damaged):
        hub.refresh()
    assert client.get("/readyz").status_code == 503


def test_a_checkpoint_extends_the_one_last_seen(hub: Hub, client: Client) -> None:
    old_size, old_root = hub.state.size, hub.state.tree.root()
    hub.statement("alfa/voice")
    answer = client.get(f"/api/v1/checkpoint?from={old_size}").json()
    now = note.open_signed(answer["checkpoint"], public("hub"))
    proof = [from_base64(node) for node in answer["proof"]]
    assert merkle.verify_consistency(old_size, now.size, old_root, now.root, proof)


def test_a_stranger_cannot_make_the_hub_begin_anew(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change of host that nobody signed but its new host: refused before a change."""
    host = {"epoch": 2, "key": public("evil hub"), "base": hub.head()}
    payload = hub.roster("alfa", "bravo", "charlie", hub=host)
    one = hub.leaf(payload, "evil hub").signature
    names = sorted(["alfa", "bravo", "evil hub"], key=keyid)
    false = tuple(Signature(keyid(name), one.sig) for name in names)
    with monkeypatch.context() as patched:
        patched.setattr(cache, "drop", lambda: pytest.fail("the log is replayed"))
        with pytest.raises(Refused, match="have to come together"):
            hub.post(Envelope(payload, (one,)))
        with pytest.raises(Refused, match="does not fit"):
            hub.post(Envelope(payload, false))
