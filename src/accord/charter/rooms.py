"""Founding rooms: what may be done in one, before there is a coalition.

Texts are open until they are frozen: then the founding act exists, byte for byte, and
every founder signs the same file with its stamp. Nothing of this is in the log; with
the last signature all of it goes there at once.
"""

import secrets
import unicodedata
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from accord.charter import shares
from accord.charter.models import Room, RoomComment, RoomDeclaration, RoomFounder
from accord.core.acts import keys
from accord.core.acts.act import Act, parse_act
from accord.core.acts.actfile import ActFile
from accord.core.acts.encoding import from_base64, to_base64
from accord.core.acts.envelope import Envelope, Signature, pae
from accord.core.acts.errors import Refused
from accord.core.acts.fields import handle as read_handle
from accord.core.acts.handed_in import must_be_signed
from accord.core.acts.times import shift, write
from accord.core.rules.fold import LATE_DAYS
from accord.ledger import clock, hubkey
from accord.ledger.prepare import prepare

LANGUAGES = ("en", "uk", "ro")
FOUNDED = gettext_noop(
    "The coalition is founded; nothing here can be changed any more."
)
FROZEN = gettext_noop("The texts are closed. Open them again before you change them.")


def create(domain: str) -> str:
    """A new room, with a key for the hub; returns its first founder's token."""
    room = Room.objects.create(
        domain=domain,
        hub_key=hubkey.create(),
        created=clock.now(),
        rules=shares.defaults(),
    )
    RoomDeclaration.objects.bulk_create(
        RoomDeclaration(room=room, language=language) for language in LANGUAGES
    )
    return _seat(room).token


def link(token: str) -> str:
    """The address of a founder's personal link."""
    return RoomFounder(token=token).link


def _seat(room: Room, **fields: str) -> RoomFounder:
    token = secrets.token_urlsafe(24)
    return RoomFounder.objects.create(room=room, token=token, **fields)


# Who founds


def enter(founder: RoomFounder, handle: str, name: str) -> None:
    """A founder takes its seat, under a handle of its own."""
    must_be_open(founder.room)
    founder.handle, founder.name = _free(founder.room, handle, founder), name
    founder.entered = founder.entered or clock.now()
    _save_seat(founder)


def invite(founder: RoomFounder, handle: str, name: str) -> RoomFounder:
    """A founder invites another one; the new seat's token is its personal link."""
    must_be_open(founder.room)
    handle = _free(founder.room, handle, None) if handle else ""
    return _seat(founder.room, handle=handle, name=name, invited_by=founder.handle)


def remove(founder: RoomFounder, other: RoomFounder) -> None:
    """Takes a seat away: an empty one, or one's own."""
    must_be_open(founder.room)
    if other.room_id != founder.room_id:
        raise Refused("This founder is not in this room.")
    if other.seal and other.id != founder.id:
        raise Refused(
            "{handle} has handed in its stamp. It can leave by itself, nobody else "
            "can take it out.",
            handle=other.handle,
        )
    other.delete()


def hand_in(founder: RoomFounder, seal: str) -> None:
    """A founder hands in its stamp; until the texts are closed it may replace it."""
    must_be_open(founder.room)
    others = founder.room.founders.exclude(id=founder.id)
    if seal == founder.room.hub_key or others.filter(seal=seal).exists():
        raise Refused("This stamp was handed in by another founder already.")
    founder.seal = seal
    founder.save(update_fields=["seal"])


def _free(room: Room, handle: str, mine: RoomFounder | None) -> str:
    read_handle(handle, "handle")
    taken = room.founders.filter(handle=handle)
    if (taken.exclude(id=mine.id) if mine else taken).exists():
        raise Refused("Another founder has the handle {handle}.", handle=handle)
    return handle


def _save_seat(founder: RoomFounder) -> None:
    try:
        with transaction.atomic():
            founder.save(update_fields=["handle", "name", "entered"])
    except IntegrityError as error:
        taken = founder.handle
        raise Refused(
            "Another founder has the handle {handle}.", handle=taken
        ) from error


# What it says


class Overtaken(Exception):
    """Somebody else saved this text in the meantime; it holds the newer one."""

    def __init__(self, newer: RoomDeclaration) -> None:
        super().__init__(newer.language)
        self.newer = newer


def add_language(founder: RoomFounder, language: str) -> None:
    """One more language for the declaration."""
    must_be_open(founder.room)
    RoomDeclaration.objects.get_or_create(room=founder.room, language=language)


def drop_language(founder: RoomFounder, language: str) -> None:
    """Takes a language out, with its text; the last one stays."""
    must_be_open(founder.room)
    if founder.room.texts.count() < 2:
        raise Refused("The declaration needs at least one language.")
    founder.room.texts.filter(language=language).delete()


def save_text(
    founder: RoomFounder,
    language: str,
    version: int,
    *,
    name: str,
    title: str,
    text: str,
) -> None:
    """Saves the words in one language; raises Overtaken if `version` is not the
    newest. An unchanged text stays the same version.
    """
    must_be_open(founder.room)
    with transaction.atomic():
        row = founder.room.texts.get(language=language)
        if row.version != version:
            raise Overtaken(row)
        words = {"name": tidy(name), "title": tidy(title), "text": tidy(text)}
        if words == {field: getattr(row, field) for field in words}:
            return
        for field, value in words.items():
            setattr(row, field, value)
        row.version += 1
        row.changed, row.changed_by = clock.now(), founder.handle
        row.save()


def save_rules(founder: RoomFounder, chosen: dict[str, str]) -> None:
    """Who decides what from now on."""
    must_be_open(founder.room)
    founder.room.rules = chosen
    founder.room.save(update_fields=["rules"])


def comment(founder: RoomFounder, text: str) -> None:
    """Says something about the texts."""
    RoomComment.objects.create(
        room=founder.room, handle=founder.handle, text=tidy(text), time=clock.now()
    )


def tidy(text: str) -> str:
    """Text in NFC, with line breaks of one kind and nothing at its ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return unicodedata.normalize("NFC", "\n".join(map(str.rstrip, lines))).strip()


# Closing the texts


def must_be_open(room: Room) -> None:
    """Raises Refused while the texts are closed, and after the founding."""
    if room.coalition:
        raise Refused(FOUNDED)
    if room.payload is not None:
        raise Refused(FROZEN)


def freeze(founder: RoomFounder) -> None:
    """Closes the texts: from now on there is one founding act, and it is signed."""
    room = founder.room
    must_be_open(room)
    contents: dict[str, object] = {
        f"declaration.{one.language}": {"title": one.title, "text": one.text}
        for one in room.texts.all()
    }
    contents["names"] = {one.language: one.name for one in room.texts.all()}
    prepared = prepare(founder.handle, "charter.found", terms(room), contents)
    room.payload = prepared.payload
    room.contents = {name: to_base64(data) for name, data in prepared.blobs.items()}
    room.frozen, room.frozen_by = clock.now(), founder.handle
    room.save()


def terms(room: Room) -> dict[str, object]:
    """The body of the founding act."""
    return {
        "version": 1,
        "members": {
            one.handle: {"seals": [one.seal]}
            | ({"replica": one.copy} if one.copy else {})
            for one in room.founders.order_by("handle")
        },
        "rules": shares.document(room.rules),
        "finality": room.finality,
        "hub": {"epoch": 1, "key": room.hub_key},
    }


def may_unfreeze(room: Room) -> bool:
    """Whether nobody has signed yet, or the file has become too old to be recorded."""
    if room.payload is None or room.coalition:
        return False
    return not signed(room) or is_late(room)


def is_late(room: Room) -> bool:
    """Whether the frozen act is too old: two weeks after it was made."""
    return room.payload is not None and write(clock.now()) > shift(
        act_of(room).at, days=LATE_DAYS
    )


def unfreeze(founder: RoomFounder) -> None:
    """Opens the texts again; all are kept, and the file that was made is void."""
    room = founder.room
    if room.coalition:
        raise Refused(FOUNDED)
    if not may_unfreeze(room):
        raise Refused(
            "Somebody has signed these texts. They can be opened again when every "
            "signature was taken back."
        )
    room.payload, room.contents, room.frozen = None, {}, None
    room.save()
    room.founders.update(signature="", copy_signature="", signed=None)


# Signing


def act_of(room: Room) -> Act:
    """The frozen founding act."""
    if room.payload is None:
        raise Refused("The texts are not closed yet: there is nothing to sign.")
    return parse_act(bytes(room.payload))


def blobs_of(room: Room) -> dict[str, bytes]:
    """The frozen contents by name."""
    return {name: from_base64(data) for name, data in room.contents.items()}


def take(room: Room, file: ActFile) -> list[str]:
    """Keeps the founders' signatures in a file; returns the handles of who signed.

    Raises Refused, and keeps nothing, when one of them does not belong here.
    """
    if room.coalition:
        raise Refused(FOUNDED)
    _must_be_this(file.act, act_of(room))
    must_be_signed(file)
    places = _places(room)
    found = [
        (_verified(places, one, file.envelope.payload), one)
        for one in file.envelope.signatures
    ]
    with transaction.atomic():
        for place, one in found:
            room.founders.filter(id=place.seat.id, **{place.field: ""}).update(
                **{place.field: one.sig.hex()}, signed=clock.now()
            )
    return sorted({place.seat.handle for place, _ in found})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one key's signature belongs."""

    seat: RoomFounder
    key: str
    field: str

    @property
    def kept(self) -> str:
        """The signature in hex; nothing before it is there."""
        return str(getattr(self.seat, self.field))


def _places(room: Room) -> dict[str, _Place]:
    """keyid -> place, of every founder's stamp and copy."""
    found = [
        place
        for one in room.founders.all()
        for place in (
            _Place(one, one.seal, "signature"),
            _Place(one, one.copy, "copy_signature"),
        )
    ]
    return {keys.keyid(one.key): one for one in found if one.key}


def _must_be_this(act: Act, frozen: Act) -> None:
    if act.id == frozen.id:
        return
    if act.kind == "charter.found":
        raise Refused(
            "This file is of an earlier version: the texts were opened again after it "
            "was made. Save the file once more, read it, and sign that one."
        )
    raise Refused("This file is about another decision, not about this founding.")


def _verified(places: dict[str, _Place], one: Signature, payload: bytes) -> _Place:
    place = places.get(one.keyid)
    if place is None:
        raise Refused(
            "This file was signed with a stamp that is not one of the founders'. Sign "
            "it with the stamp whose card you handed in."
        )
    if not keys.verify(place.key, pae(payload), one.sig):
        raise Refused("The signature in this file does not fit these words.")
    return place


def take_back(founder: RoomFounder) -> None:
    """A founder takes its signature back, before the founding."""
    if founder.room.coalition:
        raise Refused(FOUNDED)
    founder.signature, founder.copy_signature, founder.signed = "", "", None
    founder.save(update_fields=["signature", "copy_signature", "signed"])


def signed(room: Room) -> list[RoomFounder]:
    """Who has signed, with its stamp or its copy's key, in that order."""
    nobody = {"signature": "", "copy_signature": ""}
    return list(room.founders.exclude(**nobody).order_by("signed", "id"))


def is_complete(room: Room) -> bool:
    """Whether every founder has signed and the founding can be recorded."""
    return (
        room.payload is not None
        and not room.coalition
        and all(one.has_signed for one in room.founders.all())
    )


def envelope(room: Room) -> Envelope:
    """The founding with all signatures and the hub's own, in the order of key ids."""
    payload = act_of(room).payload
    hub = hubkey.sign(room.hub_key, payload)
    if hub is None:
        raise Refused("This server does not hold the key of the coalition's host.")
    signatures = [
        Signature(keyid, bytes.fromhex(place.kept))
        for keyid, place in _places(room).items()
    ]
    ordered = sorted([*signatures, hub], key=lambda one: one.keyid)
    return Envelope(payload, tuple(ordered))


def founded(room: Room) -> None:
    """Notes that the founding is recorded."""
    room.coalition = act_of(room).id
    room.save(update_fields=["coalition"])
