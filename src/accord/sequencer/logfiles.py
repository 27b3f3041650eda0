"""The log over HTTP (C2SP tlog-tiles), and what programs look for first."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from accord.core.acts import keys
from accord.core.acts.errors import Malformed
from accord.core.tlog.tiles import parse_path
from accord.ledger import (
    acknowledged,
    cache,
    clock,
    confirmed,
    hubkey,
    published,
    queries,
    tiles,
)
from accord.ledger.acknowledged import SetBack
from accord.ledger.cache import Damaged, reading
from accord.ledger.problems import problem
from accord.people.signed_get import member_of
from accord.sequencer import witness_rounds

FOREVER = "max-age=31536000, immutable"


@require_GET
def current_checkpoint(request: HttpRequest) -> HttpResponse:
    """Leads to the checkpoint of the epoch in force."""
    head = queries.head()
    if head is None:
        return _nothing()
    return HttpResponseRedirect(f"/log/e{head.epoch}/checkpoint")


@require_GET
def checkpoint(request: HttpRequest, epoch: int) -> HttpResponse:
    """The newest final checkpoint of an epoch, or the newest while none is final."""
    text = published.best(epoch)
    return _nothing() if text is None else _note(text)


@require_GET
def next_checkpoint(request: HttpRequest, epoch: int) -> HttpResponse:
    """What everybody is asked to cosign now, with the cosignatures so far."""
    text = published.with_cosignatures(witness_rounds.target(), epoch)
    return _nothing() if text is None else _note(text)


def _note(text: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_GET
def tile_view(request: HttpRequest, epoch: str, path: str) -> HttpResponse:
    """A tile of hashes, public; or of entries, for members."""
    head = queries.head()
    if head is None or int(epoch) > head.epoch:
        return _nothing()
    try:
        wanted = parse_path(path)
    except Malformed:
        return _nothing()
    if wanted.level is None and member_of(request) is None:
        return problem(
            403, gettext("For members"), gettext("Only members may read the records.")
        )
    data = tiles.content(wanted, head.size)
    if data is None:
        return _nothing()
    answer = HttpResponse(data, content_type="application/octet-stream")
    shared = "private" if wanted.level is None else "public"
    answer["Cache-Control"] = f"{shared}, {FOREVER}"
    return answer


def _confirmation() -> str:
    """How many copies confirm, how far, and which are in trouble; never a reason not
    to take records.
    """
    head, found = queries.head(), confirmed.now()
    if head is None or not found.of:
        return "ok, by the host alone"
    whole = sum(size >= head.size for size in found.reach.values())
    waits = head.size - min(found.size, head.size)
    said = f"ok, {whole} of {found.of} copies hold all, {waits} records wait"
    troubles = witness_rounds.troubles()
    return "; ".join([said, *(f"{name}: {one}" for name, one in troubles.items())])


def _nothing() -> HttpResponse:
    return problem(404, gettext("Not found"), gettext("There is nothing here."))


@require_GET
def well_known(request: HttpRequest) -> HttpResponse:
    """What this hub is: coalition, host's key, members' stamps, rules, address."""
    with reading() as state:
        if not state.coalition:
            return _nothing()
        roster = state.in_force()
        terms = roster.terms
    addresses = {one.member: one.url for one in settings.WITNESSES if one.member}
    return JsonResponse(
        {
            "address": settings.ORIGIN,
            "coalition": state.coalition,
            "finality": terms.finality,
            "hub": {"epoch": terms.hub.epoch, "key": terms.hub.key},
            "members": {
                handle: {"seals": [keys.keyid(seal) for seal in member.seals]}
                | ({"address": addresses[handle]} if handle in addresses else {})
                for handle, member in sorted(terms.members.items())
            },
            "roster": roster.id,
            "rules": {
                kind: {"share": [rule.num, rule.den], "veto": rule.veto}
                for kind, rule in sorted(terms.rules.items())
            },
        }
    )


@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    """Whether this hub can take records: database, log, clock, the host's key."""
    checks: dict[str, str] = {}
    try:
        with cache.reading() as state:
            checks["database"] = "ok"
            checks["log"] = f"ok, {state.size} records"
            acknowledged.check(state)
            if state.roster is not None:
                held = hubkey.find(state.roster.terms.hub.key) is not None
                checks["host key"] = "ok" if held else "missing"
                behind = state.time > clock.text()
                checks["clock"] = "behind the log" if behind else "ok"
        # Without them records are saved, and wait for their confirmation.
        checks["confirmation"] = _confirmation()
    except (Damaged, DatabaseError, SetBack) as error:
        checks["log"] = str(error)
    good = all(value.startswith("ok") for value in checks.values())
    return JsonResponse({"ready": good, "checks": checks}, status=200 if good else 503)
