"""Rules of positions: what the members agreed to answer, and what takes its place."""

from accord.core.acts.act import Act
from accord.core.acts.errors import Refused
from accord.core.acts.voice import Position
from accord.core.rules.changes import Change
from accord.core.rules.requirement import Requirement
from accord.core.rules.rule import Rule
from accord.core.rules.standing import AGREED, CORRECTED, Line
from accord.core.rules.state import Moment, State
from accord.core.rules.voice import VOICE, public_from, put, statement_requirement


def _requirement(act: Act, body: Position, state: State) -> Requirement:
    return statement_requirement(act.kind, act.by, state.in_force())


def _check(act: Act, body: Position, state: State, moment: Moment) -> None:
    if body.replaces is None:
        return
    if body.replaces not in state.positions:
        raise Refused("What this replaces is not a position that holds now.")
    if state.standing.get(body.replaces) is not None and not body.public:
        raise Refused(
            "A public position is replaced by a public one, or it is withdrawn."
        )


def _apply(act: Act, body: Position, state: State, moment: Moment) -> list[Change]:
    """One among the members holds at once and has no line; a public one has both."""
    state.positions.add(act.id)
    changes: list[Change] = []
    time = public_from(body, moment.time)
    if body.public:
        changes += put(state, Line(act.id, act.kind, AGREED, time, moment.index))
    if body.replaces is not None:
        state.positions.discard(body.replaces)
        if state.standing.get(body.replaces) is not None:
            line = Line(body.replaces, act.kind, CORRECTED, time, moment.index)
            changes += put(state, line)
    return changes


POSITION = Rule(_requirement, _check, _apply, VOICE)
