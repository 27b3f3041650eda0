"""Writes the read tables of people from what the log changed."""

from collections.abc import Iterable, Sequence

from django.db.models import Model

from accord.core.acts import times
from accord.core.acts.act import Act
from accord.core.acts.charter import Invite
from accord.core.acts.charter import Profile as ProfileBody
from accord.core.rules.changes import Change, Enrolled, Revoked, TookEffect
from accord.core.rules.requirement import Key
from accord.people.models import Device, Invitation, Person, Profile

TABLES: tuple[type[Model], ...] = (Device, Invitation, Person, Profile)


def clear() -> None:
    """Empties the tables, before they are built anew."""
    for table in TABLES:
        table._default_manager.all().delete()


def apply(changes: Sequence[Change]) -> None:
    """Writes what changed. New rows come first: a later change may be about them."""
    effects = [
        one
        for one in changes
        if isinstance(one, TookEffect)
        and isinstance(one.act.body, Invite | ProfileBody)
    ]
    enrolled = [one for one in changes if isinstance(one, Enrolled)]
    if effects or enrolled:
        _add(effects, enrolled)
    for change in changes:
        if isinstance(change, Revoked):
            _revoke(change)


def _add(effects: Sequence[TookEffect], enrolled: Sequence[Enrolled]) -> None:
    Invitation.objects.bulk_create(_invitations(effects))
    Device.objects.bulk_create(_device(one) for one in enrolled)
    _replace(Person, _persons(effects), "name")
    _replace(Profile, _profiles(effects), "act", "content")
    for one in enrolled:
        Invitation.objects.filter(act=one.invite).update(used_by=one.key.keyid)


def person_id(member: str, person: str) -> str:
    """The primary key of a person."""
    return f"{member}/{person}"


def _invitations(effects: Iterable[TookEffect]) -> Iterable[Invitation]:
    for one in effects:
        body = one.act.body
        if isinstance(body, Invite):
            yield Invitation(
                act=one.act.id,
                member=one.act.by,
                person=body.person,
                roles=",".join(body.roles),
                until=times.parse(body.until),
                index=one.index,
                time=times.parse(one.time),
            )


def _device(enrolled: Enrolled) -> Device:
    key: Key = enrolled.key
    return Device(
        keyid=key.keyid,
        key=key.key,
        member=key.member,
        person=key.person or "",
        roles=",".join(sorted(key.roles)),
        until=times.parse(key.until or enrolled.time),
        invite=enrolled.invite,
        index=enrolled.index,
        time=times.parse(enrolled.time),
    )


def _persons(effects: Iterable[TookEffect]) -> Iterable[Person]:
    """A person's newest name; an invitation without a name leaves the older one."""
    named: dict[str, Person] = {}
    nameless: dict[str, Person] = {}
    for one in effects:
        body = one.act.body
        if isinstance(body, Invite):
            name = _content(one.act, "person")
            key = person_id(one.act.by, body.person)
            row = Person(id=key, member=one.act.by, person=body.person, name=name)
            (named if name else nameless)[key] = row
    new = [row for key, row in nameless.items() if key not in named]
    Person.objects.bulk_create(new, ignore_conflicts=True)
    return named.values()


def _profiles(effects: Iterable[TookEffect]) -> Iterable[Profile]:
    newest = {
        one.act.by: Profile(
            member=one.act.by, act=one.act.id, content=_content(one.act, "profile")
        )
        for one in effects
        if isinstance(one.act.body, ProfileBody)
    }
    return newest.values()


def _content(act: Act, name: str) -> str:
    ref = act.blobs.get(name)
    return ref.sha256 if ref is not None else ""


def _replace(table: type[Model], rows: Iterable[Model], *fields: str) -> None:
    table._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=[table._meta.pk.name],
        update_fields=fields,
    )


def _revoke(change: Revoked) -> None:
    time = times.parse(change.time)
    if change.keyid is not None:
        Device.objects.filter(keyid=change.keyid).update(revoked=time)
    if change.invite is not None:
        Invitation.objects.filter(act=change.invite).update(revoked=time)
