"""Beyond the one host: comparing with other members' copies, and finding a new host."""

from contextlib import suppress

from accord.core.acts.errors import AccordError, Refused
from accord.core.protocol.takeover import Polled
from accord.core.rules.state import State
from accord.core.tlog import merkle, note
from accord.core.tlog import proof as proofs
from accord.ledger import cache
from accord.replica import heads, key, record
from accord.replica.dishonest import Dishonest
from accord.replica.follow import Follower
from accord.replica.heads import Copy
from accord.replica.http import Unanswered
from accord.replica.source import Source
from accord.sequencer import cosign


def import_final(follower: Follower) -> None:
    """Takes the newest final checkpoint of the host, and who confirms it."""
    with cache.reading() as state:
        epoch = state.in_force().terms.hub.epoch
    keep_final(follower.source.published(epoch))


def keep_final(text: str) -> None:
    """Keeps the cosignatures on a checkpoint of our log; of any other nothing.

    An empty text is none; one that goes beyond what is here is for a later pass.
    """
    with cache.reading() as state:
        size = state.size
    try:
        if note.parse(text)[0].size > size:
            return
        cosign.keep(cosign.read(text))
    except (AccordError, cosign.Unknown):
        return


def compare(head: Polled | None, seen: str, state: State) -> None:
    """Raises Dishonest when the host showed somebody another history than ours.

    `head` is what it showed; `seen` the note that it signed for what is here. What
    goes beyond that is compared when it came here as well.
    """
    if head is None or not heads.is_signed(head, state) or not seen:
        return
    if head.size > state.size or state.tree.root(head.size) == head.root:
        return
    if head.size == state.size:
        raise Dishonest.of("fork", (head.note, seen))
    proof = merkle.consistency(state.tree.get, head.size, state.size)
    root = state.tree.root(head.size)
    raise Dishonest.of("fork", (head.note, seen), root, proof)


def compare_receipt(text: str) -> int:
    """Compares what the host gave somebody, a checkpoint or a tlog-proof, with ours.

    Returns its size. Raises Dishonest where the host dropped what it confirmed;
    Malformed, and Refused where nothing can be said.
    """
    shown = proofs.parse(text).note if text.startswith(proofs.HEADER) else text
    named, _ = note.parse(shown)
    head = Polled("", named.epoch, named.size, named.root, shown)
    row = record.following()
    with cache.reading() as found:
        state = found
    if row is None or not heads.is_signed(head, state):
        raise Refused("The host in force did not sign this.")
    if head.size > row.seen_size:
        raise Refused(
            "This names {size} records, more than this copy has: the host may have "
            "shown fewer here. Bring the copy up to date and compare again.",
            size=head.size,
        )
    compare(head, row.seen, state)
    return head.size


def gossip(follower: Follower) -> None:
    """Compares with every copy that answers; raises Dishonest. Learns of others."""
    row = record.following()
    with cache.reading() as found:
        state = found
    if row is None or row.seen_size != state.size:
        return
    heads.learn(follower.source.about(), row.member)
    for copy in heads.all_copies(state.coalition):
        if isinstance(copy, Copy):
            compare(copy.head, row.seen, state)


def move(follower: Follower) -> bool:
    """Follows the members to a later host, if they chose one; whether it did.

    Raises Dishonest. The caller holds the copy.
    """
    row = record.following()
    with cache.reading() as state:
        if row is None or state.roster is None:
            return False
        coalition, epoch = state.coalition, state.roster.terms.hub.epoch
    before = follower.source
    for url in heads.later_hosts(coalition, epoch):
        follower.source = Source(url, key.find(row.key), coalition)
        with suppress(Unanswered, AccordError):
            follower.round()
        with cache.reading() as state:
            chosen = state.in_force().terms.hub.epoch > epoch
        if chosen:
            before.address.close()
            record.moved(url)
            return True
        follower.source.address.close()
    follower.source = before
    return False
