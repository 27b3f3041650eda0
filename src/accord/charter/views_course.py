"""The desk's pages that change the coalition's course: the declaration, who leads, the
end. Stamps decide about the first and the last, devices with the role people who leads.
"""

from itertools import zip_longest

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accord.charter import boards, course, queries
from accord.charter.change_page import change_page
from accord.charter.downloads import to_stamp
from accord.charter.forms_course import AmendForm, CloseForm, LeadForm
from accord.charter.rooms import tidy
from accord.core.acts.errors import AccordError
from accord.ledger import queries as ledger
from accord.ledger.coalition import current
from accord.ledger.problems import sentence
from accord.people import kinds, names
from accord.people.guards import SignedIn, member_required, role_required
from accord.people.preparing import form_to_sign, page_of_new

METHODS = require_http_methods(["GET", "POST"])


def _language() -> str:
    return get_language() or "en"


@METHODS
@never_cache
@role_required("people")
def declaration(request: SignedIn) -> HttpResponse:
    """Another text of the declaration, as a file for the stamp."""
    here = current()
    if here is None:
        raise Http404
    texts = {
        one.language: {"title": one.title, "text": "\n\n".join(one.paragraphs)}
        for one in queries.declaration()
    }
    more = [code for code, _name in settings.LANGUAGES]
    form = AmendForm(request.POST or None, texts=texts, more=more)
    if request.method == "POST" and form.is_valid():
        note = tidy(form.cleaned_data["note"])
        contents: dict[str, object] = {
            f"declaration.{code}": one for code, one in form.documents().items()
        }
        contents |= {"note": {"text": note}} if note else {}
        try:
            body = {"replaces": here.declaration}
            return to_stamp(request.reader.member, "charter.amend", body, contents)
        except AccordError as error:
            form.add_error(None, sentence(error))
    says = [
        _("Every member reads it at its desk, beside the declaration of now."),
        _("When enough stamps are on it, it takes the place of the one of now."),
        _("The earlier text stays readable for everybody, with its dates."),
        _("Every language of the declaration has to be there."),
    ]
    return change_page(request, form, _("Another text of the declaration"), says)


@METHODS
@never_cache
@role_required("people")
def close(request: SignedIn) -> HttpResponse:
    """The end of the coalition, as a file for the stamp."""
    here = current()
    if here is None:
        raise Http404
    form = CloseForm(request.POST or None, names=here.names.values())
    if request.method == "POST" and form.is_valid():
        reason = tidy(form.cleaned_data["reason"])
        contents = {"reason": {"text": reason}} if reason else {}
        try:
            return to_stamp(request.reader.member, "charter.close", {}, contents)
        except AccordError as error:
            form.add_error(None, sentence(error))
    says = [
        _("It cannot be undone. Whoever goes on together founds a coalition anew."),
        _("The records stay. Everybody can read and check them as before."),
        _(
            "Nothing is added any more: no statement, member, action or goods. What "
            "is still open is closed. Settle goods on their way first."
        ),
        _("Lost devices can still be revoked, and contents erased."),
    ]
    title = _("End the coalition")
    return change_page(request, form, title, says, danger=True)


@METHODS
@role_required("people")
def lead(request: SignedIn) -> HttpResponse:
    """Who leads and speaks for all; a POST prepares what this browser signs."""
    reader, language = request.reader, _language()
    members = [
        (one.handle, names.member_title(one.handle, language))
        for one in queries.members(language)
    ]
    if request.method == "GET":
        form = LeadForm(members=members, initial={"member": reader.member})
        context = {
            "form": form,
            "leader": course.leader(language),
            "leaders": course.leaders(language),
        }
        return render(request, "charter/lead.html", context)
    form = LeadForm(request.POST, members=members)
    return form_to_sign(reader, form, page_of_new("desk:decision"))


@require_GET
@member_required
def stamped(request: SignedIn, act_id: str) -> HttpResponse:
    """A change of the declaration, or the end, on its way through the stamps."""
    row = ledger.act(act_id)
    if row is None or row.kind not in ("charter.amend", "charter.close"):
        raise Http404
    amends = row.kind == "charter.amend"
    replaces = getattr(row.parsed.body, "replaces", "")
    note = ledger.content(row, "note" if amends else "reason") or {}
    found = boards.stamp_board(act_id, request.reader.member)
    texts = queries.declaration(act_id) if amends else []
    before = {one.language: one for one in queries.declaration(replaces)}
    context = {
        "act": row,
        "title": kinds.name(row.kind),
        "amends": amends,
        "parallels": [_parallel(before.get(one.language), one) for one in texts],
        "proposer": names.member_name(row.by, _language()),
        "note": str(note.get("text", "")),
        "board": boards.roster_board(act_id, request.reader),
        "mine": found,
        "proof": reverse("api-act-proof", args=[act_id]),
    }
    return render(request, "charter/stamped.html", context)


def _parallel(
    old: queries.DeclarationView | None, new: queries.DeclarationView
) -> dict[str, object]:
    """The old text beside the new one, paragraph by paragraph."""
    before = [old.title, *old.paragraphs] if old else []
    rows = zip_longest(before, [new.title, *new.paragraphs], fillvalue="")
    return {
        "language": new.language,
        "rows": [(was, now, was != now) for was, now in rows],
    }
