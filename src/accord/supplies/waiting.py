"""What waits for a reader about goods: a count to agree with, goods to let go."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accord.ledger import queries
from accord.ledger.board import Board, board
from accord.people import kinds
from accord.people.names import Who
from accord.people.reader import Reader
from accord.people.waiting import Waiting
from accord.supplies.kinds import MOVEMENTS
from accord.supplies.models import Consignment, Handover
from accord.supplies.planning import runs
from accord.supplies.planning.answers import SILENT, answers
from accord.supplies.records import RecordView, effect_of_signing, record
from accord.supplies.things import Things
from accord.supplies.transit import StepView, step


def waiting(reader: Reader) -> list[Waiting]:
    """What needs this person's signature."""
    if not reader.has("supplies"):
        return []
    things = Things(get_language() or "en")
    found = []
    for row in queries.acts(MOVEMENTS, state="open"):
        shown = board(row.id, reader.keyid)
        if shown is not None and shown.may_sign:
            one = _of_handover if row.kind == "supplies.handover" else _of_record
            found.append(one(shown, reader, things))
    return [*(one for one in found if one is not None), *_of_plan(reader)]


def _of_plan(reader: Reader) -> list[Waiting]:
    """The newest plan, when the reader's member has not answered for its part."""
    run = runs.current_answered()
    answer = answers(run).get(reader.member) if run is not None else None
    if run is None or answer is None or answer.state != SILENT:
        return []
    return [
        Waiting(
            kind=kinds.name("supplies.plan"),
            act_id="",
            title=_("Agree to my part"),
            who=Things(get_language() or "en").member(run.member).title,
            url=reverse("supplies:plan", args=[run.pk]) + "#mine",
        )
    ]


def _of_handover(shown: Board, reader: Reader, things: Things) -> Waiting | None:
    row = Handover.objects.filter(act=shown.act.id).first()
    view = step(row, things) if row is not None else None
    if row is None or view is None:
        return None
    return Waiting(
        kind=_kind(row.consignment, things),
        act_id=shown.act.id,
        title=handover_title(view),
        who="",
        url=reverse("supplies:handover", args=[shown.act.id]),
        need=shown.need,
        signed=shown.signed,
        last=shown.last,
        effect=until_signed(view),
        urgent_at=shown.act.closes,
        badge=badge(view) or None,
    )


def _kind(consignment: str, things: Things) -> str:
    row = Consignment.objects.filter(act=consignment).first()
    site = things.sites.get(row.destination) if row is not None else None
    if site is None:
        return kinds.name("supplies.handover")
    return _("Handover, on the way to {site}").format(site=site.name)


def handover_title(view: StepView) -> str:
    """Who counted how much of what the giver answers for."""
    told = {"receiver": view.receiver.title, "giver": view.giver.title}
    if len(view.counts) == 1:
        (one,) = view.counts
        told |= {"good": str(one.good), "had": str(one.had), "item": one.item.name}
        return _("{receiver} counted {good} of your {had}: {item}").format(**told)
    if view.differs:
        return _("{receiver} counted your goods, and not all is as it was").format(
            **told
        )
    return _("{receiver} counted your goods: all are here and good").format(**told)


def until_signed(view: StepView) -> str:
    """Who answers until the giver has signed too."""
    return _("Until you sign, your organisation answers for all {n}.").format(
        n=view.had
    )


def badge(view: StepView) -> str:
    """What differs, in two words: "3 missing"."""
    said = []
    if view.missing:
        said.append(_("{n} missing").format(n=view.missing))
    if damaged := sum(one.damaged for one in view.counts):
        said.append(_("{n} damaged").format(n=damaged))
    if excess := sum(one.excess for one in view.counts):
        said.append(_("{n} too many").format(n=excess))
    return ", ".join(said)


def _of_record(shown: Board, reader: Reader, things: Things) -> Waiting | None:
    view = record(shown.act.id, things)
    if view is None:
        return None
    return Waiting(
        kind=view.kind,
        act_id=shown.act.id,
        title=_title(view, view.by),
        who=view.by.title,
        url=reverse("supplies:record", args=[shown.act.id]),
        need=shown.need,
        signed=shown.signed,
        last=shown.last,
        effect=effect_of_signing(view, reader),
        urgent_at=shown.act.closes,
    )


def _title(view: RecordView, by: Who) -> str:
    told = {"by": by.title, "site": view.site.name if view.site else ""}
    if view.act.kind == "supplies.receive":
        return _("{by} received goods for you at {site}").format(**told)
    if view.act.kind == "supplies.consign":
        to = view.destination.name if view.destination else ""
        return _("{by} asks to send your goods from {site} to {to}").format(
            **told, to=to
        )
    if view.act.kind == "supplies.use":
        return _("{by} asks to give out your goods at {site}").format(**told)
    if view.act.kind == "supplies.settle":
        return _("{by} proposes how to settle a difference").format(**told)
    if view.act.kind == "supplies.transfer":
        return _("{by} gives you goods that lie at {site}").format(**told)
    if view.act.kind == "supplies.move":
        return _("{by} asks to throw away your goods at {site}").format(**told)
    if view.act.kind == "supplies.reverse":
        what = view.undoes_kind
        return _("{by} asks to undo: {record}").format(by=by.title, record=what)
    return view.kind
