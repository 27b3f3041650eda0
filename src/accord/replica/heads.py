"""Other members' copies: where they are, what they confirmed, whom they follow."""

from collections.abc import Iterator
from dataclasses import dataclass

from accord.core.acts.canonical import Limits, read
from accord.core.acts.errors import AccordError, Malformed
from accord.core.acts.fields import Fields, digest, handle, integer, key, text
from accord.core.protocol.takeover import Polled
from accord.core.rules.state import State
from accord.core.tlog import cosignature, note
from accord.core.tlog.note import MAX_NOTE
from accord.replica import record
from accord.replica.http import Unanswered
from accord.replica.source import About, Source, is_origin

HEAD = Limits(size=8 * MAX_NOTE, depth=4, strings=100)
PATH = "/api/v1/copy"


@dataclass(frozen=True)
class Copy:
    """What a copy says of itself; nothing of it is believed but signed notes.

    `head` is what it cosigned last, `fence` the newest epoch that it signed for,
    `final` the newest final checkpoint that it knows, or empty.
    """

    url: str
    member: str
    key: str
    head: Polled | None
    fence: int
    final: str
    host: str


def ask(url: str, coalition: str) -> Copy:
    """What the copy at an address says; raises Unanswered, Malformed."""
    source = Source(url)
    try:
        body = source.fetch(PATH, HEAD.size)
    finally:
        source.address.close()
    fields = Fields(read(body, HEAD), "copy")
    member = fields.take("member", handle)
    public = fields.take("key", key)
    if fields.take("coalition", digest) != coalition:
        raise Malformed("{url} is a copy of another coalition's log.", url=url)
    head = _head(fields.take("cosigned", _any), member)
    fence = fields.take("fence", integer(0))
    final, host = fields.take("final", text), fields.take("host", text)
    fields.end()
    return Copy(url, member, public, head, fence, final, host)


def _head(value: object, member: str) -> Polled | None:
    """What it cosigned last, if anything, as the note in it says."""
    fields = Fields(value, "cosigned")
    epoch = fields.take("epoch", integer(0))
    for name in ("size", "root"):
        fields.take(name, _any)
    signed = fields.take("note", text)
    fields.end()
    if epoch == 0:
        return None
    named, _ = note.parse(signed)
    return Polled(member, named.epoch, named.size, named.root, signed)


def _any(value: object, where: str) -> object:
    return value


def all_copies(coalition: str) -> Iterator[Copy | str]:
    """Each known copy, or why one could not be asked, in a sentence."""
    for url, _ in record.peers():
        try:
            yield ask(url, coalition)
        except (Unanswered, AccordError) as error:
            yield str(error)


def is_signed(head: Polled, state: State) -> bool:
    """Whether the host in force signed this head."""
    hub = state.in_force().terms.hub
    try:
        cosignature.open_cosigned(head.note, hub.key)
    except AccordError:
        return False
    return head.epoch == hub.epoch


def learn(about: About, own: str) -> None:
    """Remembers the addresses of members' copies that a host names."""
    found = {url: name for name, url in about.copies.items() if name != own}
    if found:
        record.set_peers(found)


def later_hosts(coalition: str, epoch: int) -> Iterator[str]:
    """Addresses of hosts that other members say were chosen since `epoch`."""
    seen = set()
    for url, _ in record.peers():
        source = Source(url)
        try:
            about = source.about()
        except (Unanswered, AccordError):
            continue
        finally:
            source.address.close()
        if about.coalition != coalition or about.epoch <= epoch:
            continue
        for one in (about.address, url):
            if is_origin(one) and one not in seen:
                seen.add(one)
                yield one
