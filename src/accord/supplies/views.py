"""Pages about goods: the board of supplies, the catalogue, sites, consignments."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accord.ledger import queries
from accord.ledger.board import Board, board
from accord.people import kinds
from accord.people.boards import shown
from accord.people.decisions import answers
from accord.people.guards import SignedIn, member_required
from accord.supplies import qr, stock, transit, troubles
from accord.supplies.claims import about, claim_step, may_claim
from accord.supplies.kinds import MOVEMENTS
from accord.supplies.models import Consignment, Handover
from accord.supplies.needs import needs
from accord.supplies.overview import FIRST, overview
from accord.supplies.papers import data as papers
from accord.supplies.papers.data import languages
from accord.supplies.records import effect_of_signing, may_close, may_reverse, record
from accord.supplies.said import said
from accord.supplies.things import Things
from accord.supplies.waiting import badge, handover_title

LATEST = 8
SHORT = 12  # digits of an id in a code; the language is the phone's own


def things_of(request: SignedIn) -> Things:
    """What a page names, in the language of the page."""
    return Things(get_language() or "en")


@require_GET
@member_required
def home(request: SignedIn) -> HttpResponse:
    """Needs first, then what is on its way, what differs, and the stock."""
    things = things_of(request)
    lying = stock.lying()
    found = needs(things, lying=lying)
    carried = transit.under_way(things, FIRST)
    trouble = {
        "open_steps": transit.open_steps(things),
        "differences": troubles.differences(things),
        "conflicts": troubles.conflicts(things),
    }
    context = trouble | {
        "met": sum(one.state == "met" for one in found),
        "unmet": sum(one.state == "unmet" for one in found),
        # Lists on the board are cut; one link each leads to all of it.
        "transit": carried[:FIRST],
        "transit_hidden": len(carried[FIRST:]),
        "troubled": any(trouble.values()),
        "latest": latest(things),
        "can": request.reader.has("supplies"),
        "me": request.reader.member,
        "has_items": bool(things.items),
        "has_sites": bool(things.sites),
    }
    context |= overview(things, found, carried, stock.kinds(lying))
    by = sorted_by(request)
    chosen = stock.first(lying, by, things, FIRST)
    context |= {
        "groups": stock.groups(chosen, by, things),
        "rows_hidden": len(lying) - len(chosen),
        "by": by,
    }
    return render(request, "supplies/home.html", context)


def sorted_by(request: SignedIn) -> str:
    """What stock is sorted by; what is no such thing means the owner."""
    by = request.GET.get("by", "")
    return by if by in stock.GROUPS else "owner"


def latest(things: Things) -> list[dict[str, object]]:
    """The newest records of goods, each in a line."""
    return [
        {"row": row, "kind": kinds.name(row.kind), "who": things.member(row.by)}
        | {"said": said(row, things)}
        for row in queries.acts(MOVEMENTS, limit=LATEST)
    ]


@require_GET
@member_required
def sites(request: SignedIn) -> HttpResponse:
    """All sites, and who runs them."""
    things = things_of(request)
    context = {
        "sites": [(one, things.member(one.by)) for one in things.sites.values()],
        "can": request.reader.has("supplies"),
    }
    return render(request, "supplies/sites.html", context)


@require_GET
@member_required
def site(request: SignedIn, act_id: str) -> HttpResponse:
    """One site: what is needed, what lies there, what is on its way."""
    things = things_of(request)
    found = things.sites.get(act_id)
    if found is None:
        raise Http404
    context = {
        "place": found,
        "operator": things.member(found.by),
        "needs": needs(things, act_id),
        "groups": stock.grouped(stock.rows(things, act_id), "owner"),
        "transit": transit.at_site(act_id, things),
        "mine": found.by == request.reader.member and request.reader.has("supplies"),
        "can": request.reader.has("supplies"),
    }
    return render(request, "supplies/site.html", context)


@require_GET
@member_required
def consignment(request: SignedIn, act_id: str) -> HttpResponse:
    """One consignment: who answers for it now, each step, and the code to scan."""
    things = things_of(request)
    found = transit.consignment(act_id, things)
    if found is None:
        return redirect("supplies:record", act_id)
    address = f"{settings.ORIGIN}/desk/supplies/handover/{act_id[:SHORT]}"
    steps = transit.steps(act_id, things)
    context = {
        "consignment": found,
        "void": papers.notice(found) if found.state in papers.VOID else "",
        "languages": [code for code, _name in settings.LANGUAGES],
        "spoken": languages(get_language() or "en", ()),
        "conflict": troubles.reason_of(act_id),
        "signers": [
            transit.signer(one, things)
            for one in queries.signatures(act_id)
            if not one.also
        ],
        "lines": transit.arrived(found, steps),
        "steps": [(one, badge(one)) for one in steps],
        "open_step": next((one for one in steps if one.state == "open"), None),
        "address": address,
        "code": qr.svg(qr.address(act_id)),
        "can": request.reader.has("supplies"),
    }
    return render(request, "supplies/consignment.html", context)


@require_GET
@member_required
def handover(request: SignedIn, act_id: str) -> HttpResponse:
    """One handover: the two counts side by side, and the second signature."""
    things = things_of(request)
    row = Handover.objects.filter(act=act_id).first()
    view = transit.step(row, things) if row is not None else None
    found = board(act_id, request.reader.keyid)
    if row is None and about(act_id):
        return redirect("supplies:record", act_id)
    if row is None or view is None or found is None:
        raise Http404
    sent = Consignment.objects.filter(act=row.consignment).first()
    standing = troubles.standing(view)
    context = _decision(request, found) | {
        "step": view,
        "title": handover_title(view) if found.may_sign else "",
        "badge": badge(view),
        "consignment": row.consignment if sent is not None else "",
        "destination": things.sites.get(sent.destination) if sent else None,
        "standing": standing,
        "can_settle": bool(standing) and troubles.may_settle(view, request.reader),
        "waits": troubles.settlements().get(act_id, "") if standing else "",
        "can_claim": may_claim(view, request.reader),
    }
    return render(request, "supplies/handover.html", context)


@require_GET
@member_required
def show_record(request: SignedIn, act_id: str) -> HttpResponse:
    """Any other record of goods: its lines, its board, and its reversal."""
    things = things_of(request)
    view = record(act_id, things)
    found = board(act_id, request.reader.keyid)
    if view is None or found is None:
        raise Http404
    if view.act.kind == "supplies.handover":
        return redirect("supplies:handover", act_id)
    context = _decision(request, found) | {
        "record": view,
        "can_close": may_close(request.reader, view),
        "effect": effect_of_signing(view, request.reader) if found.may_sign else "",
        "consignment": Consignment.objects.filter(act=act_id).exists(),
        "can_settle": _can_settle(request, act_id, things),
    }
    return render(request, "supplies/record.html", context)


def _can_settle(request: SignedIn, act_id: str, things: Things) -> bool:
    """Whether the reader can settle the claim that a record is."""
    step = claim_step(act_id, things)
    if step is None or not troubles.standing(step):
        return False
    return troubles.may_settle(step, request.reader)


@require_GET
@member_required
def live_board(request: SignedIn, act_id: str) -> HttpResponse:
    """The board alone, for a page that keeps it fresh."""
    found = board(act_id, request.reader.keyid)
    if found is None or not found.act.kind.startswith("supplies."):
        raise Http404
    drawn = shown(found, kinds.rule(found), request.reader)
    return render(request, "supplies/_board.html", {"board": drawn})


def _decision(request: SignedIn, found: Board) -> dict[str, object]:
    """What the pages of decisions about goods have in common."""
    can_reverse, why_not = may_reverse(request.reader, found.act.id)
    return answers(found, request.reader) | {
        "joint": len(found.seats) > 1,
        "board": shown(found, kinds.rule(found), request.reader),
        "conflict": troubles.reason_of(found.act.id),
        "can_reverse": can_reverse,
        "why_not_reverse": why_not,
    }
