"""Who confirms records from the founding on: the host alone, or founders' own copies.

A copy's key is made on the copy's machine and signs the founding, which shows that
somebody holds it. What is handed in here is its public half.
"""

from accord.charter.models import Room, RoomFounder
from accord.charter.rooms import must_be_open
from accord.core.acts import keys
from accord.core.acts.errors import Refused
from accord.core.rules.quorum import COSIGNED, quorum

SAFE = 4  # below that many copies all have to confirm


def choose(founder: RoomFounder, finality: str) -> None:
    """Whose word makes a record final: `hub`, or `cosigned`, the copies'."""
    must_be_open(founder.room)
    founder.room.finality = finality
    founder.room.save(update_fields=["finality"])


def hand_in(founder: RoomFounder, public: str) -> None:
    """The public key of a founder's copy; an empty one takes it back."""
    room = founder.room
    must_be_open(room)
    if public and not keys.is_sound(public):
        raise Refused("The key {key} is not a sound Ed25519 key.", key=public[:16])
    others = room.founders.exclude(id=founder.id).values_list("copy", flat=True)
    stamps = room.founders.values_list("seal", flat=True)
    if public and public in {room.hub_key, *others, *stamps}:
        raise Refused("This key was handed in already. A copy has a key of its own.")
    founder.copy = public
    founder.save(update_fields=["copy"])


def plain(room: Room) -> dict[str, object]:
    """Whether copies decide, how many there are, and how many have to agree."""
    copies = room.founders.exclude(copy="").count()
    by_copies = room.finality == COSIGNED
    return {
        "by_copies": by_copies,
        "copies": copies,
        "needed": quorum(copies) if by_copies and copies else 0,
        "few": by_copies and copies < SAFE,
    }
