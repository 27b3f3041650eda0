"""Demonstrations only: the page on which a visitor is a dishonest host.

Every address here is 404 in any other installation, and on a member's copy.
"""

from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accord.core.acts.errors import Refused
from accord.desk import proving, tampering
from accord.desk.demo import told
from accord.ledger import clock, queries
from accord.people import names
from accord.replica import record
from accord.voice.models import Statement
from accord.voice.proofs import proof_file


@require_http_methods(["GET", "HEAD", "POST"])
def host(request: HttpRequest) -> HttpResponse:
    """Shows the record and who proves it; POST changes it (`do`: change, restore)."""
    if not settings.DEMO or record.following() is not None:
        raise Http404
    row = queries.act(told(settings.DATA_DIR)["tour"].get("given", ""))
    if row is None:
        raise Http404
    if request.method == "POST":
        with suppress(tampering.NotThere):  # done already, in another window
            _do(request.POST.get("do", ""), row.id, row.index)
        return redirect("desk:dishonest")
    now = tampering.quantity(queries.leaf_bytes(row.index))
    done = tampering.standing()
    signer = queries.signatures(row.id)[0]
    held = proving.copies(row.index, _seed())
    facts = {
        "row": row,
        "signer": names.person_title(signer.member, signer.person),
        "now": now,
        "before": done.before if done else now,
        "after": done.after if done else now + tampering.MORE,
        "done": done,
        "signed": proving.is_signed(row.index),
        "in_tree": tampering.fits(row.index, queries.leaf_bytes(row.index)),
        "copies": held,
        "proving": sum(one.data is not None for one in held),
        "data_dir": Path(settings.DATA_DIR),
        **_proof(),
    }
    return render(request, "desk/dishonest.html", facts)


def _do(what: str, act_id: str, index: int) -> None:
    if what == "change":
        tampering.change(act_id)
    elif what == "restore":
        held = proving.copies(index, _seed())
        tampering.put_back(next((one.data for one in held if one.data), None))


def _seed() -> bytes | None:
    """A member's key that may read the records at a copy."""
    people = told(settings.DATA_DIR)["people"]
    return bytes.fromhex(people[0]["seed"]) if people else None


def _proof() -> dict[str, str]:
    """The newest statement with a proof: its `slug`, and `proof`, its address."""
    rows = Statement.objects.filter(state="agreed", never=False)
    for row in rows.filter(public_from__lte=clock.text()).order_by("-changed"):
        with suppress(Refused):  # too few copies confirm it as yet
            proof_file(row.act)
            where = reverse("voice:proof", args=[row.year, row.slug])
            return {"slug": row.slug, "proof": where}
    return {}
