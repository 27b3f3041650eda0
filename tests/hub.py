"""A hub for tests: the cast of tests/coalition.py through the real sequencer.

Every act is posted, appended, stored and applied to the read tables as in production;
only the appender's thread is left out, so that a test's own transaction sees the rows.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from django.conf import settings
from django.test import Client

from accord.core.acts import keyfile, keys, times
from accord.core.acts.act import parse_act
from accord.core.acts.canonical import encode
from accord.core.acts.encoding import to_base64
from accord.core.acts.envelope import Envelope
from accord.core.acts.errors import AccordError
from accord.ledger import acknowledged, cache, clock, hubkey
from accord.sequencer import appender
from accord.sequencer.append import append
from accord.sequencer.posts import Post, Receipts, make_post
from tests.coalition import FOUNDERS, Coalition, public, seed
from tests.stores import Stores, furnish

SIGN_IN = b"application/vnd.accord.sign-in.v1+json"


class Inline:
    """An appender without a thread."""

    def post(self, post: Post) -> Receipts:
        """Appends one post in the caller's own thread."""
        (outcome,) = append([post])
        if isinstance(outcome, AccordError):
            raise outcome
        return outcome


@dataclass
class Hub(Coalition):
    """A coalition whose acts go through the sequencer; `state` is the ledger's."""

    def sign(self, payload: bytes, *names: str) -> str:
        """Posts the act, signed by each key; returns its id; raises Refused."""
        signatures = tuple(self.leaf(payload, name).signature for name in names)
        self.post(Envelope(payload, signatures))
        return parse_act(payload).id

    def post(self, envelope: Envelope) -> Receipts:
        """Posts an envelope with all the contents that its act names."""
        refs = parse_act(envelope.payload).blobs.values()
        blobs = [self.blobs[ref.sha256] for ref in refs if ref.sha256 in self.blobs]
        receipts = Inline().post(make_post([envelope], blobs))
        self.refresh()
        return receipts

    def refresh(self) -> None:
        """Looks at the ledger's state again."""
        with cache.reading() as state:
            self.state = state

    def sign_in(self, client: Client, name: str) -> Client:
        """Signs `client` in with the desk key `name`, by the real challenge."""
        answer = client.post("/api/v1/session/challenge")
        challenge = answer.json()["challenge"]
        document = encode(
            {
                "challenge": challenge,
                "coalition": self.state.coalition,
                "key": public(name),
                "origin": settings.ORIGIN,
            }
        )
        head = b"DSSEv1 %d %s %d " % (len(SIGN_IN), SIGN_IN, len(document))
        answer = client.post(
            "/api/v1/session",
            {
                "challenge": challenge,
                "key": public(name),
                "sig": to_base64(keys.sign(seed(name), head + document)),
            },
            content_type="application/json",
        )
        assert answer.status_code == 200, answer.content
        return client


@contextmanager
def hub_keys() -> Iterator[None]:
    """The hub key of the cast, where the ledger looks for it."""
    path = hubkey.directory() / f"hub-{public('hub')[:16]}.key.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(keyfile.write_plain("hub", seed("hub")))
    yield


@contextmanager
def empty_hub() -> Iterator[Hub]:
    """A hub before its founding, on a clock of its own."""
    hub = Hub()
    before = appender._appender
    appender._appender = Inline()  # type: ignore[assignment]
    clock.set_clock(lambda: times.parse(hub.time))
    cache.drop()
    acknowledged.forget()
    try:
        with hub_keys():
            yield hub
    finally:
        clock.set_clock(None)
        appender._appender = before
        cache.drop()


@dataclass
class _Rehearsal(Coalition):
    """The same acts in memory alone; `posts` are what makes them real."""

    posts: list[Post] = field(default_factory=list)

    def sign(self, payload: bytes, *names: str) -> str:
        signatures = tuple(self.leaf(payload, name).signature for name in names)
        refs = parse_act(payload).blobs.values()
        blobs = [self.blobs[ref.sha256] for ref in refs]
        self.posts.append(make_post([Envelope(payload, signatures)], blobs))
        return super().sign(payload, *names)


def _founding(members: tuple[str, ...], time: str, nonces: int) -> _Rehearsal:
    rehearsal = _Rehearsal(time=time, nonces=nonces)
    rehearsal.found(*members)
    for member in members or FOUNDERS:
        for role in ("voice", "people", "supplies"):
            rehearsal.enrol(f"{member}/{role}")
    return rehearsal


_founded = lru_cache(_founding)


def found_all(hub: Hub, *members: str) -> None:
    """Founds the coalition and gives each member one desk key for each role."""
    rehearsal = _founded(members, hub.time, hub.nonces)
    _append(hub, rehearsal, rehearsal.posts)


T = TypeVar("T")


@lru_cache
def _and_then(work: Callable[[Coalition], T], time: str) -> tuple[_Rehearsal, int, T]:
    rehearsal = _founding((), time, 0)
    begun = len(rehearsal.posts)
    return rehearsal, begun, work(rehearsal)


def at_once(hub: Hub, work: Callable[[Coalition], T]) -> T:
    """What `work` does to a coalition that was founded just now, as one group.

    It is rehearsed once for all tests; what it returns is shared by them.
    """
    rehearsal, begun, made = _and_then(work, hub.time)
    before = _founded((), hub.time, 0).state.tree.root()
    assert hub.state.tree.root() == before, "Something else was done before."
    _append(hub, rehearsal, rehearsal.posts[begun:])
    return made


def furnished(hub: Hub) -> Stores:
    """A site and a second person for goods for each member, and two items."""
    made = at_once(hub, furnish)
    return Stores(hub, dict(made.sites), dict(made.items))


def _append(hub: Hub, rehearsal: _Rehearsal, posts: list[Post]) -> None:
    for outcome in append(posts):
        assert not isinstance(outcome, AccordError), outcome
    hub.nonces = rehearsal.nonces
    hub.blobs |= rehearsal.blobs
    hub.refresh()
