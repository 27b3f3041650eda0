"""Which member a program reads for: by a session, or by a GET signed with its key."""

from django.http import HttpRequest

from accord.core.acts import keys, signed_get
from accord.core.acts.errors import Malformed
from accord.ledger import clock
from accord.ledger.cache import reading

PURPOSES = ("desk", "replica")


def member_of(request: HttpRequest) -> str | None:
    """The member's handle; None for a stranger, and for a key that is not live."""
    reader = getattr(request, "reader", None)
    if reader is not None:
        return str(reader.member)
    try:
        signed = signed_get.read(request.headers.get("Authorization", ""))
    except Malformed:
        return None
    with reading() as state:
        key = state.keys.get(keys.keyid(signed.key))
        if key is None or key.purpose not in PURPOSES or state.roster is None:
            return None
        member, coalition = key.member, state.coalition
        if member not in state.roster.members or state.why_dead(key, clock.text()):
            return None
    return member if signed.is_true(request.path, coalition, clock.now()) else None
