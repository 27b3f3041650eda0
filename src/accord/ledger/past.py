"""The state as it was at an earlier size, as far as a proof file needs it.

The log's tree gives its proofs at every size; the lines of the standing change in
place, so they are read from the table that has each writing of each.
"""

from dataclasses import replace

from accord.core.rules.standing import First, Line, Standing, parse_line
from accord.core.rules.state import State
from accord.core.tlog.tree import Tree
from accord.ledger.models import StandingRecord


class _TreeAt(Tree):
    """The tree when it had `at` leaves; only read."""

    def __init__(self, tree: Tree, at: int) -> None:
        self.levels = tree.levels
        self.known = tree.known
        self.at = at

    @property
    def size(self) -> int:
        """The number of leaves then."""
        return self.at


def at(state: State, size: int) -> State:
    """What `state` said of the charter and of the standing at `size`; only to read.

    Acts are as they are now: whoever asks looks at those that took effect before.
    """
    if size == state.size:
        return state
    rosters = {
        act: roster for act, roster in state.rosters.items() if roster.index < size
    }
    amendments = {act: index for act, index in state.amendments.items() if index < size}
    end = state.acts[state.ended].effect if state.ended else None
    ended = state.ended if end is not None and end.index < size else ""
    first = First(next(reversed(rosters), ""), next(reversed(amendments), ""), ended)
    return replace(
        state,
        tree=_TreeAt(state.tree, size),
        rosters=rosters,
        roster=next(reversed(rosters.values()), None),
        amendments=amendments,
        lead="",
        ended=ended,
        standing=_standing(first, size),
    )


def _standing(first: First, size: int) -> Standing:
    standing = Standing()
    standing.set_first(first)
    for line in _lines(size):
        standing.put(line)
    return standing


def _lines(size: int) -> list[Line]:
    """The last writing of each line before `size`, in the order of the first ones."""
    rows = StandingRecord.objects.filter(index__lt=size).order_by("index")
    found: dict[str, str] = {}
    for act, line in rows.values_list("act", "line"):
        found[act] = line
    return [parse_line(line) for line in found.values()]
