"""Vehicles, kits, offers, and what others may do with a member's goods."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accord.people.guards import SignedIn, member_required, role_required
from accord.people.preparing import form_to_sign
from accord.supplies import plans
from accord.supplies.forms.planning import (
    KitForm,
    OfferForm,
    PolicyForm,
    VehicleForm,
)
from accord.supplies.things import Things
from accord.supplies.views import things_of
from accord.supplies.views_forms import members

Planned = VehicleForm | KitForm | OfferForm | PolicyForm

LISTS = {
    "vehicle": "vehicles",
    "kit": "kits",
    "offer": "offers",
    "policy": "policies",
}


@require_GET
@member_required
def vehicles(request: SignedIn) -> HttpResponse:
    """All vehicles, and what each carries."""
    return _list(request, "vehicles", list(things_of(request).vehicles.values()))


@require_GET
@member_required
def kits(request: SignedIn) -> HttpResponse:
    """All kits, and what is in each."""
    return _list(request, "kits", plans.kits(things_of(request)))


@require_GET
@member_required
def offers(request: SignedIn) -> HttpResponse:
    """What members offer now."""
    return _list(request, "offers", plans.offers(things_of(request)))


@require_GET
@member_required
def policies(request: SignedIn) -> HttpResponse:
    """What each owner lets each holder do with its goods."""
    return _list(request, "policies", plans.policies(things_of(request)))


def _list(request: SignedIn, name: str, rows: object) -> HttpResponse:
    context = {
        "rows": rows,
        "can": request.reader.has("supplies"),
        "me": request.reader.member,
    }
    return render(request, f"supplies/{name}.html", context)


@require_GET
@role_required("supplies")
def new_plan(request: SignedIn, plan: str) -> HttpResponse:
    """The form of a new vehicle, kit, offer or policy."""
    form = _form(request, plan, None)
    return render(request, f"supplies/new_{plan}.html", {"form": form})


@require_POST
@role_required("supplies")
def prepare_plan(request: SignedIn, plan: str) -> HttpResponse:
    """Prepares a new vehicle, kit, offer or policy."""
    form = _form(request, plan, request.POST)
    return form_to_sign(request.reader, form, reverse(f"supplies:{LISTS[plan]}"))


def _form(request: SignedIn, plan: str, data: QueryDict | None) -> Planned:
    things, member = things_of(request), request.reader.member
    if plan == "offer":
        own = _vehicles_of(things, member)
        return OfferForm(data, things=things, member=member, vehicles=own)
    if plan == "policy":
        return PolicyForm(data, things=things, member=member, members=members())
    made = VehicleForm if plan == "vehicle" else KitForm
    return made(data, things=things, member=member)


def _vehicles_of(things: Things, member: str) -> list[tuple[str, str]]:
    found = list(things.vehicles.values())
    return [(one.id, one.name) for one in found if one.by.handle == member]
