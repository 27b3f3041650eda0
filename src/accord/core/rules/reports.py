"""Rules of information: reports, comments, and what takes a report's place."""

from accord.core.acts.act import Act
from accord.core.acts.errors import Refused
from accord.core.acts.reports import Comment, Report, Supersede
from accord.core.rules.changes import Change, Superseded
from accord.core.rules.goods import check_member, check_site
from accord.core.rules.requirement import Requirement, own
from accord.core.rules.rule import Rule
from accord.core.rules.state import Moment, State

REPORTS = frozenset({"reports"})
# What a report can be about.
MATTERS = (
    "actions.plan",
    "reports.report",
    "supplies.need",
    "voice.own",
    "voice.statement",
)
# What was seen in the field may be recorded days later.
FIELD = True


def _own(act: Act, body: object, state: State) -> Requirement:
    return Requirement((own(act.by, REPORTS),))


def may_read(report: Act, member: str) -> bool:
    """Whether a member of the coalition may read a report."""
    body = report.body
    if not isinstance(body, Report):
        return False
    return not body.audience or member in (report.by, *body.audience)


def _report(act_id: str, member: str, state: State) -> Act:
    record = state.in_effect(act_id, Report.KIND)
    if record is None or not may_read(record.act, member):
        raise Refused("There is no such report.")
    return record.act


def _report_check(act: Act, body: Report, state: State, moment: Moment) -> None:
    for handle in body.audience:
        check_member(handle, state)
    if body.site is not None:
        check_site(body.site, state)
    for one in body.about:
        _matter(one, act.by, state)


def _matter(act_id: str, member: str, state: State) -> None:
    """Raises Refused unless a member may know of what a report is to be about."""
    record = state.acts.get(act_id)
    if record is None or record.effect is None or record.act.kind not in MATTERS:
        raise Refused("There is no such record.")
    action = state.together.actions.get(act_id)
    hidden = action is not None and not action.open_to(member)
    if record.act.kind == Report.KIND:
        hidden = not may_read(record.act, member)
    if hidden:
        raise Refused("There is no such record.")


def _nothing(act: Act, body: object, state: State, moment: Moment) -> list[Change]:
    return []


def _comment_check(act: Act, body: Comment, state: State, moment: Moment) -> None:
    _report(body.report, act.by, state)


def _supersede_check(act: Act, body: Supersede, state: State, moment: Moment) -> None:
    for one in (body.old, body.new):
        report = _report(one, act.by, state)
        if report.by != act.by:
            raise Refused("This report is by {member}.", member=report.by)
    if body.old in state.together.superseded:
        raise Refused("Another report has taken the place of this one already.")
    if body.new in state.together.superseded:
        raise Refused("The newer report was replaced itself.")


def _supersede_apply(
    act: Act, body: Supersede, state: State, moment: Moment
) -> list[Change]:
    state.together.superseded[body.old] = body.new
    return [Superseded(body.old, body.new, act.id)]


REPORT = Rule(_own, _report_check, _nothing, REPORTS, field=FIELD)
COMMENT = Rule(_own, _comment_check, _nothing, REPORTS)
SUPERSEDE = Rule(_own, _supersede_check, _supersede_apply, REPORTS)
