"""Rules of translations: one more language for words that are public."""

from accord.core.acts.act import Act
from accord.core.acts.errors import Refused
from accord.core.acts.voice import Statement, Translation
from accord.core.rules.changes import Change
from accord.core.rules.requirement import Requirement
from accord.core.rules.rule import Rule
from accord.core.rules.standing import AGREED, Line
from accord.core.rules.state import Moment, State
from accord.core.rules.voice import VOICE, public_from, put, statement_requirement


def _requirement(act: Act, body: Translation, state: State) -> Requirement:
    return statement_requirement(act.kind, act.by, state.in_force())


def _check(act: Act, body: Translation, state: State, moment: Moment) -> None:
    """Words that are not public yet get all their languages when they are signed."""
    record = state.in_effect(body.statement, Statement.KIND)
    line = state.standing.get(body.statement)
    public = line is not None and line.state == AGREED and line.time <= moment.time
    if record is None or not public or not isinstance(record.act.body, Statement):
        raise Refused("Only a public joint statement in force can be translated.")
    have = {*record.act.body.languages, *state.translations.get(body.statement, {})}
    if body.language in have:
        raise Refused(
            "This statement has words in that language ({language}) already.",
            language=body.language,
        )


def _apply(act: Act, body: Translation, state: State, moment: Moment) -> list[Change]:
    state.translations.setdefault(body.statement, {})[body.language] = act.id
    time = public_from(body, moment.time)
    return put(state, Line(act.id, act.kind, AGREED, time, moment.index))


TRANSLATION = Rule(_requirement, _check, _apply, VOICE)
