"""A client believes nothing without proof, and follows the members to a new host."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from accord.cli import hubs
from accord.cli.errors import Unreachable
from accord.cli.hubs import Head, Hub, Known, NoProof
from accord.core.acts import keyfile
from accord.core.acts.errors import AccordError
from accord.core.tlog import note
from accord.core.tlog.note import Checkpoint
from accord.ledger import hubkey
from accord.replica.http import Answer, Unanswered
from tests import cosigners
from tests.coalition import copies, public, seed, takeover
from tests.cosigners import cosigned, head
from tests.hub import Hub as Ledger

HOST, COPY, NEW = "http://host.example", "http://copy.example", "http://new.example"
Change = Callable[[dict], None]


class Wire:
    """What answers at each address: the test's hub, a document, or nobody."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.up: dict[str, dict[str, Change]] = {HOST: {}}
        self.told: dict[str, dict[str, object]] = {}

    def address(self, origin: str, silence: float) -> "At":
        return At(self, origin)


class At:
    """One address."""

    def __init__(self, wire: Wire, origin: str) -> None:
        self.wire, self.origin = wire, origin

    def get(self, path: str, limit: int) -> Answer:
        plain = path.partition("?")[0]
        if self.origin in self.wire.told:
            body = json.dumps(self.wire.told[self.origin]).encode()
            return Answer(200, body, "application/json", "", 0)
        if self.origin not in self.wire.up:
            raise Unanswered(f"{self.origin} does not answer.")
        reply = self.wire.client.get(path)
        document = reply.json()
        self.wire.up[self.origin].get(plain, lambda _: None)(document)
        body = json.dumps(document).encode()
        return Answer(reply.status_code, body, "application/json", "", 0)

    def close(self) -> None:
        pass


@pytest.fixture
def four(unfounded: Ledger) -> Ledger:
    cosigners.found(unfounded)
    return unfounded


@pytest.fixture
def wire(four: Ledger, client: Client, monkeypatch: pytest.MonkeyPatch) -> Wire:
    made = Wire(client)
    monkeypatch.setattr(hubs, "Address", made.address)
    return made


def confirm(client: Client, *names: str) -> None:
    text = cosigned(head(), *names)
    client.post("/log/cosignatures", text, content_type="text/plain")


def look(four: Ledger, known: Known | None = None) -> Known:
    return Hub(HOST, known or Known(four.state.coalition)).look()


def move(four: Ledger) -> None:
    """Members' copies choose another host."""
    path = hubkey.directory() / f"hub-{public('hub two')[:16]}.key.json"
    path.write_bytes(keyfile.write_plain("hub", seed("hub two")))
    four.sign(takeover(four), *copies("alfa", "bravo", "charlie"))


def test_what_is_final_is_known_by_the_copies_own_word(
    four: Ledger, wire: Wire, client: Client
) -> None:
    first = look(four)
    assert (first.epoch, first.final) == (1, None)
    assert first.head == Head(four.state.size, four.state.tree.root().hex())
    confirm(client, "alfa", "bravo")
    assert look(four, first).final is None
    confirm(client, "charlie")
    second = look(four, first)
    assert second.final == second.head
    assert second.list == four.state.in_force().id
    four.statement("alfa/voice")
    third = look(four, second)
    assert third.final == second.final
    assert third.head != third.final


LIES: dict[str, tuple[Callable[[Known], Known], str]] = {
    "fewer records": (
        lambda known: replace(known, head=Head(known.head.size + 1, "ab" * 32)),  # type: ignore[union-attr]
        "fewer records than it has signed",
    ),
    "another history of the same size": (
        lambda known: replace(known, head=replace(known.head, root="ab" * 32)),  # type: ignore[type-var]
        "another history",
    ),
    "another history before": (
        lambda known: replace(known, head=Head(5, "ab" * 32)),
        "another history",
    ),
    "an older host": (
        lambda known: replace(known, epoch=2),
        "chosen another host since",
    ),
}


@pytest.mark.parametrize("name", LIES)
def test_a_log_that_does_not_fit_what_was_proven(
    four: Ledger, wire: Wire, name: str
) -> None:
    change, sentence = LIES[name]
    with pytest.raises(NoProof, match=sentence):
        look(four, change(look(four)))


def evil(document: dict) -> None:
    """The newest checkpoint, signed by a stranger."""
    checkpoint, _ = note.parse(document["checkpoint"])
    document["checkpoint"] = note.sign(checkpoint, seed("evil hub"))


def evil_epoch(document: dict) -> None:
    """A checkpoint of a host that nobody has chosen."""
    found, _ = note.parse(document["checkpoint"])
    facts = {name: getattr(found, name) for name in found.__dataclass_fields__}
    made = Checkpoint(**facts | {"epoch": 9})
    document["checkpoint"] = note.sign(made, seed("evil hub"))


def no_charter(document: dict) -> None:
    document["charter"] = []


def other_charter(document: dict) -> None:
    document["charter"][0]["signatures"].pop()


FALSE = {
    "another key": ("/api/v1/checkpoint", evil),
    "a host that nobody chose": ("/api/v1/checkpoint", evil_epoch),
    "no charter": ("/api/v1/charter", no_charter),
    "a charter with a signature less": ("/api/v1/charter", other_charter),
}


@pytest.mark.parametrize("name", FALSE)
def test_a_false_host_is_not_believed(four: Ledger, wire: Wire, name: str) -> None:
    path, change = FALSE[name]
    wire.up[HOST][path] = change
    with pytest.raises(AccordError):
        look(four)
    with pytest.raises(Unreachable):
        hubs.find(HOST, Known(four.state.coalition), everywhere=False)


def test_the_host_is_found_by_what_a_copy_says(
    four: Ledger, wire: Wire, client: Client
) -> None:
    confirm(client, "alfa", "bravo", "charlie")
    known = replace(look(four), addresses=(HOST, COPY))
    move(four)
    del wire.up[HOST]
    wire.up[NEW] = {}
    about = client.get("/.well-known/accord.json").json()
    wire.told[COPY] = about | {"address": NEW, "copy": COPY}
    found = hubs.find(HOST, known, everywhere=False)
    assert (found.url, found.known.epoch) == (NEW, 2)
    assert found.known.addresses[0] == NEW
    assert found.known.final == known.final
    # A host of before comes back: nobody believes it any more.
    wire.up[HOST] = {}
    with pytest.raises(NoProof, match="chosen another host"):
        look(four, replace(found.known, epoch=3))


def test_a_new_host_has_to_have_what_was_final(
    four: Ledger, wire: Wire, client: Client
) -> None:
    confirm(client, "alfa", "bravo", "charlie")
    known = look(four)
    # What was only saved may be lost.
    lost = replace(known, head=Head(four.state.size + 7, "ab" * 32))
    move(four)
    assert look(four, lost).epoch == 2
    with pytest.raises(NoProof, match="another history"):
        look(four, replace(lost, final=Head(four.state.size - 6, "ab" * 32)))


def test_another_coalition_is_somebody_else(four: Ledger, wire: Wire) -> None:
    with pytest.raises(AccordError):
        look(four, Known("ab" * 32))
    with pytest.raises(Unreachable, match="Another coalition"):
        hubs.find(HOST, Known("ab" * 32), everywhere=True)
