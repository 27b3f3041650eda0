"""The table of rules: one row for every kind of act."""

from typing import Any

from accord.core.acts import actions as actions_acts
from accord.core.acts import charter as charter_acts
from accord.core.acts import claiming as claiming_acts
from accord.core.acts import content as content_acts
from accord.core.acts import course as course_acts
from accord.core.acts import decide as decide_acts
from accord.core.acts import keeping as keeping_acts
from accord.core.acts import planning as planning_acts
from accord.core.acts import reports as reports_acts
from accord.core.acts import supplies as supplies_acts
from accord.core.acts import voice as voice_acts
from accord.core.rules import (
    actions,
    charter,
    claim,
    consign,
    content,
    course,
    decide,
    handover,
    keeping,
    planning,
    position,
    reports,
    reverse,
    supplies,
    takeover,
    translation,
    voice,
)
from accord.core.rules.rule import Rule


def _roles_of(kind: str) -> frozenset[str]:
    return RULES[kind].roles


_ABSTAIN, _OBJECT, _WITHDRAW = decide.rules(_roles_of)

# Each row is checked against its own kind of body where it is defined.
RULES: dict[str, Rule[Any]] = {
    charter_acts.Found.KIND: charter.FOUND,
    charter_acts.Roster.KIND: charter.ROSTER,
    course_acts.Amend.KIND: course.AMEND,
    course_acts.Lead.KIND: course.LEAD,
    course_acts.Close.KIND: course.CLOSE,
    charter_acts.TakeOver.KIND: takeover.TAKEOVER,
    charter_acts.Invite.KIND: charter.INVITE,
    charter_acts.Enrol.KIND: charter.ENROL,
    charter_acts.Revoke.KIND: charter.REVOKE,
    charter_acts.Profile.KIND: charter.PROFILE,
    content_acts.Reader.KIND: content.READER,
    decide_acts.Abstain.KIND: _ABSTAIN,
    decide_acts.Object.KIND: _OBJECT,
    decide_acts.Withdraw.KIND: _WITHDRAW,
    content_acts.Erase.KIND: content.erase(_roles_of),
    voice_acts.Statement.KIND: voice.STATEMENT,
    voice_acts.Own.KIND: voice.OWN,
    voice_acts.Hold.KIND: voice.HOLD,
    voice_acts.Retraction.KIND: voice.RETRACTION,
    voice_acts.Translation.KIND: translation.TRANSLATION,
    voice_acts.Position.KIND: position.POSITION,
    supplies_acts.Item.KIND: supplies.ITEM,
    supplies_acts.Site.KIND: supplies.SITE,
    supplies_acts.Need.KIND: supplies.NEED,
    supplies_acts.Receive.KIND: supplies.RECEIVE,
    supplies_acts.Count.KIND: supplies.COUNT,
    supplies_acts.Consign.KIND: consign.CONSIGN,
    supplies_acts.Handover.KIND: handover.HANDOVER,
    supplies_acts.Use.KIND: supplies.USE,
    supplies_acts.Reverse.KIND: reverse.REVERSE,
    keeping_acts.Transfer.KIND: keeping.TRANSFER,
    keeping_acts.Move.KIND: keeping.MOVE,
    keeping_acts.Recall.KIND: keeping.RECALL,
    keeping_acts.Settle.KIND: keeping.SETTLE,
    claiming_acts.Claim.KIND: claim.CLAIM,
    keeping_acts.Close.KIND: keeping.CLOSE,
    planning_acts.Vehicle.KIND: planning.VEHICLE,
    planning_acts.Kit.KIND: planning.KIT,
    planning_acts.Offer.KIND: planning.OFFER,
    planning_acts.Policy.KIND: planning.POLICY,
    planning_acts.Plan.KIND: planning.PLAN,
    actions_acts.Plan.KIND: actions.PLAN,
    actions_acts.Join.KIND: actions.JOIN,
    actions_acts.Quit.KIND: actions.QUIT,
    actions_acts.ChangePlan.KIND: actions.CHANGE,
    actions_acts.Cancel.KIND: actions.CANCEL,
    actions_acts.Finish.KIND: actions.FINISH,
    actions_acts.Task.KIND: actions.TASK,
    actions_acts.Done.KIND: actions.DONE,
    reports_acts.Report.KIND: reports.REPORT,
    reports_acts.Comment.KIND: reports.COMMENT,
    reports_acts.Supersede.KIND: reports.SUPERSEDE,
}
