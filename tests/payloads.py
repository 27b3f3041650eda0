"""A payload of every kind, as JSON documents: what tests and vectors start from."""

from copy import deepcopy
from typing import Any

from accord.core.acts.charter import SHARED_KINDS
from tests.coalition import START, public, rules

ID = "ab" * 32
OTHER = "cd" * 32
LATER = "2027-06-01T00:00:00Z"
BLOB = {"sha256": "ef" * 32, "size": 100}

TERMS: dict[str, Any] = {
    "version": 1,
    "members": {
        "alfa": {"seals": [public("alfa")]},
        "bravo": {"seals": [public("bravo")], "replica": public("bravo replica")},
    },
    "rules": rules(),
    "finality": "hub",
    "hub": {"epoch": 1, "key": public("hub")},
}
WORDS: dict[str, Any] = {
    "slug": "water",
    "languages": ["en", "uk"],
    "release": START,
    "urgent": False,
    "topics": ["relief"],
    "corrects": OTHER,
}
PICTURES: dict[str, Any] = {
    "1": {"type": "jpeg", "width": 1600, "height": 1067},
    "99": {"type": "png", "width": 40, "height": 4096},
}
LOT = f"{ID}.0"

# kind -> (body, contents)
BODIES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "charter.found": (TERMS, ["declaration.en", "names"]),
    "charter.roster": (
        TERMS
        | {
            "version": 2,
            "hub": {
                "epoch": 2,
                "key": public("hub"),
                "base": {"size": 4, "root": OTHER},
            },
        },
        ["note"],
    ),
    "charter.hub": (
        {
            "epoch": 2,
            "key": public("hub two"),
            "base": {"size": 4, "root": OTHER},
            "since": ID,
        },
        ["note"],
    ),
    "charter.amend": ({"replaces": OTHER}, ["declaration.en", "note"]),
    "charter.lead": ({"member": "alfa", "until": LATER}, ["lead"]),
    "charter.close": ({}, ["reason"]),
    "charter.invite": (
        {
            "key": public("alfa/voice invite"),
            "person": "voice",
            "roles": ["people", "voice"],
            "until": LATER,
        },
        ["person"],
    ),
    "charter.enrol": ({"invite": OTHER, "key": public("alfa/voice")}, []),
    "charter.revoke": ({"keys": [public("alfa/voice")], "invites": [OTHER]}, []),
    "charter.profile": ({}, ["profile"]),
    "decide.abstain": ({"act": OTHER}, ["reason"]),
    "decide.object": ({"act": OTHER, "stands": True}, ["reason"]),
    "charter.reader": (
        {"recipient": "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"},
        [],
    ),
    "decide.erase": ({"act": OTHER, "contents": ["note", "paper"]}, []),
    "decide.withdraw": ({"act": OTHER}, []),
    "voice.statement": (
        WORDS | {"pictures": PICTURES},
        ["picture.1", "picture.99", "text.en", "text.uk"],
    ),
    "voice.own": (WORDS, ["text.en", "text.uk"]),
    "voice.hold": ({"statement": OTHER}, []),
    "voice.retraction": ({"statement": OTHER}, ["reason"]),
    "voice.translation": ({"statement": OTHER, "language": "ro"}, ["text.ro"]),
    "voice.position": (
        {
            "languages": ["en", "uk"],
            "public": True,
            "topics": ["relief"],
            "replaces": OTHER,
        },
        ["position.en", "position.uk"],
    ),
    "supplies.item": (
        {
            "code": "water-5l",
            "unit": "bottle",
            "grams": 5000,
            "millilitres": 5000,
            "packs": [{"code": "crate", "units": 4}],
        },
        ["names"],
    ),
    "supplies.site": ({"code": "upper-mill"}, ["place"]),
    "supplies.need": (
        {
            "site": ID,
            "item": OTHER,
            "quantity": 100,
            "priority": 1,
            "people": 40,
            "due": LATER,
        },
        ["note"],
    ),
    "supplies.receive": (
        {
            "site": ID,
            "owner": "bravo",
            "donor": "old-mill",
            "earmark": ID,
            "field": False,
            "lines": [
                {"item": OTHER, "quantity": 100},
                {
                    "item": OTHER,
                    "quantity": 5,
                    "batch": "b-7",
                    "expiry": "2027-03-31",
                },
            ],
        },
        ["note", "paper"],
    ),
    "supplies.count": (
        {
            "site": ID,
            "owner": "alfa",
            "field": True,
            "lines": [
                {"lot": LOT, "counted": 0},
                {"item": OTHER, "counted": 3, "batch": "b-7"},
            ],
        },
        ["note"],
    ),
    "supplies.consign": (
        {
            "site": ID,
            "owner": "alfa",
            "receiver": "bravo",
            "destination": OTHER,
            "field": False,
            "lines": [{"lot": LOT, "quantity": 10}],
        },
        ["note"],
    ),
    "supplies.handover": (
        {
            "consignment": ID,
            "giver": "alfa",
            "receiver": "bravo",
            "site": OTHER,
            "field": True,
            "lines": [
                {"line": 0, "good": 97, "damaged": 1, "missing": 2, "excess": 0},
                {"line": 1, "good": 5, "damaged": 0, "missing": 0, "excess": 1},
            ],
        },
        ["note", "paper"],
    ),
    "supplies.use": (
        {
            "site": ID,
            "owner": "alfa",
            "people": 40,
            "field": False,
            "lines": [{"lot": LOT, "quantity": 10}],
        },
        ["note"],
    ),
    "supplies.reverse": ({"act": OTHER}, ["reason"]),
    "supplies.transfer": (
        {
            "site": ID,
            "owner": "alfa",
            "to": "bravo",
            "lines": [{"lot": LOT, "quantity": 10}],
        },
        ["note"],
    ),
    "supplies.move": (
        {
            "site": ID,
            "owner": "alfa",
            "condition": "good",
            "target": ID,
            "to": "damaged",
            "lines": [{"lot": LOT, "quantity": 10}],
        },
        ["note"],
    ),
    "supplies.recall": ({"lots": [LOT, f"{OTHER}.3"], "stands": True}, ["reason"]),
    "supplies.settle": (
        {
            "handover": ID,
            "site": OTHER,
            "lines": [
                {"line": 0, "lost": 2, "back": 1},
                {"line": 3, "lost": 0, "back": 0},
            ],
        },
        ["note"],
    ),
    "supplies.claim": (
        {
            "handover": ID,
            "lines": [
                {"line": 0, "damaged": 2, "missing": 0},
                {"line": 3, "damaged": 0, "missing": 1},
            ],
        },
        ["note", "paper"],
    ),
    "supplies.vehicle": (
        {
            "code": "van-2",
            "grams": 1_500_000,
            "millilitres": 9_000_000,
            "pallets": 4,
            "bands": ["ambient", "cool"],
            "home": ID,
        },
        ["names"],
    ),
    "supplies.kit": (
        {
            "code": "family-kit",
            "parts": [{"item": ID, "quantity": 2}, {"item": OTHER, "quantity": 1}],
        },
        ["names"],
    ),
    "supplies.offer": (
        {"site": ID, "until": LATER, "item": OTHER, "quantity": 40},
        ["note"],
    ),
    "supplies.policy": (
        {"to": "bravo", "items": [ID], "limit": 50, "floor": 10, "until": LATER},
        ["note"],
    ),
    "supplies.plan": (
        {
            "plan": OTHER,
            "lines": [{"lot": LOT, "site": ID, "need": OTHER, "quantity": 30}],
            "vehicles": [{"vehicle": ID, "since": START, "until": LATER}],
        },
        ["note"],
    ),
    "actions.plan": (
        {
            "start": START,
            "end": LATER[:4] + "-01-01T00:00:00Z",
            "site": ID,
            "needs": {"people": 3, "vehicles": 1, "items": {OTHER: 20}},
            "visibility": "named",
            "audience": ["bravo"],
        },
        ["action"],
    ),
    "actions.join": (
        {
            "action": OTHER,
            "brings": {"people": 3, "vehicles": 1, "items": {ID: 20}},
            "fleet": [ID],
        },
        ["note"],
    ),
    "actions.quit": ({"action": OTHER}, ["reason"]),
    "actions.change": (
        {
            "action": OTHER,
            "start": START,
            "end": LATER[:4] + "-01-01T00:00:00Z",
            "site": ID,
            "needs": {"people": 0, "vehicles": 0, "items": {}},
        },
        ["action", "reason"],
    ),
    "actions.cancel": ({"action": OTHER}, ["reason"]),
    "actions.finish": ({"action": OTHER, "people": 40}, ["outcome"]),
    "actions.task": (
        {"action": OTHER, "assignee": "bravo", "due": LATER},
        ["task"],
    ),
    "actions.done": ({"task": OTHER}, ["note"]),
    "reports.report": (
        {
            "marking": "amber",
            "audience": ["bravo"],
            "topics": ["roads"],
            "observed": START,
            "site": ID,
            "reliable": "usually",
            "certain": "likely",
            "about": [OTHER],
        },
        ["report", "file.1"],
    ),
    "reports.comment": ({"report": OTHER}, ["comment"]),
    "reports.supersede": ({"old": OTHER, "new": ID}, ["reason"]),
    "supplies.close": ({"act": OTHER}, ["reason"]),
}


def payload(kind: str) -> dict[str, Any]:
    """A good payload of `kind`, free to be changed."""
    body, contents = BODIES[kind]
    document: dict[str, Any] = {
        "kind": kind,
        "by": "alfa",
        "at": START,
        "nonce": "0123456789abcdef" * 2,
        "closes": LATER,
        "body": body,
    }
    if contents:
        document["blobs"] = dict.fromkeys(contents, BLOB)
    if kind != "charter.found":
        document |= {"coalition": ID, "after": {"size": 4, "root": OTHER}}
    if kind in SHARED_KINDS or kind.startswith("voice."):
        document["roster"] = ID
    return deepcopy(document)
