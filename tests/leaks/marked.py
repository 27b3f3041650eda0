"""A coalition of randomly marked things, each with a canary word in every text.

Who may read what is decided here by chance and written down beside the word, without
asking the code under test. alfa, bravo and charlie are members; delta has left.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from accord.core.acts.charter import ROLES
from tests.coalition import FOUNDERS, LATER, blob, public
from tests.hub import Hub
from tests.leaks.canaries import Canaries

ALL = frozenset(FOUNDERS)
SOON, LATE = "2026-11-20T10:00:00Z", "2026-11-20T16:00:00Z"
FUTURE = "2026-12-24T08:00:00Z"
NOTHING = {"people": 0, "vehicles": 0, "items": {}}

# The log's own entries are for every member and its copy (docs/restricted.md), and so
# is what stands in a payload itself: the topics of a report.
ENTRIES = ("log-tile",)


@dataclass
class Marked:
    """The hub, its canaries, and ids by kind; `hidden`: act -> who may know of it."""

    hub: Hub
    chance: Random
    canaries: Canaries = field(default_factory=Canaries)
    acts: dict[str, list[str]] = field(default_factory=dict)
    hidden: dict[str, frozenset[str]] = field(default_factory=dict)
    sites: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    vehicles: list[str] = field(default_factory=list)

    def does(
        self,
        kind: str,
        names: str | list[str],
        body: Mapping[str, object],
        contents: Mapping[str, object] | None = None,
        **header: object,
    ) -> str:
        """A new act with these documents as its contents."""
        packed = {name: blob(one) for name, one in (contents or {}).items()}
        made = self.hub.does(kind, names, body, packed, **header)
        self.acts.setdefault(kind, []).append(made)
        return made

    def may(self, act: str) -> frozenset[str]:
        """The members who may know of an act."""
        return self.hidden.get(act, ALL)

    def new(self, where: str, members: frozenset[str] = ALL, **more: object) -> str:
        """A canary word for members."""
        return self.canaries.new(where, members, **more)  # type: ignore[arg-type]

    def some(self, by: str) -> list[str]:
        """One or two other members, by chance."""
        others = sorted(ALL - {by})
        return sorted(self.chance.sample(others, self.chance.choice((1, 1, 2))))


def marked(hub: Hub, seed: int, things: int = 8) -> Marked:
    """Marks a founded hub of three members, with every role, by chance."""
    found = Marked(hub, Random(seed))
    for member in FOUNDERS:
        for role in ("actions", "reports"):
            hub.enrol(f"{member}/{role}")
    _names(found)
    _words(found)
    _supplies(found)
    for number in range(things):
        _action(found, number)
        _report(found, number)
    _sealed(found)
    return found


def one_more(found: Marked, hidden_from: str) -> None:
    """More of everything of which one member may not know."""
    by, other = sorted(ALL - {hidden_from})
    seen = frozenset({by, other})
    action = _plan(found, by, "named", [other], seen)
    _around(found, action, seen, by)
    report = _said(found, by, "red", [other], seen)
    _comments(found, report, seen)


def _names(found: Marked) -> None:
    """Persons have names for members; an invitation that nobody took up."""
    for member in FOUNDERS:
        body = {
            "key": public(f"{member} asked"),
            "person": "p9",
            "roles": list(ROLES[:1]),
            "until": LATER,
        }
        name = {"person": {"name": found.new(f"name of a person of {member}")}}
        found.does("charter.invite", f"{member}/people", body, name)
    for member in FOUNDERS:
        word = found.new(f"profile of {member}", public=True)
        shown = {"names": {"en": word}, "place": word, "contact": ""}
        found.does("charter.profile", f"{member}/people", {}, {"profile": shown})


def _text(word: str) -> dict[str, object]:
    return {"title": f"Words {word}", "summary": word, "text": f"Text {word}."}


def _words(found: Marked) -> None:
    """Statements: public, under embargo, open, stopped, one's own; and positions."""
    hub, both = found.hub, ["alfa/voice", "bravo/voice"]
    for where, names, release, out in (
        ("public statement", both, hub.time, True),
        ("withdrawn statement", both, hub.time, True),
        ("statement under embargo", both, FUTURE, False),
        ("open statement", ["charlie/voice"], hub.time, False),
        ("stopped statement", both, FUTURE, False),
    ):
        word = found.new(where, public=out, opens=("voice:preview",))
        slug = found.new(f"address of {where}", public=out, opens=("voice:preview",))
        body = hub.words(slug, release=release, languages=["en"], topics=[word])
        made = found.does("voice.statement", names, body, {"text.en": _text(word)})
        found.acts.setdefault(where, []).append(made)
    (stopped,), (gone,) = (
        found.acts["stopped statement"],
        found.acts["withdrawn statement"],
    )
    found.does("voice.hold", "alfa/voice", {"statement": stopped})
    word = found.new("own statement", public=True)
    body = hub.words("own-words", languages=["en"])
    found.does("voice.own", "charlie/voice", body, {"text.en": _text(word)})
    (opened,) = found.acts["open statement"]
    reason = {"reason": {"text": found.new("objection")}}
    found.does("decide.object", "alfa/voice", {"act": opened, "stands": True}, reason)
    reason = {"reason": {"text": found.new("abstention")}}
    found.does("decide.abstain", "bravo/voice", {"act": opened}, reason)
    for out in (True, False):
        word = found.new(f"position, public: {out}", public=out)
        body = {"languages": ["en"], "public": out, "topics": []}
        said = {"position.en": {"question": word, "answer": word}}
        found.does("voice.position", both, body, said)
    hub.wait(minutes=11)
    for language, out in (("ro", True), ("ru", False)):
        word = found.new(f"translation, out: {out}", public=out)
        body = {"statement": found.acts["public statement"][0], "language": language}
        words = {f"text.{language}": _text(word)}
        found.does("voice.translation", "alfa/voice", body, words)
        hub.wait(minutes=11 if out else 0)
    word = found.new("reason of a withdrawal", public=True)
    reason = {"reason": {"text": word}}
    found.does("voice.retraction", both, {"statement": gone}, reason)


def _supplies(found: Marked) -> None:
    """Catalogue, sites, needs, goods in and out: for all members, not for others."""

    by = "alfa/supplies"
    for code in ("blanket", "water"):
        body = {"code": code, "unit": "piece", "grams": 9, "millilitres": 0}
        names = {"names": {"en": found.new(f"item {code}")}}
        found.items.append(found.does("supplies.item", by, body | {"packs": []}, names))
    for member in FOUNDERS:
        word = found.new(f"site of {member}")
        place = {"name": word, "address": word, "lat": "45.2", "lon": "28.8"}
        code = {"code": f"{member}-hall"}
        found.sites.append(
            found.does("supplies.site", f"{member}/supplies", code, {"place": place})
        )
    body = {"code": "van-1", "grams": 9, "millilitres": 9, "pallets": 1}
    body |= {"bands": ["ambient"], "home": found.sites[0]}
    names = {"names": {"en": found.new("vehicle")}}
    found.vehicles.append(found.does("supplies.vehicle", by, body, names))
    parts = [{"item": found.items[0], "quantity": 2}]
    names = {"names": {"en": found.new("kit")}}
    found.does("supplies.kit", by, {"code": "kit-1", "parts": parts}, names)
    body = {"site": found.sites[1], "item": found.items[0], "quantity": 100}
    body |= {"priority": 1, "people": 60, "due": LATE}
    found.does("supplies.need", "bravo/supplies", body, _note(found, "need"))
    body = {"site": found.sites[0], "until": LATER, "item": found.items[0]}
    found.does("supplies.offer", by, body | {"quantity": 5}, _note(found, "offer"))
    _goods(found)


def _note(found: Marked, where: str) -> dict[str, object]:
    return {"note": {"text": found.new(where)}}


def _goods(found: Marked) -> None:
    """Goods come in, go on their way, and are counted short."""
    by = "alfa/supplies"
    body = {"site": found.sites[0], "owner": "alfa", "donor": found.new("donor")}
    lines = [{"item": found.items[0], "quantity": 100, "expiry": "2026-11-25"}]
    body |= {"field": False, "lines": lines}
    lot = found.does("supplies.receive", by, body, _note(found, "receipt")) + ".0"
    body = {"site": found.sites[0], "owner": "alfa", "receiver": "charlie"}
    body |= {"destination": found.sites[2], "field": False}
    body |= {"lines": [{"lot": lot, "quantity": 40}]}
    way = found.does("supplies.consign", by, body, _note(found, "consignment"))
    counted = {"line": 0, "good": 38, "damaged": 0, "missing": 2, "excess": 0}
    body = {"consignment": way, "giver": "alfa", "receiver": "bravo", "field": True}
    found.hub.enrol("bravo/driver", "supplies")
    found.does(
        "supplies.handover",
        ["bravo/driver", by],
        body | {"lines": [counted]},
        _note(found, "handover"),
    )


def _action(found: Marked, number: int) -> None:
    by = found.chance.choice(FOUNDERS)
    visibility = ("named", "members", "public")[number % 3]
    audience = found.some(by) if visibility == "named" else []
    seen = frozenset({by, *audience}) if audience else ALL
    action = _plan(found, by, visibility, audience, seen)
    _around(found, action, seen, by)


def _plan(
    found: Marked, by: str, visibility: str, audience: list[str], seen: frozenset[str]
) -> str:
    public = visibility == "public"
    word = found.new(f"{visibility} action of {by} for {audience}", seen, public=public)
    body = {
        "start": SOON,
        "end": LATE,
        "site": found.sites[0],
        "needs": NOTHING | {"people": 3, "items": {found.items[0]: 2}},
        "visibility": visibility,
        "audience": audience,
    }
    said = {"action": {"title": word, "text": word, "place": word}}
    made = found.does("actions.plan", f"{by}/actions", body, said)
    _hide(found, made, seen)
    return made


def _hide(found: Marked, act: str, seen: frozenset[str]) -> None:
    if seen != ALL:
        found.hidden[act] = seen


def _around(found: Marked, action: str, seen: frozenset[str], by: str) -> None:
    """Who takes part, tasks, a change, how it ends."""

    def does(kind: str, member: str, body: dict[str, object], name: str) -> str:
        word = found.new(f"{kind} on an action for {sorted(seen)}", seen)
        said = {"text": word}
        if name == "task":
            said["title"] = word
        made = found.does(kind, f"{member}/actions", body, {name: said})
        _hide(found, made, seen)
        return made

    about = {"action": action}
    other = found.chance.choice(sorted(seen - {by}))
    brings = NOTHING | {"people": 2}
    does(
        "actions.join",
        other,
        about | {"brings": brings, "fleet": found.vehicles if other == "alfa" else []},
        "note",
    )
    task = does("actions.task", by, about | {"assignee": other, "due": LATE}, "task")
    does("actions.task", by, about | {"assignee": by, "due": FUTURE}, "task")
    does("actions.done", other, {"task": task}, "note")
    span: dict[str, object] = {"start": SOON, "end": LATE, "site": found.sites[0]}
    does("actions.change", by, about | span | {"needs": NOTHING}, "reason")
    match found.chance.randrange(4):
        case 0:
            does("actions.quit", other, about, "reason")
        case 1:
            does("actions.cancel", by, about, "reason")
        case 2:
            does("actions.finish", by, about | {"people": 4}, "outcome")
        case _:
            pass


def _report(found: Marked, number: int) -> None:
    by = found.chance.choice(FOUNDERS)
    marking = ("red", "amber", "amber-strict", "amber", "green", "clear")[number % 6]
    named = marking in ("red", "amber-strict") or (marking == "amber" and number % 2)
    audience = found.some(by) if named else []
    seen = frozenset({by, *audience}) if audience else ALL
    report = _said(found, by, marking, audience, seen)
    _comments(found, report, seen)
    if number % 3 == 0:
        newer = _said(found, by, marking, audience, seen)
        word = found.new(f"reason of a newer report for {sorted(seen)}", seen)
        body = {"old": report, "new": newer}
        made = found.does(
            "reports.supersede", f"{by}/reports", body, {"reason": {"text": word}}
        )
        _hide(found, made, seen)


def _sealed(found: Marked) -> None:
    """A report that came encrypted: what came is for those whom it names, too."""
    seen = frozenset({"alfa", "bravo"})
    word = found.new("encrypted report of alfa for bravo", seen)
    body = {"marking": "red", "audience": ["bravo"], "topics": []}
    made = found.hub.does(
        "reports.report",
        "alfa/reports",
        body | {"observed": found.hub.time},
        {"report.sealed": f"age-encryption.org/v1\n-> X25519 {word}".encode()},
    )
    found.acts["encrypted report"] = [made]
    for member in sorted(seen):
        word = found.new("encrypted comment on an encrypted report", seen)
        answer = found.hub.does(
            "reports.comment",
            f"{member}/reports",
            {"report": made},
            {"comment.sealed": f"age-encryption.org/v1\n-> X25519 {word}".encode()},
        )
        found.acts.setdefault("encrypted comment", []).append(answer)
        _hide(found, answer, seen)
    _hide(found, made, seen)
    _comments(found, made, seen)


def _said(
    found: Marked, by: str, marking: str, audience: list[str], seen: frozenset[str]
) -> str:
    public = marking == "clear"
    where = f"{marking} report of {by} for {audience}"
    word = found.new(where, seen, public=public)
    topic = found.new(f"topic of {where}", seen, public=public, opens=ENTRIES)
    body: dict[str, object] = {
        "marking": marking,
        "audience": audience,
        "topics": [topic],
        "observed": found.hub.time,
        "site": found.sites[0],
    }
    said = {"report": {"title": word, "text": word, "place": word}}
    made = found.does("reports.report", f"{by}/reports", body, said)
    _hide(found, made, seen)
    return made


def _comments(found: Marked, report: str, seen: frozenset[str]) -> None:
    for member in sorted(seen):
        word = found.new(f"comment on a report for {sorted(seen)}", seen)
        made = found.does(
            "reports.comment",
            f"{member}/reports",
            {"report": report},
            {"comment": {"text": word}},
        )
        _hide(found, made, seen)
