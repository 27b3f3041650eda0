"""The page on which contents of any record are erased for good."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from accord.core.acts.errors import AccordError
from accord.desk import erasing
from accord.desk.places import page
from accord.ledger.prepare import prepare
from accord.ledger.problems import sentence
from accord.ledger.queries import ActRow
from accord.people import kinds
from accord.people.guards import SignedIn, member_required
from accord.people.may import known
from accord.people.preparing import form_to_sign
from accord.people.reader import Reader


@require_GET
@member_required
def erase(request: SignedIn, act_id: str) -> HttpResponse:
    """What can be erased of a record, what that means, and who has to agree."""
    row = _of(request, act_id)
    there = erasing.there(row)
    refused = _why_not(request.reader, row, list(there)) if there else ""
    form = erasing.EraseForm(
        act=act_id, there=there, initial={"contents_named": list(there)}
    )
    context = {
        "form": form,
        "act": row,
        "kind": kinds.name(row.kind),
        "page": page(row),
        "there": there,
        "gone": erasing.gone(row),
        "refused": refused,
        "agreeing": erasing.agreeing(row),
    }
    return render(request, "desk/erase.html", context)


@require_POST
@member_required
def prepare_erase(request: SignedIn, act_id: str) -> HttpResponse:
    """Prepares that contents are erased for good."""
    row = _of(request, act_id)
    form = erasing.EraseForm(request.POST, act=act_id, there=erasing.there(row))
    return form_to_sign(request.reader, form, page(row))


def _of(request: SignedIn, act_id: str) -> ActRow:
    row = known(request.reader, act_id)
    if row is None or not row.parsed.blobs:
        raise Http404
    return row


def _why_not(reader: Reader, row: ActRow, names: list[str]) -> str:
    """Why the rules would not let this reader ask for it; nothing if they do."""
    body = erasing.body_of(row.id, names)
    try:
        prepare(reader.member, erasing.EraseForm.kind, body, keyid=reader.keyid)
    except AccordError as error:
        return sentence(error)
    return ""
