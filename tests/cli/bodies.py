"""A body for every kind of act, with the contents that it has to bring."""

from tests.coalition import Coalition, blob, founded, public, text_blobs

A, B, C = "a" * 64, "b" * 64, "c" * 64
LOT = f"{C}.0"
RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"


def _terms() -> dict[str, object]:
    return Coalition().terms("alfa", "bravo")


_TEXTS = text_blobs("en", "uk")
_WORDS = {
    "slug": "water",
    "languages": ["en", "uk"],
    "release": "2026-11-01T08:00:00Z",
    "urgent": False,
    "topics": ["health"],
}
_NAMES = blob({"en": "Blanket", "uk": "Ковдра"})
_REASON = blob({"text": "The crossing closed at night."})

_NEEDS = {"people": 3, "vehicles": 1, "items": {C: 20}}

BODIES: dict[str, tuple[dict[str, object], dict[str, bytes]]] = {
    "charter.found": (
        _terms(),
        {
            "names": blob({"en": "Both Banks"}),
            "declaration.en": blob({"title": "Declaration", "text": "We help."}),
        },
    ),
    "charter.roster": (_terms() | {"version": 2}, {"note": _REASON}),
    "charter.hub": (
        {
            "epoch": 2,
            "key": public("hub 2"),
            "base": {"size": 9, "root": B},
            "since": A,
        },
        {"note": _REASON},
    ),
    "charter.amend": (
        {"replaces": A},
        {"declaration.en": blob({"title": "Declaration", "text": "We help."})},
    ),
    "charter.lead": (
        {"member": "alfa", "until": "2027-06-01T00:00:00Z"},
        {"lead": blob({"name": "Anna"})},
    ),
    "charter.close": ({}, {"reason": _REASON}),
    "charter.reader": ({"recipient": RECIPIENT}, {}),
    "decide.erase": ({"act": A, "contents": ["note"]}, {}),
    "charter.invite": (
        {
            "key": public("once"),
            "person": "p1",
            "roles": ["voice"],
            "until": "2027-11-01T08:00:00Z",
        },
        {"person": blob({"name": "Andrii H."})},
    ),
    "charter.enrol": ({"invite": A, "key": public("alfa/voice")}, {}),
    "charter.revoke": ({"keys": [public("alfa/voice")], "invites": [A]}, {}),
    "charter.profile": (
        {},
        {
            "profile": blob(
                {"names": {"en": "Alfa"}, "place": "Tulcea", "contact": "a@b.example"}
            )
        },
    ),
    "decide.abstain": ({"act": A}, {"reason": _REASON}),
    "decide.object": ({"act": A, "stands": True}, {"reason": _REASON}),
    "decide.withdraw": ({"act": A}, {}),
    "voice.statement": (_WORDS | {"corrects": A}, _TEXTS),
    "voice.own": (
        _WORDS
        | {"urgent": True, "pictures": {"1": {"type": "png", "width": 3, "height": 2}}},
        _TEXTS | {"picture.1": bytes(32) + b"\x89PNG\r\n\x1a\n"},
    ),
    "voice.hold": ({"statement": A}, {}),
    "voice.retraction": ({"statement": A}, {"reason": _REASON}),
    "voice.translation": ({"statement": A, "language": "uk"}, text_blobs("uk")),
    "voice.position": (
        {"languages": ["en"], "public": False, "topics": ["health"], "replaces": A},
        {"position.en": blob({"question": "Is it safe?", "answer": "It is."})},
    ),
    "supplies.item": (
        {
            "code": "blanket",
            "unit": "piece",
            "grams": 1750,
            "millilitres": 11250,
            "packs": [{"code": "bale", "units": 20}],
        },
        {"names": _NAMES},
    ),
    "supplies.site": (
        {"code": "store"},
        {
            "place": blob(
                {"name": "Store", "address": "Quay 1", "lat": "45.1", "lon": "28.8"}
            )
        },
    ),
    "supplies.need": (
        {
            "site": A,
            "item": B,
            "quantity": 400,
            "priority": 1,
            "people": 312,
            "due": "2026-11-03T08:00:00Z",
        },
        {},
    ),
    "supplies.receive": (
        {
            "site": A,
            "owner": "bravo",
            "donor": "lantern-guild",
            "field": False,
            "lines": [
                {"item": B, "quantity": 300, "batch": "b1", "expiry": "2027-01-01"}
            ],
        },
        {"paper": bytes(32) + b"a photograph"},
    ),
    "supplies.count": (
        {
            "site": A,
            "owner": "alfa",
            "field": True,
            "lines": [{"lot": LOT, "counted": 288}, {"item": B, "counted": 7}],
        },
        {},
    ),
    "supplies.consign": (
        {
            "site": A,
            "owner": "bravo",
            "receiver": "charlie",
            "destination": B,
            "field": False,
            "lines": [{"lot": LOT, "quantity": 100}],
        },
        {},
    ),
    "supplies.handover": (
        {
            "consignment": A,
            "giver": "alfa",
            "receiver": "charlie",
            "site": B,
            "field": True,
            "lines": [{"line": 0, "good": 97, "damaged": 0, "missing": 3, "excess": 0}],
        },
        {},
    ),
    "supplies.use": (
        {
            "site": A,
            "owner": "alfa",
            "people": 44,
            "field": False,
            "lines": [{"lot": LOT, "quantity": 60}],
        },
        {},
    ),
    "supplies.reverse": ({"act": A}, {"reason": _REASON}),
    "supplies.transfer": (
        {
            "site": A,
            "owner": "alfa",
            "to": "bravo",
            "lines": [{"lot": LOT, "quantity": 12}],
        },
        {},
    ),
    "supplies.move": (
        {
            "site": A,
            "owner": "alfa",
            "condition": "damaged",
            "target": A,
            "to": "disposed",
            "lines": [{"lot": LOT, "quantity": 12}],
        },
        {},
    ),
    "supplies.recall": ({"lots": [LOT], "stands": True}, {"reason": _REASON}),
    "supplies.settle": (
        {
            "handover": A,
            "site": B,
            "lines": [{"line": 0, "lost": 1, "back": 2}],
        },
        {},
    ),
    "supplies.claim": (
        {"handover": A, "lines": [{"line": 0, "damaged": 1, "missing": 2}]},
        {},
    ),
    "supplies.vehicle": (
        {
            "code": "van",
            "grams": 1_500_000,
            "millilitres": 9_000_000,
            "pallets": 3,
            "bands": ["ambient"],
        },
        {"names": _NAMES},
    ),
    "supplies.kit": (
        {"code": "family", "parts": [{"item": A, "quantity": 2}]},
        {"names": _NAMES},
    ),
    "supplies.offer": (
        {"site": A, "until": "2026-12-01T00:00:00Z", "item": B, "quantity": 4},
        {},
    ),
    "supplies.policy": (
        {
            "to": "bravo",
            "items": [],
            "limit": 50,
            "floor": 5,
            "until": "2027-01-01T00:00:00Z",
        },
        {},
    ),
    "supplies.plan": (
        {
            "plan": C,
            "lines": [{"lot": LOT, "site": A, "need": B, "quantity": 30}],
            "vehicles": [
                {
                    "vehicle": A,
                    "since": "2026-11-03T18:00:00Z",
                    "until": "2026-11-04T06:00:00Z",
                }
            ],
        },
        {},
    ),
    "actions.plan": (
        {
            "start": "2026-11-05T08:00:00Z",
            "end": "2026-11-05T12:00:00Z",
            "needs": _NEEDS,
            "visibility": "named",
            "audience": ["bravo"],
        },
        {"action": blob({"title": "Clear the road", "text": "", "place": ""})},
    ),
    "actions.join": ({"action": A, "brings": _NEEDS, "fleet": [B]}, {}),
    "actions.quit": ({"action": A}, {"reason": _REASON}),
    "actions.change": (
        {
            "action": A,
            "start": "2026-11-06T08:00:00Z",
            "end": "2026-11-06T12:00:00Z",
            "site": B,
            "needs": _NEEDS,
        },
        {"reason": _REASON},
    ),
    "actions.cancel": ({"action": A}, {"reason": _REASON}),
    "actions.finish": (
        {"action": A, "people": 40},
        {"outcome": blob({"text": "The road is open."})},
    ),
    "actions.task": (
        {"assignee": "bravo", "due": "2026-11-05T08:00:00Z"},
        {"task": blob({"title": "Bring the keys", "text": ""})},
    ),
    "actions.done": ({"task": A}, {}),
    "reports.report": (
        {
            "marking": "amber",
            "audience": ["bravo"],
            "topics": ["roads"],
            "observed": "2026-11-01T07:00:00Z",
            "reliable": "usually",
            "certain": "likely",
        },
        {"report": blob({"title": "Bridge", "text": "One lane.", "place": ""})},
    ),
    "reports.comment": ({"report": A}, {"comment": blob({"text": "Still so."})}),
    "reports.supersede": ({"old": A, "new": B}, {"reason": _REASON}),
    "supplies.close": ({"act": A}, {"reason": _REASON}),
}


def payload(kind: str, coalition: Coalition | None = None) -> tuple[bytes, Coalition]:
    """The payload of an act of this kind, and the coalition that keeps its contents."""
    found = coalition or founded()
    body, blobs = BODIES[kind]
    return found.act(kind, "alfa", body, blobs), found
