"""Changes that the members' stamps decide: a new stamp, other rules, the host's key.

Each page prepares the next list of members as a file. Nothing is kept here: the file
goes to the stamp and comes back, and then stands at every member's desk.
"""

from collections.abc import Mapping

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.charter import queries, rosters
from accord.charter.cards import read_stamp_card
from accord.charter.change_page import change_page
from accord.charter.downloads import to_stamp
from accord.charter.forms_changes import BESIDE, RulesForm, StampForm
from accord.charter.forms_members import NoteForm
from accord.charter.rooms import tidy
from accord.core.acts import keys
from accord.core.acts.charter import Head, Hub
from accord.core.acts.errors import AccordError, Refused
from accord.core.rules.state import State
from accord.ledger import hubkey
from accord.ledger.cache import reading
from accord.ledger.problems import sentence
from accord.people.guards import SignedIn, role_required
from accord.people.names import member_title

METHODS = require_http_methods(["GET", "POST"])


@METHODS
@never_cache
@role_required("people")
def stamp(request: SignedIn) -> HttpResponse:
    """A member gets a new stamp, its own member's or another's who has lost it."""
    language = get_language() or "en"
    members = [
        (one.handle, member_title(one.handle, language))
        for one in queries.members(language)
    ]
    form = StampForm(
        request.POST or None,
        request.FILES or None,
        members=members,
        initial={"member": request.reader.member},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _file(request, form, _with_stamp(form))
        except AccordError as error:
            form.add_error(None, sentence(error))
    says = [
        _("The new stamp signs the file too. So nobody can be given a stamp unasked."),
        _(
            "Compare the number on the card by telephone with whoever made it, before "
            "you sign."
        ),
        _(
            "With the old stamp the devices end that it has invited: the new one "
            "invites its people anew."
        ),
    ]
    return change_page(request, form, _("A new stamp"), says)


def _with_stamp(form: StampForm) -> dict[str, object]:
    key, member = read_stamp_card(form.data_in()), form.cleaned_data["member"]
    with reading() as state:
        if keys.keyid(key) in state.keys:
            raise Refused("This stamp was used before. Make a new one.")
        old = state.in_force().terms.members[member].seals
        kept = old if form.cleaned_data["how"] == BESIDE else ()
        return rosters.next_terms(state, stamps={member: (*kept, key)})


@METHODS
@never_cache
@role_required("people")
def rules(request: SignedIn) -> HttpResponse:
    """Who decides what."""
    with reading() as state:
        now = state.in_force().terms.rules
    form = RulesForm(request.POST or None, rules=now)
    if request.method == "POST" and form.is_valid():
        try:
            with reading() as state:
                body = rosters.next_terms(state, rules=form.changed())
            return _file(request, form, body)
        except AccordError as error:
            form.add_error(None, sentence(error))
    says = [
        _("The members decide about it by the rules of now."),
        _("Decisions that are open when it takes effect have to be proposed again."),
    ]
    return change_page(request, form, _("Other rules"), says)


@METHODS
@never_cache
@role_required("people")
def host(request: SignedIn) -> HttpResponse:
    """The host's key is replaced by one that this server makes."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with reading() as state:
                body = rosters.next_terms(state, hub=_next_hub(state))
            return _file(request, form, body)
        except AccordError as error:
            form.add_error(None, sentence(error))
    says = [
        _(
            "For when the key may have fallen into other hands, or the server has "
            "moved and the old machine may still have it."
        ),
        _(
            "The new key is made on this server and stays there. It signs by itself "
            "when the file is handed in."
        ),
        _(
            "All stamps come together here: send the same file from one member to the "
            "next, and hand it in when enough have signed it. It holds as long as "
            "nothing else is recorded, so agree on a quiet hour."
        ),
        _(
            "When it takes effect, tell the others by telephone that the host has a "
            "new key, and its number."
        ),
    ]
    return change_page(request, form, _("A new key for the host"), says, together=True)


def _next_hub(state: State) -> Hub:
    key = hubkey.spare(state.keys)
    now = state.in_force().terms.hub
    return Hub(now.epoch + 1, key, Head(state.size, state.tree.root().hex()))


def _file(
    request: SignedIn, form: forms.Form, body: Mapping[str, object]
) -> HttpResponse:
    """The prepared list as a file; raises what the rules would say to our stamp."""
    note = tidy(form.cleaned_data["note"])
    contents = {"note": {"text": note}} if note else {}
    return to_stamp(request.reader.member, "charter.roster", body, contents)
