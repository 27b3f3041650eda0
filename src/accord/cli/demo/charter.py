"""The charter of the story: founding, people and devices, a fourth member."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from accord.charter import shares
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
