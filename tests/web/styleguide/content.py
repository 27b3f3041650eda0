"""What the style guide shows: the coalition of the demonstration, all invented."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms

from accord.ledger import clock
from accord.ledger.confirmed import Confirmed
from accord.web.site import Site

HUB = "1e490386cded10198d92eedec644c09e4dfb2cc35f438c3537b839389f150f91"
MARKS = {
    "reed-bank": "7a11c03e55d0924f13b8a6a3be0cd0f2c1d5ee0af1a9b6c37d2e4f5061728394",
    "far-shore": "03c8f1a47be29d5560ff12ab34cd56ef708192a3b4c5d6e7f8091a2b3c4d5e6f",
    "kestrel": "d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3",
    "mill-ferry": "5b6c7d8e9fa0b1c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f5061728394a",
}
SITE = Site(
    name="Both Banks",
    subtitle="Flood relief on the Lower Danube",
    coalition_id=HUB,
    members=4,
    languages=("en", "uk", "ro"),
    press="press@both-banks.example",
    saved=datetime(2026, 11, 22, 12, 8, tzinfo=UTC),
)
READER = SimpleNamespace(
    member="far-shore",
    member_name="Far Shore Association",
    name="Ilinca Bratu",
    person="p1",
    key="0" * 64,
    mark=MARKS["far-shore"],
    roles=("voice", "people"),
    language="en",
    time_zone="Europe/Berlin",
)


def seat(handle: str, name: str, state: str, **more: object) -> dict[str, object]:
    """One seat of a board."""
    return {
        "handle": handle,
        "name": name,
        "state": state,
        "mark": MARKS[handle],
        **more,
    }


def board() -> dict[str, Any]:
    """One signed, one silent, one abstains, one objects; the reader has signed."""
    now = clock.now()
    return {
        "needed": 2,
        "rule": "A withdrawal takes effect when 2 of the 4 members have signed it. "
        "An objection is recorded; here it does not block.",
        "seats": [
            seat(
                "mill-ferry",
                "Mill & Ferry Kitchen",
                "objects",
                time=now - timedelta(hours=1),
                reason="Correct it rather than withdraw it. The square still has "
                "water in the mornings, and people will look for us there.",
                reason_language="en",
            ),
            seat(
                "far-shore",
                "Far Shore Association",
                "signed",
                time=now - timedelta(days=3),
                by="Ilinca Bratu",
                you=True,
            ),
            seat("reed-bank", "Reed Bank Relief Corps", "silent", who="Andrii H."),
            seat("kestrel", "", "abstains", time=now),
        ],
        "nudges": [
            {
                "person": "Andrii H.",
                "language": "uk",
                "id": "nudge-reed-bank",
                "text": "Андрію, одне рішення чекає на ваш підпис до завтра, "
                "12:00 за Києвом. Бракує одного голосу: both-banks.example/d/7c1e",
            }
        ],
    }


def letters() -> list[dict[str, Any]]:
    """What waits: one that the reader completes, and one among others."""
    return [
        {
            "kind": "Joint statement in 3 languages",
            "notes": ["proposed by Reed Bank Relief Corps"],
            "title": "The warm rooms stay open, for animals too",
            "url": "/en/desk/decisions/7c1e",
            "action": "Read and sign",
            "then": "You would be the third of three: your signature makes it public "
            "at 16:00 Kyiv (15:00 for you).",
            "quiet": "2 changes since you last read it.",
            "tally": {"signed": 2, "you": True, "silent": 1, "needed": 3},
            "last": True,
        },
        {
            "kind": "Handover at Isaccea",
            "badge": "differs",
            "badge_text": "3 missing",
            "title": "kestrel counted 97 of your 100 blankets",
            "url": "/en/desk/decisions/8d2f",
            "action": "Compare and sign",
            "quiet": "Until you sign, your organisation answers for all 100.",
            "tally": {"signed": 1, "you": True, "needed": 2},
        },
    ]


def confirmed() -> list[Confirmed]:
    """Saved by the host, confirmed by one copy of three, and final."""
    return [
        Confirmed((), 4, 0, True),
        Confirmed(("kestrel",), 4, 3, False),
        Confirmed(("kestrel", "pier", "reed-bank"), 4, 3, True),
    ]


def history() -> list[dict[str, Any]]:
    """What happened to a decision."""
    now = clock.now()
    return [
        {"time": now, "handle": "kestrel", "text": "abstained"},
        {"time": now - timedelta(days=3), "text": "You proposed and signed"},
    ]


STEPS = [
    {"title": "Agree on the declaration", "state": "done", "text": "In 3 languages."},
    {"title": "Invite the founders", "state": "done", "text": "Three of three came."},
    {"title": "Make your stamps", "state": "now", "text": "Two of three are here."},
    {"title": "Sign together", "state": "later", "text": "Each with its stamp."},
]


class StatementForm(forms.Form):
    """One field of every sort."""

    title = forms.CharField(max_length=80, help_text="What it says, in one line.")
    text = forms.CharField(widget=forms.Textarea)
    language = forms.ChoiceField(choices=[("en", "English"), ("uk", "Українська")])
    release = forms.DateTimeField(required=False, label="When it goes out")
    why = forms.ChoiceField(
        choices=[("missing", "Missing"), ("damaged", "Damaged")],
        widget=forms.RadioSelect,
        label="What about the other 3?",
    )
    urgent = forms.BooleanField(required=False)
    file = forms.FileField(required=False, label="A file")
