"""Asking a witness: the protocol to the letter, and what a bad one can do."""

import select
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from accord.core.acts.encoding import to_base64
from accord.core.tlog import cosignature, merkle, note
from accord.core.tlog.note import Checkpoint
from accord.sequencer import cosign, witness_client, witness_list
from accord.sequencer.cosign import Named
from accord.sequencer.witness_client import Client, Failed, IsAhead
from accord.sequencer.witness_list import BadWitness
from tests.bundles import checkpoint, grown
from tests.coalition import Coalition, public, seed
from tests.replica.host import Host, serving
from tests.witness import Answer, TinyWitness

NAME = "witness.example/w1"


@dataclass
class Log:
    """A log, its checkpoints at every size, and a client that shows them."""

    coalition: Coalition
    client: Client

    def note(self, size: int) -> str:
        """The checkpoint at a size; what it says of statements is of no matter here."""
        whole, _ = note.parse(checkpoint(self.coalition))
        root = merkle.root(self.coalition.state.tree.get, size)
        facts = {name: getattr(whole, name) for name in whole.__dataclass_fields__}
        return note.sign(
            Checkpoint(**facts | {"size": size, "root": root}), seed("hub")
        )

    def ask(self, size: int) -> str:
        return self.client.ask(size, self.note(size))


@pytest.fixture(scope="module")
def coalition() -> Coalition:
    return grown()


@pytest.fixture
def witness(coalition: Coalition) -> TinyWitness:
    origin = f"accord/{coalition.state.coalition}/e1"
    return TinyWitness(NAME, seed(NAME), {origin: bytes.fromhex(public("hub"))})


@pytest.fixture
def log(coalition: Coalition, witness: TinyWitness) -> Iterator[Log]:
    get = coalition.state.tree.get
    with witness.serving() as url:
        found = Log(coalition, Client(url, lambda a, b: merkle.consistency(get, a, b)))
        yield found
        found.client.close()


def test_every_size_from_every_size(log: Log, witness: TinyWitness) -> None:
    """It signs what extends what it has; its lines verify; nothing is asked twice."""
    last = log.coalition.state.size
    for old in range(1, last, 5):
        witness.size, witness.root, log.client.old = 0, b"", 0
        for size in (old, last):
            answer = log.ask(size)
            time = cosignature.verify(
                answer.rstrip("\n"),
                note.parse(log.note(size))[0].text(),
                NAME,
                public(NAME),
            )
            assert time == witness.time
            assert (witness.size, log.client.old) == (size, size)
    assert witness.asked[:2] == [(0, 1), (1, last)]
    assert len(witness.asked) == 2 * len(range(1, last, 5))


def test_a_stale_size_is_asked_again_from_what_it_has(
    log: Log, witness: TinyWitness
) -> None:
    log.ask(7)
    log.client.old = 0  # this hub was started anew
    log.ask(9)
    assert witness.asked == [(0, 7), (0, 9), (7, 9)]


def test_one_that_has_more_says_so(log: Log) -> None:
    log.ask(9)
    with pytest.raises(IsAhead) as ahead:
        log.ask(5)
    assert ahead.value.size == 9
    log.ask(12)


def test_another_history_of_the_same_size(log: Log, witness: TinyWitness) -> None:
    log.ask(9)
    witness.root = bytes(32)
    with pytest.raises(Failed, match="another history at 9 records"):
        log.ask(9)
    with pytest.raises(Failed, match="does not extend"):
        log.ask(12)


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("", "does not know this log"),
        (public("alfa"), "does not trust the key"),
    ],
)
def test_an_answer_that_is_no(
    log: Log, witness: TinyWitness, key: str, sentence: str
) -> None:
    (origin,) = witness.logs
    witness.logs = {origin: bytes.fromhex(key)} if key else {}
    with pytest.raises(Failed, match=sentence):
        log.ask(5)


def once(*answers: Answer) -> Callable[[bytes], Answer | None]:
    """Gives these answers, and then the true ones."""
    left = list(answers)
    return lambda _: left.pop(0) if left else None


HOSTILE: dict[str, tuple[Callable[[bytes], Answer | None], str]] = {
    "an answer without an end": (
        lambda _: (200, b"x" * 70_000, "text/plain"),
        "its answer is too long",
    ),
    "not text": (lambda _: (200, b"\xff\n", "text/plain"), "its answer is not text"),
    "leads elsewhere": (lambda _: (302, b"", "text/plain"), "it answered with 302"),
    "a size that is none": (
        lambda _: (409, b"-1\n", "text/x.tlog.size"),
        "did not say which size",
    ),
    "a size without a line end": (
        lambda _: (409, b"3", "text/x.tlog.size"),
        "did not say which size",
    ),
    "the size that was sent": (
        lambda body: (409, body[4:].partition(b"\n")[0] + b"\n", "text/x.tlog.size"),
        "it holds another history",
    ),
    "another size each time": (
        lambda body: (409, b"%d\n" % (int(body[4:6]) + 1), "text/x.tlog.size"),
        "it names another size each time",
    ),
    "a size of sixteen digits": (
        lambda _: (409, b"9" * 16 + b"\n", "text/x.tlog.size"),
        "holds 9999999999999999 records",
    ),
    "not yet": (
        lambda _: (503, b"", "text/plain"),
        "it has to fetch these records first",
    ),
    "an error": (lambda _: (500, b"", "text/plain"), "it answered with 500"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_is_a_sentence(
    log: Log, witness: TinyWitness, name: str
) -> None:
    witness.misbehave, sentence = HOSTILE[name]
    with pytest.raises(Failed, match=sentence):
        log.ask(8)
    witness.misbehave = None
    log.client.old = 0
    assert log.ask(8)


def test_silence_and_trickles_end_in_time(
    log: Log, witness: TinyWitness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness_client, "PATIENCE_SECONDS", 0.2)
    never = threading.Event()
    witness.misbehave = lambda _: (never.wait(5), None)[1]
    with pytest.raises(Failed, match="no answer"):
        log.ask(8)
    never.set()
    with trickling() as url, pytest.raises(Failed, match="no answer"):
        Client(url, lambda *_: []).ask(8, log.note(8))


class trickling:  # noqa: N801 - read as a function
    """A server that sends a header's letters one by one and never ends."""

    def __enter__(self) -> str:

        self.end = threading.Event()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._run)
        self.thread.start()
        return f"http://127.0.0.1:{self.server.getsockname()[1]}"

    def _run(self) -> None:
        connection, _ = self.server.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
            while not self.end.is_set():
                select.select([], [], [], 0.02)
                try:
                    connection.sendall(b"x")
                except OSError:
                    return

    def __exit__(self, *_: object) -> None:
        self.end.set()
        self.thread.join()
        self.server.close()


def test_what_a_copy_shows_and_what_others_do_not(log: Log) -> None:
    with serving(Host(log.coalition)) as copy:
        client = Client(copy.url, lambda *_: [])
        assert note.parse(client.newest())[0].size == log.coalition.state.size
        for answer in (404, b""), (200, b"{}"), (200, b"\xff"), (200, b"["):
            copy.tricks["/checkpoint"] = lambda _, given=answer: given  # type: ignore[misc]
            with pytest.raises(Failed, match="it shows no checkpoint"):
                client.newest()
        client.close()


def test_it_says_why_itself(log: Log, witness: TinyWitness) -> None:
    said = b"Another host\x1b[2J has taken over.\nmore"
    witness.misbehave = lambda _: (403, said, "text/plain")
    with pytest.raises(Failed) as failed:
        log.ask(8)
    assert str(failed.value) == (
        "it does not trust the key of this host, and says "
        '"Another host[2J has taken over."'
    )
    witness.misbehave = lambda _: (403, b"x" * 1000, "text/plain")
    with pytest.raises(Failed) as failed:
        log.ask(8)
    assert len(str(failed.value)) < 300


def test_a_connection_that_was_closed_is_opened_anew(
    coalition: Coalition, witness: TinyWitness
) -> None:
    get = coalition.state.tree.get
    client = Client("", lambda a, b: merkle.consistency(get, a, b))
    log = Log(coalition, client)
    with witness.serving() as client.url:
        log.ask(5)
        kept = client.connection
        assert kept is not None
        assert kept.sock is not None
        kept.sock.close()
        log.ask(6)
        assert client.connection is not kept
        client.close()
    assert witness.size == 6
    with pytest.raises(Failed, match="no answer"):
        log.ask(7)
    assert client.connection is None


def test_only_its_own_true_line_is_taken(log: Log, witness: TinyWitness) -> None:
    text = log.note(8)
    point, signatures = note.parse(text)
    stranger = TinyWitness("stranger.example", seed("stranger"), {})
    forger = TinyWitness(NAME, seed("forger"), {})
    body = point.text().encode()
    answer = (stranger.cosign(body) + forger.cosign(body)).decode()
    known = {NAME: Named("", (public(NAME),))}
    lines = witness_client.lines(answer)
    assert cosign.checked(point, text, lines, known) == []
    lines = witness_client.lines(answer + witness.cosign(body).decode())
    (said,) = cosign.checked(point, text, lines, known)
    assert (said.name, said.member, said.size) == (NAME, "", 8)
    assert signatures
    for bad in ("", "hello\n", witness.cosign(body).decode().rstrip("\n")):
        with pytest.raises(Failed, match="not lines of signature"):
            witness_client.lines(bad)


def test_the_setting_is_read() -> None:
    witness = TinyWitness(NAME, seed(NAME), {})
    found = witness_list.read(
        f"alfa=https://copy.alfa.example\n {witness.vkey}=http://127.0.0.1:99/log/ "
    )
    assert [(one.name, one.member, one.url) for one in found] == [
        ("alfa", "alfa", "https://copy.alfa.example"),
        (NAME, "", "http://127.0.0.1:99/log"),
    ]
    assert found[1].key == public(NAME)
    assert witness_list.read("  ") == ()


GOOD = TinyWitness(NAME, seed(NAME), {}).vkey
NOTES = GOOD[:-44] + to_base64(note.ED25519 + bytes.fromhex(public(NAME)))
BAD = {
    "no address": "alfa",
    "not a handle": "Alfa=https://a.example",
    "an address without a scheme": "alfa=a.example",
    "another scheme": "alfa=ftp://a.example",
    "a query": "alfa=https://a.example/?x=1",
    "a password": "alfa=https://me:secret@a.example",
    "a port that is none": "alfa=https://a.example:port",
    "twice": "alfa=https://a.example alfa=https://b.example",
    "one address for two": "alfa=https://a.example bravo=https://a.example",
    "a key for notes": NOTES + "=https://w.example",
    "a key of another name": GOOD.replace("w1+", "w2+") + "=https://w.example",
    "a key cut short": GOOD[:-4] + "=https://w.example",
    "too many": " ".join(f"m{n}=https://a{n}.example" for n in range(101)),
}


@pytest.mark.parametrize("name", BAD)
def test_a_setting_that_cannot_be_used(name: str) -> None:
    with pytest.raises(BadWitness):
        witness_list.read(BAD[name])
