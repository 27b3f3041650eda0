"""Sources are fetched politely, within bounds, and never from our own network."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from accord.people.outside import Forbidden, Unreachable, is_public
from accord.reports import fetching
from accord.reports.fetching import Fetched, Known, Wait, fetch

Answer = Callable[[BaseHTTPRequestHandler], None]
OUTER = "203.0.113.9"


def _allowed(address: str) -> bool:
    """An address for examples is nobody's; here it stands for a public one."""
    return address == OUTER or is_public(address)


@dataclass
class Site:
    """A running server, and the names that lead to it or elsewhere."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    lookups: list[str] = field(default_factory=list)

    def fetch(self, path: str = "/", known: Known | None = None) -> Fetched:
        """What feeds.example has."""
        url = f"http://feeds.example{path}"
        return fetch(url, known or Known(), _allowed, port=self.port)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """feeds.example has a public address, behind which this machine answers."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append({**self.headers, "path": self.path})
            with suppress(BrokenPipeError, ConnectionResetError):
                found.answers[self.path](self)  # who asks hangs up amid too long ones

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    found = Site(server.server_port, names={"feeds.example": [OUTER]})
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()

    def look_up(host: str, port: int, **_: object) -> list[object]:
        found.lookups.append(host)
        given = found.names[host]
        address = given.pop(0) if len(given) > 1 else given[0]
        return [(0, 0, 0, "", (address, port))]

    def connect(to: tuple[str, int], seconds: float) -> socket.socket:
        assert to[0] == OUTER, f"{to[0]} was asked"
        made = socket.socket()
        made.settimeout(seconds)
        made.connect(("127.0.0.1", to[1]))
        return made

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    yield found
    server.shutdown()
    server.server_close()


def say(status: int, body: bytes = b"", **headers: str) -> Answer:
    """An answer."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(status)
        for name, value in headers.items():
            to.send_header(name.replace("_", "-"), value)
        to.end_headers()
        to.wfile.write(body)

    return answer


def test_a_source_is_asked_only_for_what_is_new(site: Site) -> None:
    site.answers["/"] = say(200, b"<rss/>", ETag='"7"', Last_Modified="Sun, 1 Nov")
    found = site.fetch()
    assert found == Fetched(b"<rss/>", Known('"7"', "Sun, 1 Nov"))
    site.answers["/"] = say(304)
    assert site.fetch(known=found.known) == Fetched(None, found.known)
    asked = site.asked[1]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"7"', "Sun, 1 Nov")
    assert (asked["Host"], asked["User-Agent"]) == (
        f"feeds.example:{site.port}",
        "accord",
    )


def test_what_is_packed_is_unpacked(site: Site) -> None:
    site.answers["/"] = say(200, gzip.compress(b"<rss/>"), Content_Encoding="gzip")
    assert site.fetch().data == b"<rss/>"


def test_a_redirection_is_followed(site: Site) -> None:
    site.answers["/"] = say(302, Location="/new#top")
    site.answers["/new"] = say(200, b"here")
    assert site.fetch().data == b"here"


@pytest.mark.parametrize(
    ("location", "names"),
    [
        ("http://169.254.169.254/latest/meta-data/", ["169.254.169.254"]),
        ("http://localhost/", ["127.0.0.1"]),
        ("http://[::1]/", ["::1"]),
        ("http://inner.example/", ["10.0.0.7"]),
        ("https://127.0.0.1:8443/", ["127.0.0.1"]),
        ("file:///etc/passwd", []),
        ("gopher://feeds.example/", []),
        ("http://feeds.example:22/", []),
        ("http://user:pw@feeds.example/", []),
    ],
)
def test_a_redirection_into_our_own_network_is_not_followed(
    site: Site, location: str, names: list[str]
) -> None:
    host = location.split("/")[2].split("@")[-1].rsplit(":8443")[0].strip("[]")
    if names:
        site.names[host] = names
    site.answers["/"] = say(301, Location=location)
    with pytest.raises(Forbidden):
        site.fetch()
    assert len(site.asked) == 1


def test_a_name_that_changes_after_it_was_looked_up_changes_nothing(
    site: Site,
) -> None:
    site.names["feeds.example"] = [OUTER, "127.0.0.1"]
    site.answers["/"] = say(200, b"here")
    assert site.fetch().data == b"here"
    assert site.lookups == ["feeds.example"]
    with pytest.raises(Forbidden):
        site.fetch()


def test_a_name_that_changes_between_two_steps_is_looked_up_again(site: Site) -> None:
    site.names["feeds.example"] = [OUTER, "169.254.169.254"]
    site.answers["/"] = say(302, Location="/new")
    with pytest.raises(Forbidden):
        site.fetch()


def test_a_circle_ends(site: Site) -> None:
    site.answers["/"] = say(302, Location="/")
    with pytest.raises(Forbidden, match="without an end"):
        site.fetch()
    assert len(site.asked) == fetching.STEPS


def test_from_a_safe_address_it_never_goes_to_one_that_is_not() -> None:
    class Led:
        headers = {"Location": "http://feeds.example/"}

    with pytest.raises(Forbidden, match="one that is not"):
        fetching._next("https://feeds.example/", Led())  # type: ignore[arg-type]


@pytest.mark.parametrize("packed", [False, True])
def test_a_feed_of_50_mb_is_not_read_to_its_end(site: Site, packed: bool) -> None:
    data = bytes(50 * 1024 * 1024)
    if packed:
        site.answers["/"] = say(200, gzip.compress(data, 1), Content_Encoding="gzip")
    else:
        site.answers["/"] = say(200, data)
    with pytest.raises(Forbidden, match="too large"):
        site.fetch()


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_feed_that_never_ends_is_cut_off(
    site: Site, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    ended = threading.Event()

    def drip(to: BaseHTTPRequestHandler) -> None:
        to.wfile.write(b"HTTP/1.1 200 OK\r\n")
        if where == "body":
            to.wfile.write(b"\r\n")
        try:
            while not ended.wait(0.01):
                to.wfile.write(b"X: y\r\n" if where == "head" else b"x")
        except OSError:
            return

    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    site.answers["/"] = drip
    try:
        with pytest.raises(Unreachable):
            site.fetch()
    finally:
        ended.set()


@pytest.mark.parametrize(
    ("answer", "error", "sentence"),
    [
        (say(404), Unreachable, "not give"),
        (say(500), Unreachable, "not give"),
        (say(410), Forbidden, "gone"),
        (say(200, b"x", Content_Encoding="br"), Unreachable, "not asked for"),
        (say(200, b"x", Content_Encoding="gzip"), Unreachable, "broken"),
        (lambda to: to.wfile.write(b"\0" * 9), Unreachable, "breaks off"),
        (say(302), Forbidden, "without an end"),
    ],
)
def test_what_is_wrong_is_said(
    site: Site, answer: Answer, error: type[Exception], sentence: str
) -> None:
    site.answers["/"] = answer
    with pytest.raises(error, match=sentence):
        site.fetch()


@pytest.mark.parametrize(("given", "seconds"), [("3600", 3600), ("soon", 0)])
def test_who_asks_to_wait_is_waited_for(site: Site, given: str, seconds: int) -> None:
    site.answers["/"] = say(429, Retry_After=given)
    with pytest.raises(Wait) as caught:
        site.fetch()
    assert caught.value.seconds == seconds


def test_headers_that_could_break_ours_are_not_kept(site: Site) -> None:
    site.answers["/"] = say(200, b"x", ETag="é" * 3, Last_Modified="m" * 200)
    assert site.fetch().known == Known()
