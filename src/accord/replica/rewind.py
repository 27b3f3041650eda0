"""Following a new host whose log leaves out records of this copy that were not final.

    ours    0 ─────────────── base ────────── end
    theirs  0 ─────────────── base ─ new host ─ ...

Before anything is cut, the records that chose the new host are fetched and replayed
upon the base: nobody but the members' copies, or their stamps, can make us cut.
"""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from accord.core.acts.errors import Refused
from accord.core.protocol import memory, takeover
from accord.core.protocol.memory import Memory
from accord.core.rules.replay import find_false, replay
from accord.core.rules.state import State
from accord.core.tlog import merkle
from accord.core.tlog.tiles import WIDTH, Tile, pack_entries, width_at
from accord.ledger import append, cache, cosignatures
from accord.replica.hashes import check_entries
from accord.replica.target import Target
from accord.sequencer.rebuild import rebuild

# Members and hosts sign a change of host: at most so many records.
MOST = 1024


def common(state: State, target: Target) -> int:
    """How many records from the first on are the same here and there."""
    get, tree = target.hashes().get, state.tree
    low, high = 0, min(state.size, target.head.size)
    while low < high:
        middle = (low + high + 1) // 2
        if merkle.root(get, middle) == tree.root(middle):
            low = middle
        else:
            high = middle - 1
    return low


def to_base(state: State, target: Target, past: Memory) -> None:
    """Cuts what the new host left out, if it was rightly chosen upon what is left.

    Raises Refused when it was not, or when what this copy confirmed would be cut by
    the stamps' decision alone: that is for a person to accept.
    """
    size = common(state, target)
    if size == state.size:
        return
    then = at(size)
    _replay_change(then, target, size)
    last = cosignatures.final()
    if last is not None and last.size > size:
        raise Refused("The new host leaves out records that were final.")
    if not memory.held(then).follows(past):
        raise Refused(
            "The members' stamps chose a host that leaves out records which this copy "
            "has confirmed. A person has to accept that: accord replica follow "
            "--accept-loss"
        )
    _keep_lost(state, size)
    cut_to(size)


def cut_to(size: int) -> None:
    """Leaves of the copy its first `size` records, with all that follows from them."""
    with cache.exclusive(), transaction.atomic():
        append.cut(at(size))
        rebuild()
    cache.drop()


def accepted(state: State, target: Target, past: Memory) -> Memory:
    """What the cosigner remembers once a person has accepted the stamps' new host.

    Raises Refused where records that were final would be left out.
    """
    size = common(state, target)
    if size == state.size:
        return past
    then = at(size)
    _replay_change(then, target, size)
    if memory.held(then).follows(past):
        return past
    last = cosignatures.final()
    final = last.size if last is not None else 0
    root = state.tree.root(final) if final else b""
    return takeover.accept(past, memory.held(then), final, root)


def at(size: int) -> State:
    """The state after the first `size` of the stored records."""
    state = State()
    cache.replay(state, size)
    return state


def _replay_change(state: State, target: Target, size: int) -> None:
    """Brings `state` over the records that chose the host; raises Refused otherwise."""
    claims = []
    for step, claim in replay(state, _leaves(target, size)):
        claims.append(claim)
        if len(claims) == 1 and not _builds_upon(step.act.body, size):
            break
        if state.hubs and state.hubs[-1].index == step.moment.index:
            if find_false(claims) is not None:
                break
            return
    raise Refused(
        "This log leaves out records, and no change of host upon them explains that."
    )


def _builds_upon(body: object, size: int) -> bool:
    base = getattr(body, "base", None)
    if base is None:
        terms = getattr(body, "terms", None)
        base = terms.hub.base if terms is not None else None
    return base is not None and base.size == size


def _leaves(target: Target, size: int) -> list[bytes]:
    """The new host's first records: from `size` on, one or two tiles of them."""
    found: list[bytes] = []
    end = min(target.head.size, size + MOST)
    for number in range(size // WIDTH, -(-end // WIDTH)):
        width = width_at(None, number, target.head.size)
        tile = Tile(None, number, width)
        leaves = target.source.entries(target.head.epoch, tile)
        check_entries(target.hashes(), number, 0, leaves)
        found += leaves[max(0, size - number * WIDTH) :]
    return found


def folder() -> Path:
    """Where the records are that a new host left out."""
    return Path(settings.DATA_DIR) / "left-out"


def _keep_lost(state: State, size: int) -> None:
    """What is cut stays in a file, so that its senders can be told."""
    folder().mkdir(mode=0o700, exist_ok=True)
    epoch = state.in_force().terms.hub.epoch
    leaves = list(cache.leaves(size, state.size))
    name = f"e{epoch}-{size}-{state.size}.entries"
    (folder() / name).write_bytes(pack_entries(leaves))
