"""What this installation remembers as a copy: whom it follows, and what it met."""

from django.db import transaction

from accord.ledger import clock, lookups
from accord.replica.models import Following, Peer, Wanted

HEARD_SECONDS = 60
MOST_PEERS = 100  # as many as there can be members


def following() -> Following | None:
    """The row of this copy; None on a hub."""
    row = lookups.row(Following, 1, "url")  # every request asks; most hubs are none
    return past() if row and row[0] else None


def past() -> Following | None:
    """The row of this copy, also after it became the hub."""
    return Following.objects.first()


def moved(url: str) -> None:
    """Follows another address from now on; none makes this installation the hub."""
    Following.objects.filter(id=1).update(
        url=url, trouble="", trouble_kind="", trouble_since="", host_size=0
    )


def agree(until: str) -> None:
    """Lets this copy sign for another host until then."""
    Following.objects.filter(id=1).update(agreed_until=until)


def begin(url: str, member: str, key: str, coalition: str = "") -> Following:
    """Makes this installation a member's copy, or changes the address it follows.

    With a `coalition` no other one's log is ever taken.
    """
    row = past() or Following(id=1)
    row.url, row.member, row.key = url, member, key
    row.coalition = row.coalition or coalition
    row.save()
    return row


def belongs_to(coalition: str) -> None:
    """Remembers whose log this is, with the first of its records."""
    Following.objects.filter(id=1, coalition="").update(coalition=coalition)


def saw(note: str, size: int) -> None:
    """Remembers the newest checkpoint that the host is known to have signed."""
    Following.objects.filter(id=1).update(seen=note, seen_size=size)


def remember(cosigner: str) -> None:
    """Writes what the cosigner must never forget, durably."""
    Following.objects.filter(id=1).update(cosigner=cosigner)


def handed_in(place: str) -> None:
    """Remembers which checkpoint the host was given our cosignature on."""
    Following.objects.filter(id=1).update(handed_in=place)


def heard(size: int) -> None:
    """Remembers that the host answered with so many records, and that all is right.

    Written once a minute only, when nothing else changes.
    """
    row, now = following(), clock.text()
    if row is None:
        return
    if row.trouble or row.host_size != size or row.heard[:16] != now[:16]:
        Following.objects.filter(id=1).update(
            heard=now, host_size=size, trouble="", trouble_kind="", trouble_since=""
        )


def trouble(sentence: str, kind: str) -> None:
    """Remembers what is wrong: `kind` is unreachable, wrong, or a trick's kind."""
    row = following()
    if row is None or row.trouble == sentence:
        return
    since = row.trouble_since or clock.text()
    Following.objects.filter(id=1).update(
        trouble=sentence, trouble_kind=kind, trouble_since=since
    )


def proven(name: str) -> None:
    """Remembers the file that holds the evidence of a dishonest host."""
    Following.objects.filter(id=1).update(evidence=name)


@transaction.atomic
def set_peers(peers: dict[str, str]) -> None:
    """Takes these addresses of other members' copies, address -> handle or empty."""
    for url, member in peers.items():
        Peer.objects.update_or_create(url=url, defaults={"member": member})


def note_peer(url: str, member: str) -> None:
    """Takes one more address that was not named by a person, while there is room."""
    if Peer.objects.count() < MOST_PEERS:
        set_peers({url: member})


def peers() -> list[tuple[str, str]]:
    """(address, handle) of other members' copies."""
    return list(Peer.objects.order_by("url").values_list("url", "member"))


def wanted() -> int:
    """How many contents the log names and this copy does not hold."""
    return Wanted.objects.count()
