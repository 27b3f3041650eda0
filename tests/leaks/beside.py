"""What lies beside the log: drafts, applications, addresses, and secret links."""

from dataclasses import dataclass, field

from django.test import Client

from accord.charter import admissions
from accord.desk import saved
from accord.ledger import clock
from accord.people.reader import Reader, live_key, make_reader
from accord.reports import sources
from accord.reports.models import Source, padded
from accord.voice import drafts, previews, statements
from accord.voice.drafts import Written
from accord.voice.models_mail import Reminded, Subscriber, Webhook
from tests.coalition import keyid
from tests.leaks.marked import ALL, Marked

SENT = ("outside:sent", "charter:newcomer", "charter:newcomer-live")


@dataclass
class Beside:
    """Secret links: token -> the handle of who reads with it, "" for nobody."""

    tokens: dict[str, str] = field(default_factory=dict)


def beside(found: Marked) -> Beside:
    """Fills every table of working data with canaries."""
    made = Beside()
    _drafts(found)
    _sources(found)
    _applications(found, made)
    _addresses(found, made)
    (act,) = found.acts["statement under embargo"]
    row = statements.by_act(act)
    assert row is not None
    word = found.new("for whom a preview is", aside=True)
    made.tokens[previews.begin(row, reader("alfa/voice"), word)] = ""
    for member in sorted(ALL):
        made.tokens[_calendar(found, member)] = member
        kept = saved.keep(reader(f"{member}/actions"), "canary", "", mail=True)
        made.tokens[kept] = member
    return made


def reader(name: str) -> Reader:
    """The reader at the desk key `name`."""
    key = live_key(keyid(name))
    assert key is not None
    return make_reader(key)


def _drafts(found: Marked) -> None:
    for own in (False, True):
        seen = frozenset({"alfa"}) if own else ALL
        word = found.new(f"draft, own: {own}", seen, aside=True)
        texts = {"en": Written(word, word, word)}
        draft = drafts.begin(reader("alfa/voice"), texts, languages=["en"], own=own)
        note = found.new(f"comment on a draft, own: {own}", seen, aside=True)
        draft.comments.create(
            member="alfa", person="voice", time=clock.now(), text=note
        )


def _sources(found: Marked) -> None:
    """Sources for all members, and for some."""
    for audience in ((), ("bravo",)):
        seen = frozenset({"alfa", *audience}) if audience else ALL
        word = found.new(f"source for {sorted(seen)}", seen, aside=True)
        source = Source.objects.create(
            url=f"https://{word}.example/feed",
            title=word,
            by="alfa",
            audience=padded(audience),
            added=clock.text(),
        )
        text = found.new(f"what a source for {sorted(seen)} says", seen, aside=True)
        one = {"key": text, "url": f"https://{text}.example/", "title": text}
        said = {"text": f"Text {text}.", "published": clock.text()}
        sources.take(source, [one | said])


def _applications(found: Marked, made: Beside) -> None:
    for wants in ("organisation", "time"):
        word = found.new(f"who asks for {wants}", opens=SENT, aside=True)
        row = admissions.apply(wants, name=word, contact=word, message=word)
        made.tokens[row.token] = ""
    word = found.new("applicant with a sponsor", opens=SENT, aside=True)
    row = admissions.apply("organisation", name=word, contact=word, message=word)
    made.tokens[row.token] = ""
    made.tokens[admissions.sponsor(row, "alfa").token] = ""


def _addresses(found: Marked, made: Beside) -> None:
    now = clock.now()
    mine = ("voice:confirm", "voice:unsubscribe")
    word = found.new("address of a subscriber", frozenset(), opens=mine, aside=True)
    token = "subscriber-token-that-nobody-guesses"
    Subscriber.objects.create(
        address=f"{word}@post.example",
        language="en",
        token=token,
        asked=now,
        confirmed=now,
    )
    made.tokens[token] = ""
    word = found.new("address for reminders", person="bravo/voice", aside=True)
    Reminded.objects.create(
        id="bravo/voice", member="bravo", person="voice", address=f"{word}@b.example"
    )
    word = found.new("a member's program", frozenset({"charlie"}), aside=True)
    Webhook.objects.create(
        member="charlie", url=f"https://{word}.example/", secret=word, begun=now
    )


def _calendar(found: Marked, member: str) -> str:
    client = Client(SERVER_NAME="127.0.0.1")
    found.hub.sign_in(client, f"{member}/actions")
    page = client.post("/en/desk/actions/calendars/add").content.decode()
    token: str = page.split("/calendar/")[1].split(".ics")[0]
    return token
