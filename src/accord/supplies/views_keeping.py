"""Moving goods inside of a member's stores, giving them on, recalling, closing."""

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accord.people.guards import SignedIn, role_required
from accord.people.preparing import form_to_sign, page_of_new
from accord.supplies import recalls, stock
from accord.supplies.forms.move import MoveForm
from accord.supplies.forms.over import CloseForm, RecallForm
from accord.supplies.forms.transfer import TransferForm
from accord.supplies.recalls import RecallView
from accord.supplies.things import Things
from accord.supplies.views import things_of
from accord.supplies.views_forms import members

CONDITIONS = ("good", "damaged")

# To another condition or store, or thrown away


@require_GET
@role_required("supplies")
def move(request: SignedIn) -> HttpResponse:
    """The form over goods of one owner and condition in one store of the reader's."""
    things = things_of(request)
    site, owner = request.GET.get("site", ""), request.GET.get("owner", "")
    if not site or not owner:
        shelves = stock.shelves(things, request.reader.member, CONDITIONS)
        choice = {
            "deed": "move",
            "shelves": [one for one in shelves if site in ("", one[0].id)],
            "here": request.path,
        }
        return render(request, "supplies/choose.html", choice)
    form = _move_form(request, things, request.GET, None)
    context = {
        "form": form,
        "place": things.sites[site],
        "owner": things.member(owner),
        "mine": owner == request.reader.member,
    }
    return render(request, "supplies/move.html", context)


@require_POST
@role_required("supplies")
def prepare_move(request: SignedIn) -> HttpResponse:
    """Prepares a move."""
    form = _move_form(request, things_of(request), request.POST, request.POST)
    return form_to_sign(request.reader, form, page_of_new("supplies:record"))


def _move_form(
    request: SignedIn, things: Things, asked: QueryDict, data: QueryDict | None
) -> MoveForm:
    member, owner = request.reader.member, asked.get("owner", "")
    here, everybody = things.sites.get(asked.get("site", "")), members()
    condition = asked.get("condition", "good")
    if here is None or here.by != member or owner not in everybody:
        raise Http404
    if condition not in CONDITIONS:
        raise Http404
    return MoveForm(
        data,
        things=things,
        member=member,
        members=everybody,
        site=here.id,
        owner=owner,
        condition=condition,
        lots=stock.lots(things, member, here.id, owner, condition),
    )


# To another owner


@require_GET
@role_required("supplies")
def give(request: SignedIn) -> HttpResponse:
    """The form over the reader's goods in one store, whoever runs it."""
    things = things_of(request)
    if not request.GET.get("site"):
        choice = {
            "deed": "give",
            "shelves": stock.owned(things, request.reader.member),
            "here": request.path,
        }
        return render(request, "supplies/choose_owned.html", choice)
    form = _give_form(request, things, request.GET, None)
    context = {"form": form, "place": things.sites[form.site]}
    return render(request, "supplies/give.html", context)


@require_POST
@role_required("supplies")
def prepare_give(request: SignedIn) -> HttpResponse:
    """Prepares the transfer of goods to another owner."""
    form = _give_form(request, things_of(request), request.POST, request.POST)
    return form_to_sign(request.reader, form, page_of_new("supplies:record"))


def _give_form(
    request: SignedIn, things: Things, asked: QueryDict, data: QueryDict | None
) -> TransferForm:
    here, member = things.sites.get(asked.get("site", "")), request.reader.member
    if here is None:
        raise Http404
    return TransferForm(
        data,
        things=things,
        members=members(),
        site=here.id,
        owner=member,
        lots=stock.lots(things, here.by, here.id, member),
    )


# Recalls


@require_GET
@role_required("supplies")
def recall(request: SignedIn) -> HttpResponse:
    """The reader's lots, wherever they are: to freeze, and to free again."""
    things = things_of(request)
    item = request.GET.get("item", "")
    found, more = recalls.of_member(things, request.reader.member, item)
    form = RecallForm(lots=[], stands=True)
    context = {
        "free": [one for one in found if one.by is None],
        "frozen": [one for one in found if one.by is not None],
        "more": more,
        "item": item,
        "items": things.items.values(),
        "form": form,
        "me": request.reader.member,
    }
    return render(request, "supplies/recall.html", context)


@require_POST
@role_required("supplies")
def prepare_recall(request: SignedIn, stands: str) -> HttpResponse:
    """Prepares a recall, or the end of one."""
    things = things_of(request)
    member = request.reader.member
    found, _more = recalls.of_member(things, member, request.POST.get("item", ""))
    lots = [one.lot for one in found if _can(one, member, stands == "freeze")]
    form = RecallForm(request.POST, lots=lots, stands=stands == "freeze")
    return form_to_sign(request.reader, form, page_of_new("supplies:record"))


def _can(view: RecallView, member: str, stands: bool) -> bool:
    if stands:
        return view.by is None
    return view.by is not None and view.by.handle == member


# What is over


@require_POST
@role_required("supplies")
def prepare_close(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares the end of a need or an offer."""
    form = CloseForm(request.POST, act=act_id)
    return form_to_sign(request.reader, form, reverse("supplies:record", args=[act_id]))
