"""Mail through a real SMTP server; programs through a real HTTPS server."""

import base64
import hmac
import json
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.test import Client

from accord.voice import announcing, courier, queue, smtp, webhooks
from accord.voice.models_mail import Outgoing, Subscriber, Webhook
from tests.coalition import blob
from tests.hub import Hub

SIGNERS = ("alfa/voice", "bravo/voice")
READER = "reader@paper.example"


class Box:
    """What a mail server took; `refuse` is what it answers to an address."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.refuse: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        _: list[str],
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.mails.append(
            message_from_bytes(envelope.original_content or b"", policy=default)
        )
        return "250 OK"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def use(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    given = replace(
        settings.ENVIRONMENT,
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_security="none",
        smtp_from="Hub <news@hub.example>",
    )
    monkeypatch.setattr(settings, "ENVIRONMENT", given)


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    """A running mail server, and the hub that uses it."""
    found = Box()
    running = Controller(found, hostname="127.0.0.1", port=free_port())
    running.start()
    use(monkeypatch, running.port)
    yield found
    running.stop()


def text(mail: Message) -> str:
    body = mail.get_payload(decode=True)
    assert isinstance(body, bytes)
    return body.decode()


def path_in(mail: Message) -> str:
    """The path of the first link in a mail."""
    (first, *_) = re.findall(re.escape(settings.ORIGIN) + r"(/\S+)", text(mail))
    return str(first)


def subscribe(client: Client, box: Box, language: str = "en") -> None:
    """Asks, confirms by the link in the mail, and empties the box."""
    answer = client.post(f"/{language}/subscribe", {"address": READER})
    assert answer.status_code == 200
    courier.once()
    (mail,) = box.mails
    client.post(path_in(mail))
    box.mails.clear()


def withdraw(hub: Hub, act: str) -> None:
    reason = {"reason": blob({"text": "The pump failed."})}
    hub.does("voice.retraction", SIGNERS, {"statement": act}, reason)


def test_nobody_is_asked_where_no_mail_is_sent(hub: Hub, client: Client) -> None:
    assert client.get("/en/subscribe").status_code == 404


def test_a_reader_confirms_and_leaves(hub: Hub, client: Client, box: Box) -> None:
    client.post("/uk/subscribe", {"address": READER})
    assert courier.once() == 1
    (mail,) = box.mails
    assert (mail["To"], mail["From"]) == (READER, "Hub <news@hub.example>")
    link = path_in(mail)
    assert link.startswith("/uk/subscribe/")
    assert client.get(link).status_code == 200
    assert Subscriber.objects.get().confirmed is None
    client.post(link)
    assert Subscriber.objects.get().confirmed is not None
    hub.statement(*SIGNERS)
    hub.wait(minutes=10)
    courier.once()
    mail = box.mails[1]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = mail["List-Unsubscribe"].strip(" <>").removeprefix(settings.ORIGIN)
    assert client.get(leave).status_code == 200
    assert Subscriber.objects.exists()
    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    answer = strict.post(leave, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Subscriber.objects.exists()
    assert strict.post(leave).status_code == 200


def test_bad_addresses_are_refused_with_a_sentence(
    hub: Hub, client: Client, box: Box
) -> None:
    for bad in ("", "no", "a@b\r\nBcc: c@d.example", "a@b, c@d.example"):
        page = client.post("/en/subscribe", {"address": bad}).content.decode()
        assert "mail address" in page
    assert courier.once() == 0


def test_the_page_tells_nobody_who_subscribes(
    hub: Hub, client: Client, box: Box
) -> None:
    first = client.post("/en/subscribe", {"address": READER}).content
    courier.once()
    client.post(path_in(box.mails[0]))
    again = client.post("/en/subscribe", {"address": READER}).content
    assert first == again
    assert courier.once() == 0


def test_an_address_gets_one_mail_an_hour(hub: Hub, client: Client, box: Box) -> None:
    for _ in range(3):
        client.post("/en/subscribe", {"address": READER})
    assert courier.once() == 1
    hub.wait(hours=2)
    client.post("/en/subscribe", {"address": READER})
    assert courier.once() == 1
    assert path_in(box.mails[0]) == path_in(box.mails[1])


def test_readers_get_title_and_link_and_what_became_of_it(
    hub: Hub, client: Client, box: Box
) -> None:
    subscribe(client, box, "uk")
    act = hub.statement(*SIGNERS)
    assert courier.once() == 0
    hub.wait(minutes=10)
    assert courier.once() == 1
    assert courier.once() == 0
    hub.wait(hours=1)
    withdraw(hub, act)
    courier.once()
    first, second = box.mails
    assert "/uk/statements/2026/water" in text(first)
    assert "Water is free" not in text(first)
    assert second["Subject"].strip() == "Test coalition: Відкликано: Water"
    assert first["Message-ID"] != second["Message-ID"]


def test_who_comes_later_is_not_told_of_what_was(
    hub: Hub, client: Client, box: Box
) -> None:
    hub.statement(*SIGNERS)
    hub.wait(minutes=20)
    subscribe(client, box)
    assert courier.once() == 0


def test_what_was_stopped_is_told_to_nobody(hub: Hub, client: Client, box: Box) -> None:
    subscribe(client, box)
    act = hub.statement(*SIGNERS)
    hub.does("voice.hold", "alfa/voice", {"statement": act})
    hub.wait(days=1)
    assert courier.once() == 0


def test_a_server_that_is_down_is_seen_and_nothing_is_lost(
    hub: Hub, client: Client, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(client, box)
    hub.statement(*SIGNERS)
    hub.wait(minutes=10)
    up = settings.ENVIRONMENT.smtp_port
    use(monkeypatch, free_port())
    assert courier.once() == 0
    hub.sign_in(client, "alfa/voice")
    page = client.get("/en/desk/statements/mail").content.decode()
    assert "1 message could not go out yet." in page
    assert "cannot be reached" in page
    use(monkeypatch, up)
    assert courier.once() == 0
    hub.wait(minutes=1)
    assert courier.once() == 1
    assert "could not" not in client.get("/en/desk/statements/mail").content.decode()


def test_an_address_that_is_refused_for_good_is_given_up(
    hub: Hub, client: Client, box: Box
) -> None:
    box.refuse[READER] = "550 no such person"
    client.post("/en/subscribe", {"address": READER})
    assert courier.once() == 0
    hub.wait(days=1)
    assert courier.once() == 0
    assert Outgoing.objects.get().given_up
    box.refuse["slow@paper.example"] = "451 later"
    client.post("/en/subscribe", {"address": "slow@paper.example"})
    courier.once()
    box.refuse.clear()
    hub.wait(minutes=1)
    assert courier.once() == 1


def test_pauses_grow_to_six_hours() -> None:
    found = [queue.pause(tries) for tries in (1, 2, 3, 20)]
    minutes = [timedelta(minutes=one) for one in (1, 2, 4, 360)]
    assert found == minutes


def test_who_is_silent_is_reminded_without_a_word_of_the_matter(
    hub: Hub, client: Client, box: Box
) -> None:
    hub.sign_in(client, "bravo/voice")
    client.post("/en/desk/statements/mail", {"address": "b@bravo.example"})
    payload = hub.act(
        "voice.statement",
        "alfa",
        hub.words(),
        {
            f"text.{one}": blob({"title": "T", "summary": "", "text": "T"})
            for one in ("en", "uk")
        },
    )
    hub.sign(payload, "alfa/voice")
    assert courier.once() == 1
    assert courier.once() == 0
    hub.wait(days=29, hours=1)
    assert courier.once() == 1
    hub.sign(payload, "bravo/voice")
    assert courier.once() == 0
    for mail in box.mails:
        assert text(mail).strip() == (
            f"Something waits for you. To read and decide: {settings.ORIGIN}/en/desk/"
        )
    client.post("/en/desk/statements/mail", {"address": ""})
    hub.statement("alfa/voice", slug="bread")
    assert courier.once() == 0


# Programs


@dataclass
class Program:
    """A running HTTPS server: what it was told, and what it answers."""

    port: int
    told: list[tuple[dict[str, str], bytes]]
    answers: list[int]
    context: ssl.SSLContext


def certificate(folder: Path) -> Path:
    """A certificate of hook.example with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hook.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("hook.example")]), False
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / "hook.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """hook.example, on this machine."""
    told: list[tuple[dict[str, str], bytes]] = []
    answers = [204]

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.append((dict(self.headers), body))
            self.send_response(answers[0])
            self.send_header("Location", "https://127.0.0.1/inner")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    pem = certificate(tmp_path)
    server = HTTPServer(("127.0.0.1", 0), Answering)
    ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.load_cert_chain(pem)
    server.socket = ours.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *rest: int, **more: int) -> list[object]:
        return [
            *real("127.0.0.1" if host == "hook.example" else host, port, *rest, **more)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    context = ssl.create_default_context(cafile=str(pem))
    yield Program(server.server_port, told, answers, context)
    server.shutdown()
    server.server_close()


def call(program: Program) -> None:
    """Sends the one call in the queue to the running program."""
    row = Outgoing.objects.select_related("webhook").get()
    webhooks.call(row, lambda _: True, program.context, program.port)


def hooked(hub: Hub, client: Client) -> Webhook:
    hub.sign_in(client, "alfa/voice")
    url = "/en/desk/statements/mail/programs"
    client.post(url, {"url": "https://hook.example/in?x=1"})
    hub.statement(*SIGNERS)
    hub.wait(minutes=10)
    return Webhook.objects.get()


def test_a_program_is_told_with_a_signature(
    hub: Hub, client: Client, program: Program
) -> None:
    hook = hooked(hub, client)
    announcing.announce()
    call(program)
    ((headers, body),) = program.told
    told = json.loads(body)
    assert told["type"] == "statement.released"
    assert told["data"]["slug"] == "water"
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(hook.secret.removeprefix("whsec_"))
    right = base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
    assert headers["webhook-signature"] == f"v1,{right}"


def test_the_standards_own_example() -> None:
    secret = "whsec_plJ3nmyCDGBKInavdOK15jsl"
    body = b'{"event_type":"ping","data":{"success":true}}'
    found = webhooks.signature(secret, "msg_loFOjxBNrRLzqYUf", 1731705121, body)
    assert found == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="


@pytest.mark.parametrize("status", [301, 307, 404, 500])
def test_a_program_that_leads_elsewhere_or_fails_is_asked_later(
    hub: Hub, client: Client, program: Program, status: int
) -> None:
    hooked(hub, client)
    announcing.announce()
    program.answers[0] = status
    with pytest.raises(queue.Later, match=str(status)):
        call(program)
    assert len(program.told) == 1


def test_this_machine_is_never_called(
    hub: Hub, client: Client, program: Program
) -> None:
    hooked(hub, client)
    assert courier.once() == 0
    row = Outgoing.objects.get()
    assert row.given_up
    assert "not a public one" in row.trouble
    assert not program.told


@pytest.mark.parametrize(
    "url",
    [
        "http://hook.example/",
        "https://hook.example:22/",
        "https://user:pw@hook.example/",
        "https:///in",
        "file:///etc/passwd",
        "https://hook.example/\r\nX: y",
        "https://hook.example:x/",
        "https://hook.example/é",
    ],
)
def test_addresses_that_are_not_called(hub: Hub, client: Client, url: str) -> None:
    hub.sign_in(client, "alfa/voice")
    answer = client.post("/en/desk/statements/mail/programs", {"url": url})
    assert answer.status_code == 400
    assert "Only an https address" in answer.content.decode()
    assert not Webhook.objects.exists()


def test_a_name_that_is_none_is_given_up(hub: Hub, client: Client) -> None:
    hub.sign_in(client, "alfa/voice")
    url = f"https://{'a' * 64}.example/"
    client.post("/en/desk/statements/mail/programs", {"url": url})
    hub.statement(*SIGNERS)
    hub.wait(minutes=10)
    assert courier.once() == 0
    assert Outgoing.objects.get().given_up


def test_a_sender_that_is_none_stops_nothing(
    hub: Hub, client: Client, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(client, box)
    hub.statement(*SIGNERS)
    hub.wait(minutes=10)
    good = settings.ENVIRONMENT
    bad = replace(good, smtp_from="Hub <news\n@hub>")
    monkeypatch.setattr(settings, "ENVIRONMENT", bad)
    assert courier.once() == 0
    monkeypatch.setattr(settings, "ENVIRONMENT", good)
    hub.wait(minutes=1)
    assert courier.once() == 1


def test_one_row_keeps_no_other_waiting(hub: Hub) -> None:
    queue.put("bad:1", "a@b.example", "", "")
    hub.wait(seconds=1)
    queue.put("good:1", "a@b.example", "", "")

    def send(row: Outgoing) -> None:
        if row.id == "bad:1":
            raise RuntimeError("unforeseen")

    assert queue.deliver(send, send) == 1
    bad = Outgoing.objects.get(id="bad:1")
    assert (bad.tries, bad.trouble, bad.sent) == (1, "unforeseen", None)


def test_a_member_ends_its_own_program_only(hub: Hub, client: Client) -> None:
    hook = hooked(hub, client)
    client.cookies.clear()
    hub.sign_in(client, "bravo/voice")
    url = f"/en/desk/statements/mail/programs/{hook.id}/end"
    client.post(url)
    assert Webhook.objects.exists()
    client.cookies.clear()
    hub.sign_in(client, "alfa/voice")
    client.post(url)
    assert not Webhook.objects.exists()


def test_without_a_server_mail_waits() -> None:
    assert smtp.server() is None
    with pytest.raises(queue.Later, match="No mail server"):
        smtp.send(Outgoing(id="x", to=READER))


def test_a_title_full_of_tricks_is_one_line_of_words(
    hub: Hub, client: Client, box: Box
) -> None:
    subscribe(client, box)
    title = "Water\r\nBcc: all@else.example\n\n<script>alert(1)</script>\u202e"
    contents = {
        f"text.{one}": blob({"title": title, "summary": "", "text": "Free."})
        for one in ("en", "uk")
    }
    hub.does("voice.statement", SIGNERS, hub.words(), contents)
    hub.wait(minutes=10)
    courier.once()
    (mail,) = box.mails
    assert (mail["To"], mail["Bcc"], mail["Cc"]) == (READER, None, None)
    assert mail.get_content_type() == "text/plain"
    assert not mail.is_multipart()
    assert "\u202e" not in text(mail) + str(mail["Subject"])
    (first, second, *_) = text(mail).splitlines()
    assert first == (
        "Water[U+000D] Bcc: all@else.example <script>alert(1)</script>[U+202E]"
    )
    assert second.startswith(settings.ORIGIN)
