"""Cosignatures that copies bring: whose count, what is final, what is published."""

import pytest
from django.conf import LazySettings
from django.test import Client

from accord.core.acts import keyfile
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.protocol.quorum import confirmed_by
from accord.core.tlog import cosignature, merkle, note, proof
from accord.ledger import acknowledged, confirmed, cosignatures, hubkey, prepare
from accord.ledger.models import Cosigned, Cosigner
from accord.sequencer import witness_list
from tests.coalition import copies, public, replicas, seed, takeover
from tests.cosigners import NOW, cosigned, found, head, line, vkey
from tests.hub import Hub


def bring(client: Client, text: str) -> tuple[int, dict]:
    """Posts a note with cosignatures."""
    answer = client.post("/log/cosignatures", text, content_type="text/plain")
    return answer.status_code, answer.json()


def rows() -> list[object]:
    return [*Cosigned.objects.values_list(), *Cosigner.objects.values_list()]


def names(hub: Hub, *members: str) -> list[str]:
    return [cosignature.name(hub.state.coalition, one) for one in members]


def test_three_of_four_make_a_checkpoint_final(four: Hub, client: Client) -> None:
    text, size = head(), four.state.size
    status, answer = bring(client, cosigned(text, "alfa", "bravo"))
    assert (status, answer["final"]) == (200, False)
    assert answer["names"] == names(four, "alfa", "bravo")
    assert confirmed.of(0) == confirmed.Confirmed(("alfa", "bravo"), 4, 3, False)
    status, answer = bring(client, cosigned(text, "delta"))
    assert (status, answer) == (
        200,
        {"names": names(four, "delta"), "size": size, "final": True},
    )
    assert confirmed.of(size - 1).final
    assert not confirmed.of(size).final
    found = client.get("/log/checkpoint", follow=True).content.decode()
    assert found == cosigned(text, "alfa", "bravo", "delta")


def test_the_same_again_changes_nothing(four: Hub, client: Client) -> None:
    text = cosigned(head(), "alfa", "bravo", "delta")
    assert bring(client, text) == bring(client, text)
    before = rows()
    assert bring(client, text)[0] == 200
    assert rows() == before


def test_an_older_word_takes_nothing_back(four: Hub, client: Client) -> None:
    old = head()
    four.statement("alfa/voice")
    bring(client, cosigned(head(), "alfa", "bravo", "charlie"))
    before = rows()
    assert bring(client, cosigned(old, "alfa", "bravo", "delta"))[0] == 200
    assert confirmed.of(four.state.size - 1).members == ("alfa", "bravo", "charlie")
    assert rows()[:1] == before[:1]
    assert confirmed.of(0).members == ("alfa", "bravo", "charlie", "delta")


def test_words_on_different_checkpoints_make_none_final(
    four: Hub, client: Client
) -> None:
    for member in ("alfa", "bravo", "charlie"):
        four.statement("alfa/voice", slug=member)
        bring(client, cosigned(head(), member))
    assert cosignatures.final() is None
    assert confirmed.of(0) == confirmed.Confirmed(
        ("alfa", "bravo", "charlie"), 4, 3, False
    )


FALSE = {
    "another's key": lambda text: line(text, "alfa", "bravo replica"),
    "a stamp": lambda text: line(text, "alfa", "alfa"),
    "no member": lambda text: line(text, "zulu"),
    "another time": lambda text: _moved(line(text, "alfa")),
    "a signature cut short": lambda text: _cut(line(text, "alfa")),
}


def _moved(text: str) -> str:
    one = note.parse_signature(text)
    data = one.data[:11] + bytes([one.data[11] ^ 1]) + one.data[12:]
    return f"— {one.name} {_base64(data)}"


def _cut(text: str) -> str:
    one = note.parse_signature(text)
    return f"— {one.name} {_base64(one.data[:-1])}"


def _base64(data: bytes) -> str:

    return to_base64(data)


@pytest.mark.parametrize("name", FALSE)
def test_a_false_word_is_not_kept(four: Hub, client: Client, name: str) -> None:
    text = head()
    bad = cosignature.attach(text, [FALSE[name](text)])
    assert bring(client, bad)[0] == 403
    assert rows() == []
    # nor does it spoil a true one beside it
    both = cosignature.attach(bad, [line(text, "charlie")])
    assert bring(client, both)[1]["names"] == names(four, "charlie")


def test_a_false_word_cannot_take_a_true_ones_place(four: Hub, client: Client) -> None:
    text = head()
    bring(client, cosigned(text, "alfa", "bravo", "charlie"))
    bad = cosignature.attach(text, [line(text, "alfa", "bravo replica")])
    assert bring(client, bad)[0] == 403
    found = client.get("/log/checkpoint", follow=True).content.decode()
    assert set(
        confirmed_by(found, four.state.coalition, four.state.in_force().terms)
    ) == {"alfa", "bravo", "charlie"}


def test_what_is_no_checkpoint_of_this_log(four: Hub, client: Client) -> None:
    text = head()
    stranger = text.replace(four.state.coalition, "0" * 64)
    future = text.replace("/e1\n", "/e2\n").replace("/e1 ", "/e2 ")
    checkpoint, _ = note.parse(text)
    unsigned = f"{checkpoint.text()}\n{line(text, 'alfa')}\n"
    forged = note.sign(checkpoint, seed("alfa replica"))
    assert bring(client, stranger)[0] == 404
    assert bring(client, future)[0] == 404
    assert bring(client, unsigned)[0] == 400
    assert bring(client, cosigned(forged, "alfa"))[0] == 409
    assert bring(client, "hello")[0] == 400
    assert bring(client, "x" * 70_000)[0] == 400
    answer = client.post("/log/cosignatures", b"\xff", content_type="text/plain")
    assert answer.status_code == 400
    assert client.get("/log/cosignatures").status_code == 405
    assert rows() == []


def test_a_hub_that_was_set_back_is_told_so(four: Hub, client: Client) -> None:
    """It signed more than it has, or another history: its own signature proves it."""
    checkpoint, _ = note.parse(head())
    for changes, sentence in (
        ({"size": checkpoint.size + 5}, "it was set back"),
        ({"root": bytes(32)}, "another history"),
    ):
        facts = {
            name: getattr(checkpoint, name) for name in checkpoint.__dataclass_fields__
        }
        other = note.sign(note.Checkpoint(**facts | changes), seed("hub"))
        status, answer = bring(client, cosigned(other, "alfa"))
        assert status == 409
        assert sentence in answer["detail"]
        assert acknowledged_size() == checkpoint.size + 5
    assert rows() == []
    assert client.get("/readyz").status_code == 503


def acknowledged_size() -> int:
    mark = acknowledged.read()
    assert mark is not None
    return mark.size


def test_a_witness_counts_for_no_member(
    four: Hub, client: Client, settings: LazySettings
) -> None:
    settings.WITNESSES = witness_list.read(f"{vkey('w.example/1')}=https://w.example")
    text = head()
    checkpoint, _ = note.parse(text)
    word = cosignature.cosign(
        checkpoint.text(), "w.example/1", seed("w.example/1"), NOW
    )
    note_ = cosignature.attach(cosigned(text, "alfa", "bravo"), [word])
    assert bring(client, note_)[1]["final"] is False
    assert confirmed.of(0).members == ("alfa", "bravo")
    bring(client, cosigned(text, "charlie"))
    assert word in client.get("/log/checkpoint", follow=True).content.decode()


def test_the_next_checkpoint_has_what_was_said_so_far(
    four: Hub, client: Client
) -> None:
    bring(client, cosigned(head(), "alfa", "bravo", "charlie"))
    final = head()
    four.statement("alfa/voice")
    assert client.get("/log/e1/next").content.decode() == head()
    bring(client, cosigned(head(), "delta"))
    assert client.get("/log/e1/next").content.decode() == cosigned(head(), "delta")
    found = client.get("/log/e1/checkpoint").content.decode()
    assert cosignature.without(found) == final
    assert client.get("/log/e2/next").status_code == 404


def test_programs_read_saved_and_confirmed_apart(four: Hub, client: Client) -> None:
    act = four.statement("alfa/voice", "bravo/voice", "charlie/voice")
    four.sign_in(client, "alfa/voice")
    said = client.get(f"/api/v1/acts/{act}").json()["confirmed"]
    assert said == {"final": False, "members": [], "needed": 3, "of": 4}
    bring(client, cosigned(head(), "alfa", "bravo", "delta"))
    said = client.get(f"/api/v1/acts/{act}").json()["confirmed"]
    assert said == {
        "final": True,
        "members": ["alfa", "bravo", "delta"],
        "needed": 3,
        "of": 4,
    }


def test_the_newest_extends_the_final_one(four: Hub, client: Client) -> None:
    assert "final" not in client.get("/api/v1/checkpoint").json()
    bring(client, cosigned(head(), "alfa", "bravo", "charlie"))
    four.statement("alfa/voice")
    answer = client.get("/api/v1/checkpoint?from=1").json()
    final, _ = note.parse(answer["final"]["checkpoint"])
    newest, _ = note.parse(answer["checkpoint"])
    steps = [from_base64(one) for one in answer["final"]["proof"]]
    assert final.size < newest.size
    assert merkle.verify_consistency(
        final.size, newest.size, final.root, newest.root, steps
    )


def test_a_new_act_builds_upon_the_final_checkpoint(four: Hub, client: Client) -> None:
    bring(client, cosigned(head(), "alfa", "bravo", "charlie"))
    size = four.state.size
    four.statement("alfa/voice")
    body = {"key": public("new"), "person": "new", "roles": ["voice"]}
    made = prepare.prepare(
        "alfa", "charter.invite", body | {"until": "2028-01-01T00:00:00Z"}
    )
    assert f'"size":{size}}}' in made.payload.decode()


def test_a_proof_is_under_the_final_checkpoint(four: Hub, client: Client) -> None:
    act = four.statement("alfa/voice", "bravo/voice", "charlie/voice")
    bring(client, cosigned(head(), "alfa", "bravo", "charlie"))
    final = client.get("/log/e1/checkpoint").content.decode()
    four.statement("alfa/voice", slug="later")
    found = proof.parse(client.get(f"/api/v1/acts/{act}/proof").content.decode())
    assert found.note == final
    later = four.statement("alfa/voice", "bravo/voice", slug="more")
    found = proof.parse(client.get(f"/api/v1/acts/{later}/proof").content.decode())
    assert found.note == head()


def test_only_so_many_unsettled_checkpoints_are_kept(
    four: Hub, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cosignatures, "KEPT", 2)
    for number in range(4):
        four.statement("alfa/voice", slug=f"s{number}")
        bring(client, cosigned(head(), "alfa"))
    assert [one.size for one in Cosigned.objects.order_by("size")] == [
        four.state.size - 1,
        four.state.size,
    ]


def test_a_member_that_joins_counts_from_its_list_on(four: Hub, client: Client) -> None:
    """The first checkpoint under a new list needs the old quorum as well."""
    bring(client, cosigned(head(), "alfa", "bravo", "charlie"))
    five = ("alfa", "bravo", "charlie", "delta", "echo")

    body = four.terms(*five, **replicas(*five))
    payload = four.act("charter.roster", "alfa", body)
    four.sign(payload, "alfa", "bravo", "charlie", "echo", "echo replica")
    assert four.state.in_force().members == set(five)
    text = head()
    assert bring(client, cosigned(text, "alfa", "bravo", "echo"))[1]["final"] is False
    assert bring(client, cosigned(text, "delta"))[1]["final"] is True
    assert confirmed.of(0).of == 5


def test_with_the_hosts_word_copies_are_shown_all_the_same(
    unfounded: Hub, client: Client
) -> None:

    found(unfounded, finality="hub")
    assert confirmed.of(0) == confirmed.Confirmed((), 4, 0, True)
    text = head()
    bring(client, cosigned(text, "alfa"))
    assert confirmed.of(0) == confirmed.Confirmed(("alfa",), 4, 0, True)
    unfounded.statement("alfa/voice")
    assert confirmed.of(unfounded.state.size - 1) == confirmed.Confirmed((), 4, 0, True)
    assert client.get("/log/e1/checkpoint").content.decode() == head()


def test_after_a_takeover_words_on_what_was_lost_count_no_more(
    four: Hub, client: Client
) -> None:
    bring(client, cosigned(head(), "alfa", "bravo", "charlie"))
    size = four.state.size
    path = hubkey.directory() / f"hub-{public('hub two')[:16]}.key.json"
    path.write_bytes(keyfile.write_plain("hub", seed("hub two")))
    four.sign(takeover(four), *copies("alfa", "bravo", "charlie"))
    assert note.parse(head())[0].epoch == 2
    assert confirmed.of(size - 1).members == ("alfa", "bravo", "charlie")
    assert not confirmed.of(size).members
    assert client.get("/log/e1/next").status_code == 404
    assert client.get("/log/e2/checkpoint").content.decode() == head()
    # what the host of before had signed beyond the base fits no more
    Cosigner.objects.filter(member="alfa").update(size=size + 3)
    assert confirmed.of(size).members == ()
    assert bring(client, cosigned(head(), "alfa", "bravo", "delta"))[1]["final"] is True
    assert confirmed.of(size).final


def test_readiness_says_how_far_the_copies_are(four: Hub, client: Client) -> None:
    bring(client, cosigned(head(), "alfa", "bravo"))
    found = client.get("/readyz").json()
    assert found["ready"] is True
    size = four.state.size
    said = f"ok, 2 of 4 copies hold all, {size} records wait"
    assert found["checks"]["confirmation"] == said
    bring(client, cosigned(head(), "charlie"))
    four.statement("alfa/voice")
    said = "ok, 0 of 4 copies hold all, 1 records wait"
    assert client.get("/readyz").json()["checks"]["confirmation"] == said


def test_without_copies_readiness_says_so(hub: Hub, client: Client) -> None:
    said = client.get("/readyz").json()["checks"]["confirmation"]
    assert said == "ok, by the host alone"
