"""Signed files come back: the stamp never meets a browser page of this server.

Whoever carries the file, the signatures in it are the authority; so the same views
serve members, founders before the coalition exists, and a newcomer on its private page.
"""

from operator import attrgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accord.charter import queries, room_page, rooms, views_newcomer
from accord.charter.forms import StampedForm
from accord.charter.models import RoomFounder, RosterDraft
from accord.core.acts import keys
from accord.core.acts.act import Act
from accord.core.acts.actfile import ActFile
from accord.core.acts.charter import Roster
from accord.core.acts.envelope import Envelope
from accord.core.acts.errors import AccordError
from accord.core.acts.handed_in import must_be_about, must_be_signed, read_act_file
from accord.ledger import hubkey
from accord.ledger.cache import reading
from accord.ledger.problems import sentence
from accord.people.guards import SignedIn, member_required
from accord.sequencer.appender import Busy, post


@require_http_methods(["GET", "POST"])
@member_required
def stamp(request: SignedIn) -> HttpResponse:
    """/desk/stamp: any file that a stamp has signed."""
    form = StampedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = read_act_file(form.data_in())
            _post(file)
            return _page_of(file.act)
        except (AccordError, Busy) as error:
            form.add_error(None, _said(error))
    context = {
        "form": form,
        "open_stamped": queries.open_stamped(get_language() or "en"),
    }
    status = 400 if form.errors else 200
    return render(request, "charter/stamp.html", context, status=status)


def _page_of(act: Act) -> HttpResponse:
    """Where to go on after a file was taken."""
    if act.kind == "charter.roster":
        return redirect("charter:roster", act.id)
    if act.kind in ("charter.amend", "charter.close"):
        return redirect("charter:stamped", act.id)
    if act.kind in ("charter.invite", "charter.revoke"):
        return redirect("people:devices")
    if act.kind == "charter.reader":
        return redirect("charter:reading-key")
    return redirect("desk:decision", act.id)


def _post(file: ActFile) -> None:
    must_be_signed(file)
    post([_with_our_key(file)], list(file.blobs.values()))


def _with_our_key(file: ActFile) -> Envelope:
    """With the signature of a new key of the host, where it lies on this server.

    The log takes such a list with all its signatures, in the order of their ids.
    """
    body = file.act.body
    if not isinstance(body, Roster):
        return file.envelope
    with reading() as state:
        known = keys.keyid(body.terms.hub.key) in state.keys
    ours = None if known else hubkey.sign(body.terms.hub.key, file.act.payload)
    if ours is None or ours in file.signatures:
        return file.envelope
    signatures = sorted((*file.signatures, ours), key=attrgetter("keyid"))
    return Envelope(file.act.payload, tuple(signatures))


def _said(error: Exception) -> str:
    if isinstance(error, AccordError):
        return sentence(error)
    return _("The server is busy. Nothing is lost: send it again.")


# The founding


@require_POST
def room_sign(request: HttpRequest, token: str) -> HttpResponse:
    """A founder's signed file; with the last one the coalition is founded."""
    founder = get_object_or_404(RoomFounder.objects.select_related("room"), token=token)
    form = StampedForm(request.POST, request.FILES)
    if not form.is_valid():
        return room_page.page(request, founder, status=400, stamped_form=form)
    try:
        rooms.take(founder.room, read_act_file(form.data_in()))
        _found(founder)
    except (AccordError, Busy) as error:
        said = _said(error)
        return room_page.say_in(request, founder, "stamped_form", form, said)
    return redirect("charter:room", token)


@require_POST
def room_complete(request: HttpRequest, token: str) -> HttpResponse:
    """All have signed, but recording it failed: once more."""
    founder = get_object_or_404(RoomFounder.objects.select_related("room"), token=token)
    try:
        _found(founder)
    except (AccordError, Busy) as error:
        return room_page.page(request, founder, status=409, notice=_said(error))
    return redirect("charter:room", token)


def _found(founder: RoomFounder) -> None:
    """Records the founding when everybody has signed. Twice does no harm."""
    room = founder.room
    if rooms.is_complete(room):
        post([rooms.envelope(room)], list(rooms.blobs_of(room).values()))
        rooms.founded(room)


# A newcomer, who signs last


@require_POST
def newcomer_sign(request: HttpRequest, token: str) -> HttpResponse:
    """The newcomer's signed file: with it the change of members takes effect."""
    draft = get_object_or_404(RosterDraft, token=token)
    form = StampedForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            file = read_act_file(form.data_in())
            must_be_about(file, draft.act)
            _post(file)
            return redirect("charter:newcomer", token)
        except (AccordError, Busy) as error:
            form.add_error(None, _said(error))
    return views_newcomer.page(request, draft, status=400, stamped_form=form)
