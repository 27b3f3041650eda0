"""The forms about goods: each has a page, and a view that prepares the act."""

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accord.ledger.coalition import current
from accord.people.guards import SignedIn, role_required
from accord.people.preparing import form_to_sign, page_of_new
from accord.supplies import plans, stock
from accord.supplies.forms.catalogue import (
    ItemForm,
    NeedForm,
    SiteForm,
    from_shipped,
)
from accord.supplies.forms.consign import ConsignForm
from accord.supplies.forms.count import CountForm
from accord.supplies.forms.receive import ReceiveForm
from accord.supplies.forms.use import UseForm
from accord.supplies.things import Things
from accord.supplies.views import things_of


def members() -> list[str]:
    """The handles of the members of now."""
    here = current()
    return list(here.members) if here is not None else []


# The catalogue and needs

CATALOGUE: dict[str, tuple[type[ItemForm | SiteForm | NeedForm], str]] = {
    "item": (ItemForm, "supplies:items"),
    "site": (SiteForm, "supplies:sites"),
    "need": (NeedForm, "supplies:home"),
}


@require_GET
@role_required("supplies")
def new(request: SignedIn, what: str) -> HttpResponse:
    """The form of a new item, site or need."""
    things = things_of(request)
    made, _then = CATALOGUE[what]
    taken = from_shipped(request.GET.get("from", "")) if what == "item" else {}
    form = made(things=things, initial=taken or _asked(request.GET, "site", "item"))
    context = {"form": form, "things": things, "taken": taken.get("code", "")}
    return render(request, f"supplies/new_{what}.html", context)


def _asked(query: QueryDict, *names: str) -> dict[str, str]:
    return {name: query.get(name, "") for name in names if name in query}


@require_POST
@role_required("supplies")
def prepare_new(request: SignedIn, what: str) -> HttpResponse:
    """Prepares a new item, site or need."""
    things = things_of(request)
    made, then = CATALOGUE[what]
    form = made(request.POST, things=things)
    return form_to_sign(request.reader, form, reverse(then))


# Receiving


@require_GET
@role_required("supplies")
def receive(request: SignedIn) -> HttpResponse:
    """The form for goods that come in."""
    things = things_of(request)
    form = _receive_form(request, things, None)
    context = {"form": form, "has_site": _runs_a_site(request, things)}
    return render(request, "supplies/receive.html", context)


@require_POST
@role_required("supplies")
def prepare_receive(request: SignedIn) -> HttpResponse:
    """Prepares the record of goods that came in."""
    things = things_of(request)
    form = _receive_form(request, things, request.POST)
    return form_to_sign(request.reader, form, page_of_new("supplies:record"))


def _receive_form(
    request: SignedIn, things: Things, data: QueryDict | None
) -> ReceiveForm:
    return ReceiveForm(
        data,
        things=things,
        member=request.reader.member,
        members=members(),
        initial=_asked(request.GET, "site"),
    )


def _runs_a_site(request: SignedIn, things: Things) -> bool:
    return any(one.by == request.reader.member for one in things.sites.values())


# What lies in a store: count it, send it, give it out

DEEDS: dict[str, tuple[type[CountForm | ConsignForm | UseForm], str]] = {
    "count": (CountForm, "supplies:record"),
    "consign": (ConsignForm, "supplies:consignment"),
    "use": (UseForm, "supplies:record"),
}


@require_GET
@role_required("supplies")
def from_store(request: SignedIn, deed: str) -> HttpResponse:
    """The form over the goods of one owner in one store; first the choice of both."""
    things = things_of(request)
    site, owner = request.GET.get("site", ""), request.GET.get("owner", "")
    if not site or not owner:
        return _choose(request, deed, things, site)
    form = _lot_form(request, deed, things, (site, owner), None)
    context = {
        "form": form,
        "deed": deed,
        "place": things.sites[site],
        "owner": things.member(owner),
        "mine": owner == request.reader.member,
        "policy": plans.policy(things, owner, request.reader.member),
    }
    return render(request, f"supplies/{deed}.html", context)


def _choose(request: SignedIn, deed: str, things: Things, site: str) -> HttpResponse:
    mine = [one for one in things.sites.values() if one.by == request.reader.member]
    shelves = stock.shelves(things, request.reader.member)
    context = {
        "deed": deed,
        "shelves": [one for one in shelves if site in ("", one[0].id)],
        "sites": mine,
        "chosen": site,
        "owners": [things.member(one) for one in members()],
        "here": request.path,
    }
    return render(request, "supplies/choose.html", context)


@require_POST
@role_required("supplies")
def prepare_from_store(request: SignedIn, deed: str) -> HttpResponse:
    """Prepares a count, a consignment, or goods given out."""
    things = things_of(request)
    place = request.POST.get("site", ""), request.POST.get("owner", "")
    form = _lot_form(request, deed, things, place, request.POST)
    books = {one.lot: one.quantity for one in form.lots} if deed == "count" else None
    return form_to_sign(request.reader, form, page_of_new(DEEDS[deed][1]), books=books)


def _lot_form(
    request: SignedIn,
    deed: str,
    things: Things,
    place: tuple[str, str],
    data: QueryDict | None,
) -> CountForm | ConsignForm | UseForm:
    site, owner = place
    here = things.sites.get(site)
    everybody = members()
    if here is None or here.by != request.reader.member or owner not in everybody:
        raise Http404
    made, _then = DEEDS[deed]
    return made(
        data,
        things=things,
        members=everybody,
        site=site,
        owner=owner,
        lots=stock.lots(things, request.reader.member, site, owner),
    )
