"""Walking every address as every kind of reader, and what they meet there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from accord.core.acts import signed_get
from accord.core.acts.charter import ROLES
from accord.ledger import queries
from tests.coalition import FOUNDERS, public, seed
from tests.leaks.beside import Beside
from tests.leaks.canaries import names, words
from tests.leaks.marked import Marked
from tests.leaks.routes import UNKNOWN, Fills, Route, addresses

# Reached by nobody here, each for a reason.
UNREACHED: dict[str, str] = {
    name: reason
    for reason, listed in {
        "only in a demonstration (tests/desk/test_demo.py)": (
            "demo demo-people demo-stop demo-look demo-end demo-leave desk:tour-end "
            "desk:dishonest"
        ),
        "only with a mail server (tests/voice/test_mail.py)": "voice:subscribe",
        "pictures hold no words (tests/voice/test_pictures.py)": (
            "voice:picture voice:preview-picture"
        ),
        "only with a newcomer's card (tests/charter/test_admission.py)": (
            "charter:newcomer-file charter:newcomer-invite"
        ),
        "only before the founding (tests/charter/test_room.py)": (
            "charter:room charter:room-enter charter:room-founders charter:room-remove "
            "charter:room-card charter:room-confirming charter:room-copy "
            "charter:room-languages "
            "charter:room-text charter:room-drop charter:room-rules "
            "charter:room-comments "
            "charter:room-freeze charter:room-unfreeze charter:room-file "
            "charter:room-take-back charter:room-live charter:room-invite "
            "stamps:room stamps:room-complete"
        ),
        "only on a member's copy (tests/replica/test_pages.py)": (
            "add-checkpoint api-copy api-vote well-known-copy readyz-copy copy-enter "
            "log-evidence"
        ),
    }.items()
    for name in listed.split()
}

# Said of an act to who has its id: a proof that the log holds it, and no more.
KNOWN_BY_ID = frozenset({"api-act-proof"})


@dataclass(frozen=True)
class Visitor:
    """A reader: `member` is None for the public, `key` a program's that signs."""

    title: str
    client: Client
    member: str | None = None
    person: str = ""
    key: str = ""


@dataclass
class Walk:
    """What a walk met: leaks, who reached what, words somebody met.

    `visitors` go everywhere; where an act or a secret link is in the address, only
    those that `few` names do: their devices have every role.
    """

    marked: Marked
    beside: Beside
    visitors: list[Visitor]
    few: frozenset[str]
    fills: Fills
    posts: dict[str, object]
    leaks: list[str] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    _plain: dict[tuple[str, str, str], int] = field(default_factory=dict)

    @cached_property
    def _written(self) -> bytes:
        """What is posted, as a form writes it."""
        return encode_multipart(BOUNDARY, self.posts)

    def route(self, route: Route) -> None:
        """Walks one route as everybody."""
        self.tried.add(route.name)
        refused: set[str] = set()
        for path in addresses(route, self.fills):
            for visitor in self._who(route, path):
                for method in {"GET", "POST"} - refused:
                    answer = self._ask(method, path, visitor)
                    if answer.status_code == 405:
                        refused.add(method)
                    else:
                        self._look(route, method, path, visitor, answer)

    def _who(self, route: Route, path: str) -> list[Visitor]:
        if not route.about_acts and "token" not in route.converters:
            return self.visitors
        few = [one for one in self.visitors if one.title in self.few or one.key]
        if any(one[:12] in path for one in self.marked.hidden):
            return few
        return [one for one in few if one.member in (None, "charlie")]

    def _ask(self, method: str, path: str, visitor: Visitor) -> HttpResponseBase:
        """One request; what it does is undone."""
        headers = {}
        if visitor.key:
            hub = self.marked.hub
            headers["Authorization"] = signed_get.header(
                seed(visitor.key), path, hub.state.coalition, hub.time
            )
        with transaction.atomic():
            if method == "POST":
                answer = visitor.client.generic(
                    "POST", path, self._written, MULTIPART_CONTENT
                )
            else:
                query = {"q": "canary"} if "desk/" in path or "/en/" in path else {}
                answer = visitor.client.get(path, query, headers=headers)
            transaction.set_rollback(True)
        return answer

    def _look(
        self,
        route: Route,
        method: str,
        path: str,
        visitor: Visitor,
        answer: HttpResponseBase,
    ) -> None:
        at = f"{visitor.title} at {route.name} ({method} {path}, {answer.status_code})"
        if answer.status_code != 404:
            self.reached.add(route.name)
        if answer.status_code >= 500:
            self.broken.add(at)
        known = self.marked.canaries.known
        member = self._reads_as(path, visitor)
        found = words(answer)
        bad = {
            word
            for word in found
            if word not in known
            or not known[word].for_(member, visitor.person, route.name)
        }
        self.met |= found - bad
        if bad:
            self.leaks.append(f"{at}: {names(known, bad)}")
        if route.about_acts and route.name not in KNOWN_BY_ID:
            self._compare(route, method, path, visitor, answer.status_code)

    def _reads_as(self, path: str, visitor: Visitor) -> str | None:
        for token, member in self.beside.tokens.items():
            if token in path and member:
                return member
        return visitor.member

    def _compare(
        self, route: Route, method: str, path: str, visitor: Visitor, got: int
    ) -> None:
        """For who may not know of an act, its id answers like one that is none."""
        hidden = next((one for one in self.marked.hidden if one[:12] in path), None)
        if hidden is None or visitor.member in self.marked.may(hidden):
            return
        blank = path.replace(hidden, UNKNOWN).replace(hidden[:12], UNKNOWN[:12])
        plain = (method, blank, visitor.title)
        if plain not in self._plain:
            self._plain[plain] = self._ask(method, blank, visitor).status_code
        if got != self._plain[plain]:
            kind = next(k for k, ids in self.marked.acts.items() if hidden in ids)
            self.told.add(f"{visitor.title} at {method} {route.name}: a {kind}: {got}")

    def unreached(self) -> set[str]:
        """Routes at which nobody got an answer."""
        return self.tried - self.reached - UNREACHED.keys()

    def findings(self) -> list[str]:
        """What is wrong, in sentences."""
        missing = [f"{one}: nobody got an answer" for one in sorted(self.unreached())]
        told = [f"{one}: as if it were known" for one in sorted(self.told)]
        return [*self.leaks, *told, *sorted(self.broken), *missing]


def visitors(marked: Marked) -> Iterator[Visitor]:
    """Everybody: people of every role and of all, a program, and who is out."""
    hub = marked.hub
    yield Visitor("the public", browser())
    for member in FOUNDERS:
        hub.enrol(f"{member}/every", *sorted(ROLES))
        for person in ("every", *ROLES) if member == "charlie" else ("every", "voice"):
            client = hub.sign_in(browser(), f"{member}/{person}")
            yield Visitor(f"{member}/{person}", client, member, person)
    yield Visitor("a program of bravo", browser(), "bravo", "", "bravo/supplies")
    yield revoked(marked)


FEW = frozenset({"the public", "alfa/every", "bravo/every", "charlie/every"})


def browser() -> Client:
    """A browser that goes on after an error of the hub."""
    return Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)


def revoked(marked: Marked) -> Visitor:
    """A phone that was signed in when its key was revoked."""
    hub = marked.hub
    hub.enrol("bravo/lost", *sorted(ROLES))
    client = hub.sign_in(browser(), "bravo/lost")
    assert client.get("/en/desk/").status_code == 200
    lost = {"keys": [public("bravo/lost")], "invites": []}
    hub.does("charter.revoke", "bravo/people", lost)
    return Visitor("a revoked phone of bravo", client)


def fills(marked: Marked, made: Beside) -> Fills:
    """What parameters are filled with: acts of every kind, hidden from all sides."""
    kinds = {kind: ids[0] for kind, ids in marked.acts.items() if "." not in kind}
    chosen = {one for ids in marked.acts.values() for one in ids[:1]}
    sides: dict[tuple[str, frozenset[str]], str] = {}
    for kind, ids in marked.acts.items():
        for one in ids:
            if one in marked.hidden:
                sides.setdefault((kind, marked.hidden[one]), one)
    chosen.add(marked.hub.state.coalition)
    acts = sorted(chosen | set(kinds.values()) | set(sides.values()))
    named = [(act, queries.act(act)) for act in acts]
    slugs = [
        one.word for one in marked.canaries.known.values() if "address of" in one.where
    ]
    size = marked.hub.state.size
    return Fills(
        acts=acts,
        slugs=[*FOUNDERS, *slugs, "own-words"],
        texts=sorted(made.tokens),
        numbers=(1, 2, 3),
        named={
            "language": ("en", "ro"),
            "epoch": ("1",),
            "year": ("2026",),
            "day": (hub_day(marked.hub.time),),
            "path": ("0/000", f"entries/000.p/{size}", "entries/000"),
        },
        whole={
            "log-blob": [
                f"/log/blobs/{act}/{name}"
                for act, row in named
                if row is not None
                for name in row.parsed.blobs
            ],
            "reports:sealed": [
                f"/en/desk/reports/{act}/sealed/report" for act, _ in named
            ],
        },
    )


def hub_day(time: str) -> str:
    """The day of a time, as addresses have it."""
    return time.partition("T")[0]


def posts(marked: Marked) -> dict[str, object]:
    """A good word for many fields: forms that take it answer in full."""
    return {
        "title": "A title",
        "text": "A text",
        "reason": "A reason",
        "reason_en": "A reason",
        "outcome": "An outcome",
        "comment": "A comment",
        "place": "A place",
        "q": "canary",
        "start": "2026-11-20T10:00",
        "end": "2026-11-20T16:00",
        "due": "2026-11-25T10:00",
        "people": "2",
        "vehicles": "1",
        "fleet": marked.vehicles,
        "site": marked.sites[0],
        "visibility": "members",
        "assignee": "alfa",
        "stands": "1",
    }
