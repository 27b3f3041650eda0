"""The charter of the story: founding, people and devices, a fourth member."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from accord.charter import admissions, shares
from accord.cli.demo import contents
from accord.cli.demo.calendar import Calendar
from accord.cli.demo.cast import FOUNDERS, NEWCOMER, Signer
from accord.cli.demo.stage import Scene, Stage
from accord.core.acts.envelope import sign
from accord.ledger import hubkey, queries
from accord.ledger.prepare import prepare


def scenes(at: Calendar) -> Iterator[Scene]:
    """All of it, in its times."""
    yield Scene(at.day(35, "17:40"), found)
    for minute, member in enumerate(("reed-bank", "far-shore", "kestrel")):
        yield Scene(at.day(35, f"18:0{minute}"), partial(show_profile, member=member))
    for minute, person in enumerate(("andrii", "ilinca", "k1", "dan", "k2")):
        yield Scene(at.day(35, f"18:{minute}5"), partial(admit_person, id=person))
    # Petru's first phone, which he will lose
    yield Scene(at.day(34, "07:30"), partial(admit_person, id="petru"))
    yield from _newcomer(at)
    yield Scene(at.day(18, "08:05"), revoke_lost_phone)
    yield Scene(at.day(18, "08:20"), partial(admit_person, id="petru"))
    yield from _course(at)
    yield from _strangers(at)


def _course(at: Calendar) -> Iterator[Scene]:
    """Somebody speaks for all, and the declaration says one thing more."""
    yield Scene(at.day(14, "18:30"), choose_lead)
    for minute, person in enumerate(("sorina", "andrii")):
        lead = partial(sign_lead, id=person)
        yield Scene(at.day(14, f"19:0{minute}"), lead)
    yield Scene(at.day(13, "17:10"), amend_declaration)
    for minute, member in enumerate(("reed-bank", "far-shore")):
        stamp = partial(stamp_declaration, member=member)
        yield Scene(at.day(12, f"09:1{minute}"), stamp)


def _strangers(at: Calendar) -> Iterator[Scene]:
    """What came from outside: none of it is in the log."""
    for number, letter in enumerate(LETTERS):
        yield Scene(at.day(2, f"1{number}:40"), partial(write_to_us, letter=letter))


def _newcomer(at: Calendar) -> Iterator[Scene]:
    yield Scene(at.day(22, "19:10"), propose_members)
    yield Scene(at.day(22, "20:45"), partial(stamp_members, member="kestrel"))
    yield Scene(at.day(21, "09:20"), partial(stamp_members, member="far-shore"))
    yield Scene(at.day(21, "11:00"), partial(stamp_members, member=NEWCOMER))
    yield Scene(at.day(21, "11:20"), partial(show_profile, member=NEWCOMER))
    yield Scene(at.day(21, "11:40"), partial(admit_person, id="sorina"))


# Members


def found(stage: Stage) -> None:
    """The founders' stamps and the host's key on one act, all at once."""
    hub_key = hubkey.create()
    body = _terms(stage, 1, FOUNDERS, {"epoch": 1, "key": hub_key})
    documents: dict[str, object] = {
        **contents.texts("declaration", "declaration", stage.calendar),
        "names": contents.load("members")["coalition"],
    }
    made = prepare("reed-bank", "charter.found", body, documents)
    stage.prepared["founding"] = made
    seeds = [stage.stamps[member].seed for member in FOUNDERS]
    signatures = [*sign(made.payload, *seeds).signatures]
    host = hubkey.sign(hub_key, made.payload)
    if host is not None:
        signatures.append(host)
    stage.post("founding", *sorted(signatures, key=lambda one: one.keyid))


def propose_members(stage: Stage) -> None:
    """Reed Bank proposes a list of members with a fourth, and stamps it."""
    head = queries.head()
    before = queries.act(head.coalition) if head else None
    if before is None:
        raise RuntimeError("the coalition is not founded")
    terms: Any = before.parsed.body
    hub = {"epoch": 1, "key": terms.terms.hub.key}
    body = _terms(stage, 2, (*FOUNDERS, NEWCOMER), hub)
    note = {
        "text": "Mill & Ferry Kitchen cooks for both banks since the first day. "
        "Reed Bank Relief Corps vouches for it."
    }
    stage.act(
        "members", "charter.roster", stage.stamps["reed-bank"], body, {"note": note}
    )


def stamp_members(stage: Stage, member: str) -> None:
    """A member stamps the new list; the newcomer comes last."""
    stage.sign("members", stage.stamps[member])


def _terms(
    stage: Stage, version: int, members: tuple[str, ...], hub: dict[str, object]
) -> dict[str, object]:
    return {
        "version": version,
        "members": {name: {"seals": [stage.stamps[name].key]} for name in members},
        "rules": shares.document(shares.defaults()),
        "finality": "hub",
        "hub": hub,
    }


def show_profile(stage: Stage, member: str) -> None:
    """A member says who it is; kestrel goes by its handle alone."""
    profile = contents.load("members")["profiles"].get(member)
    stage.act(
        f"profile {member}",
        "charter.profile",
        stage.stamps[member],
        {},
        {"profile": profile} if profile else None,
    )


LETTERS: tuple[dict[str, str], ...] = (
    {
        "wants": "time",
        "language": "uk",
        "name": "Olha T.",
        "contact": "olha@quay.example",
        "message": "Можу чергувати в теплій кімнаті щовечора.",
    },
    {
        "wants": "press",
        "language": "en",
        "name": "Harbour Gazette",
        "contact": "desk@harbour-gazette.example",
        "message": "Who speaks for you about the ferry on Friday? We print at noon.",
    },
    {
        "wants": "tip",
        "language": "ro",
        "message": "Pe drumul de la digul vechi apa trece peste asfalt după ora 18.",
    },
)


def write_to_us(stage: Stage, letter: dict[str, str]) -> None:
    """Somebody fills in a form of ours."""
    admissions.apply(
        letter["wants"],
        language=letter["language"],
        name=letter.get("name", ""),
        contact=letter.get("contact", ""),
        message=letter["message"],
    )


# The course


def choose_lead(stage: Stage) -> None:
    """Far Shore proposes that Ilinca leads and speaks for all, for half a year."""
    body = {"member": "far-shore", "until": stage.later(days=180)}
    name = {"lead": {"name": stage.people["ilinca"].name}}
    stage.act("lead", "charter.lead", stage.people["ilinca"], body, name)


def sign_lead(stage: Stage, id: str) -> None:  # noqa: A002 - the person's own
    """A person who looks after people agrees for its member."""
    stage.sign("lead", stage.people[id])


def amend_declaration(stage: Stage) -> None:
    """Mill & Ferry proposes a sentence more, and stamps it."""
    head = queries.head()
    note = {"text": "After the ferry timetable: a word about our own mistakes."}
    documents = contents.texts("declaration-amended", "declaration", stage.calendar)
    stage.act(
        "amendment",
        "charter.amend",
        stage.stamps[NEWCOMER],
        {"replaces": head.coalition if head else ""},
        {**documents, "note": note},
    )


def stamp_declaration(stage: Stage, member: str) -> None:
    """A member stamps the new text."""
    stage.sign("amendment", stage.stamps[member])


# People


def admit_person(stage: Stage, id: str) -> None:  # noqa: A002 - the person's own
    """A person is invited with the stamp and takes the invitation up."""
    person = stage.people[id]
    once = Signer(f"{person.member}.once", "desk")
    device = person.new_device()
    invite = stage.act(
        f"invite {id}",
        "charter.invite",
        stage.stamps[person.member],
        {
            "key": once.key,
            "person": person.code,
            "roles": list(person.roles),
            "until": stage.later(days=365),
        },
        {"person": {"name": person.name}},
    )
    body = {"invite": invite, "key": device.key}
    stage.act(f"enrol {id}", "charter.enrol", [once, device], body)
    stage.devices[id] = device


def revoke_lost_phone(stage: Stage) -> None:
    """Andrii revokes the phone that Petru lost on the quay."""
    lost = stage.devices.pop("petru")
    body = {"keys": [lost.key], "invites": []}
    stage.act("revoke", "charter.revoke", stage.people["andrii"], body)
