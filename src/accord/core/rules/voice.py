"""Rules of the voice: statements, holds, corrections, retractions, own words."""

from collections.abc import Iterator

from accord.core.acts import times
from accord.core.acts.act import Act
from accord.core.acts.errors import Refused
from accord.core.acts.voice import (
    PICTURE,
    Hold,
    Lined,
    Own,
    Position,
    Retraction,
    Statement,
    Translation,
    Words,
)
from accord.core.rules.changes import Change, Stood
from accord.core.rules.requirement import Group, Requirement, own
from accord.core.rules.rule import Rule
from accord.core.rules.standing import AGREED, CORRECTED, HELD, RETRACTED, Line
from accord.core.rules.state import InForce, Moment, State

VOICE = frozenset({"voice"})
GRACE_MINUTES = 10
MAX_PICTURES_SIZE = 2 * 1024 * 1024  # so that they fit into a proof file
LINED = (Own.KIND, Position.KIND, Statement.KIND, Translation.KIND)


def statement_requirement(kind: str, by: str, roster: InForce) -> Requirement:
    """Who must sign words of this kind: a share of the members, or their author."""
    if kind == Own.KIND:
        return Requirement((own(by, VOICE),))
    share = roster.terms.rules[kind]
    return Requirement((Group(share.of(len(roster.members)), roster.members, VOICE),))


def public_from(body: Lined, effect: str) -> str:
    """From when words that took effect at `effect` are public.

    Without `urgent` at least ten minutes later, so that the last signature is not a
    trap; a correction goes out as soon as that allows, whatever its release says.
    """
    grace = times.shift(effect, minutes=GRACE_MINUTES)
    if not isinstance(body, Words):
        return grace
    earliest = effect if body.urgent else grace
    return earliest if body.corrects else max(body.release, earliest)


def outgoing(state: State, now: str) -> Iterator[tuple[str, str]]:
    """(act, from when it is public) of the words that are agreed and hold, and of those
    that may still be signed and name a time of their own, which is still to come.
    """
    for line in state.standing.lines:
        if line.state == AGREED and isinstance(state.acts[line.act].act.body, Words):
            yield line.act, line.time
    for act_id in state.open_by_roster.get(state.in_force().id, ()):
        record = state.acts[act_id]
        body = record.act.body
        # Without such a time they go out when enough have signed: nobody knows when.
        if (
            isinstance(body, Words)
            and record.open_at(now)
            and public_from(body, now) == body.release
        ):
            yield act_id, body.release


def replaced(body: object) -> str | None:
    """The act whose place an act of voice takes."""
    if isinstance(body, Words):
        return body.corrects
    return body.replaces if isinstance(body, Position) else None


def _words_requirement(act: Act, body: Words, state: State) -> Requirement:
    return statement_requirement(act.kind, act.by, state.in_force())


def _words_check(act: Act, body: Words, state: State, moment: Moment) -> None:
    proposed = act.kind == Own.KIND and _is_proposed(body.slug, state, moment)
    if proposed or body.slug in state.slugs:
        raise Refused(
            "The address {slug} is taken by an earlier statement.", slug=body.slug
        )
    pictures = (ref for name, ref in act.blobs.items() if name.startswith(PICTURE))
    if sum(ref.size for ref in pictures) > MAX_PICTURES_SIZE:
        raise Refused("The pictures are larger than 2 MB together.")
    if body.corrects is None:
        return
    line = state.standing.get(body.corrects)
    if line is None or line.kind != act.kind or line.state != AGREED:
        raise Refused(
            "What this corrects is not a statement in force of the same kind."
        )
    if act.kind == Own.KIND and state.acts[body.corrects].act.by != act.by:
        raise Refused("A member corrects only its own word.")


def _is_proposed(slug: str, state: State, moment: Moment) -> bool:
    """Whether the members are signing a statement with this address: no member's own
    word may take it from under them.
    """
    for act_id in state.open_by_roster.get(state.in_force().id, ()):
        record = state.acts[act_id]
        body = record.act.body
        same = isinstance(body, Statement) and body.slug == slug
        if same and record.open_at(moment.time):
            return True
    return False


def _words_apply(act: Act, body: Words, state: State, moment: Moment) -> list[Change]:
    time = public_from(body, moment.time)
    state.slugs.add(body.slug)
    changes: list[Change] = [
        _put(state, Line(act.id, act.kind, AGREED, time, moment.index))
    ]
    if body.corrects is not None:
        line = Line(body.corrects, act.kind, CORRECTED, time, moment.index)
        changes += put(state, line)
    return changes


def put(state: State, line: Line) -> list[Change]:
    """Writes a line, and those of the translations, which change with it."""
    return [
        _put(state, line),
        *(_put(state, one) for one in _following(state, line)),
    ]


def _following(state: State, line: Line) -> Iterator[Line]:
    for act_id in state.translations.get(line.act, {}).values():
        time = line.time
        if line.state == AGREED:
            time = _public_from(state, act_id)
        yield Line(act_id, Translation.KIND, line.state, time, line.index)


def _public_from(state: State, act_id: str) -> str:
    """From when an act of voice that took effect is public."""
    record = state.acts[act_id]
    if record.effect is None or not isinstance(record.act.body, Lined):
        raise TypeError(f"{act_id} is not an act of voice that took effect")
    return public_from(record.act.body, record.effect.time)


def _put(state: State, line: Line) -> Stood:
    state.standing.put(line)
    return Stood(line)


def _hold_requirement(act: Act, body: Hold, state: State) -> Requirement:
    record = state.in_effect(body.statement, *LINED)
    if record is None:
        raise Refused("There is no such statement.")
    signers = frozenset(state.keys[keyid].member for keyid in record.signatures)
    return Requirement((Group(1, signers & {act.by}, VOICE),))


def _hold_check(act: Act, body: Hold, state: State, moment: Moment) -> None:
    line = state.standing.get(body.statement)
    if line is None or line.state != AGREED:
        raise Refused("There is no statement in force to hold.")
    if moment.time >= line.time:
        raise Refused(
            "This is already public and cannot be held; it can be corrected or "
            "withdrawn."
        )


def _hold_apply(act: Act, body: Hold, state: State, moment: Moment) -> list[Change]:
    changes = put(state, _line(state, body.statement, HELD, moment))
    _let_go(state, body.statement)
    old = replaced(state.acts[body.statement].act.body)
    if old is not None:
        # What was to take its place never became public, so the old one holds again.
        changes += _restore(state, old, moment)
    return changes


def _restore(state: State, act_id: str, moment: Moment) -> list[Change]:
    line = state.standing.get(act_id)
    if line is None:
        state.positions.add(act_id)  # one among the members, which has no line
        return []
    if line.state != CORRECTED:
        return []
    if line.kind == Position.KIND:
        state.positions.add(act_id)
    since = _public_from(state, act_id)
    return put(state, Line(act_id, line.kind, AGREED, since, moment.index))


def _let_go(state: State, act_id: str) -> None:
    """An act does not hold any more: a language, or a question, is free again."""
    state.positions.discard(act_id)
    body = state.acts[act_id].act.body
    if isinstance(body, Translation):
        del state.translations[body.statement][body.language]


def _line(state: State, act_id: str, now: str, moment: Moment) -> Line:
    kind = state.acts[act_id].act.kind
    return Line(act_id, kind, now, moment.time, moment.index)


def _retraction_requirement(act: Act, body: Retraction, state: State) -> Requirement:
    record = state.in_effect(body.statement, *LINED)
    if record is None:
        raise Refused("There is no such statement.")
    if record.act.kind == Own.KIND:
        return Requirement((own(record.act.by, VOICE),))
    roster = state.in_force()
    members = len(roster.members)
    need = max(roster.terms.rules[act.kind].of(members), min(2, members))
    return Requirement((Group(need, roster.members, VOICE),))


def _retraction_check(act: Act, body: Retraction, state: State, moment: Moment) -> None:
    line = state.standing.get(body.statement)
    if line is None and body.statement in state.positions:
        return
    if line is None or line.state == HELD:
        raise Refused("There is no statement in force to withdraw.")
    if line.state == RETRACTED:
        raise Refused("This statement was already withdrawn.")


def _retraction_apply(
    act: Act, body: Retraction, state: State, moment: Moment
) -> list[Change]:
    changes: list[Change] = []
    if state.standing.get(body.statement) is not None:
        changes = put(state, _line(state, body.statement, RETRACTED, moment))
    _let_go(state, body.statement)
    return changes


STATEMENT: Rule[Statement] = Rule(_words_requirement, _words_check, _words_apply, VOICE)
OWN: Rule[Own] = Rule(_words_requirement, _words_check, _words_apply, VOICE)
HOLD = Rule(_hold_requirement, _hold_check, _hold_apply, VOICE)
RETRACTION = Rule(_retraction_requirement, _retraction_check, _retraction_apply, VOICE)
