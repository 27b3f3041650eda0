"""Asking other addresses how far the log has come: members' copies, or another host.

An answer counts when the host's key of our coalition signed it. It needs no other
trust: whoever shows such a checkpoint shows what was confirmed.
"""

import urllib.error
import urllib.request
from http.client import HTTPException

from accord.cli.errors import why
from accord.cli.output import progress
from accord.core.acts.canonical import Limits, read
from accord.core.acts.encoding import to_base64
from accord.core.acts.errors import AccordError, Refused
from accord.core.acts.fields import Fields, text
from accord.core.tlog import note
from accord.core.tlog.note import Checkpoint
from accord.ledger import cache
from accord.ledger.acknowledged import Mark

PATIENCE_SECONDS = 10
ANSWER = Limits(size=2 * note.MAX_NOTE, depth=3, strings=500)


def newest(address: str, coalition: str) -> Mark | None:
    """The checkpoint that an address shows, or None with a line that says why not."""
    try:
        head = _verified(_get(address))
    except (OSError, HTTPException, ValueError) as error:
        progress(f"{address} does not answer: {why(error)}")
        return None
    except AccordError as error:
        progress(f"{address}: {error}")
        return None
    if head.coalition != coalition:
        progress(f"{address} is of another coalition.")
        return None
    progress(f"{address}: {head.size} records, up to {head.time}")
    return Mark(head.coalition, head.epoch, head.size, head.root.hex(), head.time)


def _get(address: str) -> str:
    """The newest checkpoint that the host signed, whether it is final or not."""
    url = f"{address.rstrip('/')}/api/v1/checkpoint?from=0"
    if not url.startswith(("http://", "https://")):
        raise ValueError("write it like https://hub.example")
    with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS) as reply:  # noqa: S310 - checked above
        data: bytes = reply.read(ANSWER.size + 1)
    return Fields(read(data, ANSWER), "checkpoint").take("checkpoint", text)


def _verified(shown: str) -> Checkpoint:
    """The checkpoint, signed by a host of ours; raises AccordError."""
    head, signatures = note.parse(shown)
    body = shown.partition("\n\n")[0] + "\n\n"
    for key in _hosts():
        for one in signatures:
            if one.data[:4] == note.key_hash(head.origin, key):
                return note.open_signed(
                    f"{body}— {one.name} {to_base64(one.data)}\n", key
                )
    if head.epoch > _epoch():
        raise Refused(
            "the coalition has a newer host there (number {epoch}). Restore from a "
            "member's copy of that log, not from this backup.",
            epoch=head.epoch,
        )
    raise Refused("its checkpoint is not signed by the host of this coalition.")


def _hosts() -> list[str]:
    """The host's keys that the log here knows."""
    with cache.reading() as state:
        return [key.key for key in state.keys.values() if key.purpose == "hub"]


def _epoch() -> int:
    with cache.reading() as state:
        return state.in_force().terms.hub.epoch
