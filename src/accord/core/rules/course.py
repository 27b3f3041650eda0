"""Rules of the coalition's course: its declaration, who leads it, its end."""

from collections.abc import Iterable

from accord.core.acts.act import Act
from accord.core.acts.charter import Revoke, TakeOver
from accord.core.acts.content import Erase
from accord.core.acts.course import Amend, Close, Lead
from accord.core.acts.errors import Refused
from accord.core.rules.changes import Amended, Change, Closed, Ended, Led
from accord.core.rules.requirement import SEAL_ROLE, Group, Requirement
from accord.core.rules.rule import Rule
from accord.core.rules.state import InForce, Moment, State

PEOPLE = frozenset({"people"})
PREFIX = "declaration."

# What protects people and the record itself goes on after the end.
AFTER_THE_END = frozenset({Erase.KIND, Revoke.KIND, TakeOver.KIND})


def check_not_ended(kind: str, state: State) -> None:
    """Raises Refused for an act that comes after the coalition's end."""
    if state.ended and kind not in AFTER_THE_END:
        record = state.acts[state.ended]
        raise Refused(
            "The coalition ended on {time}. Its records stay, and nothing is added to "
            "them any more.",
            time=record.effect.time if record.effect else "",
        )


def stamped_requirement(kind: str, roster: InForce) -> Requirement:
    """Who must sign a change of the declaration, or the end: as a list of members."""
    need = roster.terms.rules[kind].of(len(roster.members))
    return Requirement((Group(need, roster.members, keys=frozenset(roster.seals)),))


def languages(names: Iterable[str]) -> frozenset[str]:
    """The languages of the declaration, by the names of an act's contents."""
    return frozenset(
        one.removeprefix(PREFIX) for one in names if one.startswith(PREFIX)
    )


def check_amendment(act: Act, body: Amend, before: str, spoken: frozenset[str]) -> None:
    """Raises Refused unless it follows the declaration `before`, in its languages."""
    if body.replaces != before:
        raise Refused(
            "This does not follow the declaration in force. Propose it again, upon "
            "the one of now."
        )
    missing = sorted(spoken - languages(act.blobs))
    if missing:
        raise Refused(
            "The declaration is there in {language} too: the new text has to be.",
            language=missing[0],
        )


def _amend_requirement(act: Act, body: Amend, state: State) -> Requirement:
    return stamped_requirement(act.kind, state.in_force())


def _amend_check(act: Act, body: Amend, state: State, moment: Moment) -> None:
    before = state.declaration
    check_amendment(act, body, before, languages(state.acts[before].act.blobs))


def _amend_apply(act: Act, body: Amend, state: State, moment: Moment) -> list[Change]:
    state.amendments[act.id] = moment.index
    state.standing.set_declaration(act.id)
    return [Amended(act, moment.index, moment.time)]


def _lead_requirement(act: Act, body: Lead, state: State) -> Requirement:
    roster = state.in_force()
    need = roster.terms.rules[act.kind].of(len(roster.members))
    return Requirement((Group(need, roster.members, PEOPLE),))


def _lead_check(act: Act, body: Lead, state: State, moment: Moment) -> None:
    if body.member not in state.in_force().members:
        raise Refused("{handle} is not a member.", handle=body.member)
    if body.until <= moment.time:
        raise Refused("The time until which somebody is to lead is already over.")


def _lead_apply(act: Act, body: Lead, state: State, moment: Moment) -> list[Change]:
    state.lead = act.id
    return [Led(act, moment.index, moment.time)]


def leading(state: State, time: str) -> str:
    """The act by which somebody leads the coalition at `time`, or ""."""
    body = state.acts[state.lead].act.body if state.lead else None
    if not isinstance(body, Lead) or state.ended:
        return ""
    here = body.member in state.in_force().members
    return state.lead if here and time < body.until else ""


def _close_requirement(act: Act, body: Close, state: State) -> Requirement:
    return stamped_requirement(act.kind, state.in_force())


def _close_check(act: Act, body: Close, state: State, moment: Moment) -> None:
    return None


def _close_apply(act: Act, body: Close, state: State, moment: Moment) -> list[Change]:
    state.ended = act.id
    state.standing.set_ended(act.id)
    changes: list[Change] = [Ended(act, moment.index, moment.time)]
    for act_id in sorted(state.open_by_roster.pop(state.in_force().id, ())):
        record = state.acts[act_id]
        if record.open:
            record.closed = "ended"
            changes.append(Closed(act_id, "ended", moment.index, moment.time))
    return changes


AMEND = Rule(_amend_requirement, _amend_check, _amend_apply, SEAL_ROLE)
LEAD = Rule(_lead_requirement, _lead_check, _lead_apply, PEOPLE)
CLOSE = Rule(_close_requirement, _close_check, _close_apply, SEAL_ROLE)
