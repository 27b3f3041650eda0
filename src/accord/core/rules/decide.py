"""Rules of decisions: abstentions, objections, and signatures taken back."""

from collections.abc import Callable

from accord.core.acts.act import Act
from accord.core.acts.decide import Abstain, Object, Withdraw
from accord.core.acts.errors import Refused
from accord.core.rules.changes import Abstained, Change, Closed, Objected, TookBack
from accord.core.rules.requirement import Requirement, own
from accord.core.rules.rule import Rule
from accord.core.rules.state import Moment, Record, State

RolesOf = Callable[[str], frozenset[str]]


def rules(roles_of: RolesOf) -> tuple[Rule[Abstain], Rule[Object], Rule[Withdraw]]:
    """The three rules; `roles_of` gives the roles that a kind of act asks for."""

    def requirement(
        act: Act, body: Abstain | Object | Withdraw, state: State
    ) -> Requirement:
        target = _target(body.act, state)
        return Requirement((own(act.by, roles_of(target.act.kind)),))

    return (
        Rule(requirement, _abstain_check, _abstain_apply, frozenset()),
        Rule(requirement, _object_check, _object_apply, frozenset()),
        Rule(requirement, _withdraw_check, _withdraw_apply, frozenset()),
    )


def _target(act_id: str, state: State) -> Record:
    record = state.acts.get(act_id)
    if record is None:
        raise Refused("There is no such decision.")
    return record


def _check_open(record: Record, moment: Moment) -> None:
    if not record.open_at(moment.time):
        raise Refused("This decision is not open any more.")


def _abstain_check(act: Act, body: Abstain, state: State, moment: Moment) -> None:
    record = _target(body.act, state)
    _check_open(record, moment)
    if _has_signed(act.by, record, state):
        raise Refused(
            "Your organisation has signed this. It can take its signature back."
        )
    if record.objections.get(act.by):
        raise Refused("Your organisation objects here. End the objection first.")
    if act.by in record.abstained:
        raise Refused("Your organisation abstains here already.")


def _abstain_apply(
    act: Act, body: Abstain, state: State, moment: Moment
) -> list[Change]:
    state.acts[body.act].abstained.add(act.by)
    return [Abstained(body.act, act.by, act.id, moment.index, moment.time)]


def _object_check(act: Act, body: Object, state: State, moment: Moment) -> None:
    record = _target(body.act, state)
    _check_open(record, moment)
    if not body.stands and not record.objections.get(act.by):
        raise Refused("Your organisation has no objection here that could end.")


def _object_apply(act: Act, body: Object, state: State, moment: Moment) -> list[Change]:
    state.acts[body.act].objections[act.by] = body.stands
    return [Objected(body.act, act.by, body.stands, act.id, moment.index, moment.time)]


def _withdraw_check(act: Act, body: Withdraw, state: State, moment: Moment) -> None:
    record = _target(body.act, state)
    _check_open(record, moment)
    if record.act.by != act.by and not _has_signed(act.by, record, state):
        raise Refused("Your organisation has no signature here to take back.")


def _withdraw_apply(
    act: Act, body: Withdraw, state: State, moment: Moment
) -> list[Change]:
    record = state.acts[body.act]
    if record.act.by == act.by:
        record.closed = "withdrawn"
        return [Closed(body.act, "withdrawn", moment.index, moment.time)]
    record.took_back.add(act.by)
    return [TookBack(body.act, act.by, moment.index, moment.time)]


def _has_signed(member: str, record: Record, state: State) -> bool:
    return member not in record.took_back and any(
        keyid in state.keys and state.keys[keyid].member == member
        for keyid in record.signatures
    )
