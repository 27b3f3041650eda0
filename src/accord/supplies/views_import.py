"""Tables from spreadsheets: look at every row, then sign all of it at once."""

import threading
from collections.abc import Mapping

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accord.core.acts.errors import AccordError
from accord.ledger.prepare import Prepared, prepare
from accord.ledger.problems import from_error, problem
from accord.people.guards import SignedIn, role_required
from accord.people.names import labels
from accord.people.uploads import takes_files
from accord.supplies.imports import limits, templates
from accord.supplies.imports.kinds import KINDS
from accord.supplies.imports.problems import Unreadable
from accord.supplies.imports.tables import Read, Reading, read
from accord.supplies.views import things_of
from accord.supplies.views_forms import members

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NEXT = {"items": "items", "sites": "sites", "stock": "home", "needs": "home"}
# A form is a little larger than what it brings.
MOST = limits.BYTES + 1024 * 1024

# A large table takes a core for seconds: one at a time.
_turn = threading.Lock()


@require_GET
@role_required("supplies")
def page(request: SignedIn, table: str) -> HttpResponse:
    """What the columns are, and the form."""
    context = {"table": table, "kinds": list(KINDS), "columns": KINDS[table].columns}
    return render(request, "supplies/import.html", context | {"limits": _limits()})


def _limits() -> dict[str, int]:
    return {
        "megabytes": limits.BYTES // 1024 // 1024,
        "rows": limits.ROWS,
        "workbook": limits.WORKBOOK_ROWS,
        "acts": limits.ACTS,
    }


@require_GET
@role_required("supplies")
def template(request: SignedIn, table: str, form: str) -> HttpResponse:
    """An empty table to fill in."""
    made = {"csv": templates.as_csv, "xlsx": templates.as_workbook}[form](KINDS[table])
    answer = HttpResponse(made, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{table}.{form}"'
    return answer


@takes_files(MOST)
@require_POST
@role_required("supplies")
def check(request: SignedIn, table: str) -> HttpResponse:
    """Looks at every row; nothing is recorded, and nothing of it is kept."""
    found = _read(request, table)
    if isinstance(found, HttpResponse):
        return found
    return _report(request, table, found, status=200)


@takes_files(MOST)
@require_POST
@role_required("supplies")
def prepare_import(request: SignedIn, table: str) -> HttpResponse:
    """All acts of a table without faults, for the browser to show and sign at once."""
    found = _read(request, table)
    if isinstance(found, HttpResponse):
        return found
    if not found.drafts or found.too_many:
        return _report(request, table, found, status=400)
    reader = request.reader
    made: list[Prepared] = []
    try:
        made.extend(
            prepare(reader.member, one.kind, one.body, one.contents, keyid=reader.keyid)
            for one in found.drafts
        )
    except AccordError as error:
        return from_error(error)
    named = labels(_named(found, reader.member), get_language() or "en")
    return JsonResponse(
        {
            "acts": [one.document() for one in made],
            "labels": named,
            "next": reverse(f"supplies:{NEXT[table]}"),
        }
    )


def _named(found: Read, member: str) -> set[str]:
    return {member, *(str(one.body.get("owner", member)) for one in found.drafts)}


def _read(request: SignedIn, table: str) -> Read | HttpResponse:
    reader = request.reader
    reading = Reading(reader.member, tuple(members()), things_of(request))
    given = _given(request)
    if not given.strip():
        sentence = _("Paste a table, or choose a file.")
        return _problem(sentence, {"pasted": sentence})
    try:
        with _turn:
            return read(KINDS[table], given, reading)
    except Unreadable as error:
        return _problem(str(error), {})


def _given(request: SignedIn) -> bytes:
    """The file if one was chosen, else what was pasted."""
    file = request.FILES.get("table")
    if file is not None and not isinstance(file, list) and file.size:
        data: bytes = file.read()
        return data
    return request.POST.get("pasted", "").encode()


def _problem(sentence: str, fields: Mapping[str, str]) -> HttpResponse:
    return problem(400, _("Not accepted"), sentence, fields=fields)


def _report(request: SignedIn, table: str, found: Read, *, status: int) -> HttpResponse:
    context = {
        "table": table,
        "found": found,
        "report": found.report,
        "acts": len(found.drafts),
        "most": limits.ACTS,
        "more_wrong": found.report.wrong - len(found.report.problems),
        "more_odd": found.report.odd - len(found.report.warnings),
        "good": bool(found.drafts) and not found.too_many,
    }
    html = render_to_string("supplies/_import_report.html", context, request)
    answer = {
        "ready": context["good"],
        "rows": found.report.rows,
        "wrong": found.report.wrong,
        "problems": [one.document() for one in found.report.problems],
        "warnings": [one.document() for one in found.report.warnings],
        "html": html,
    }
    if status != 200:
        answer |= {"title": _("Not accepted"), "detail": _("Look at the table below.")}
    return JsonResponse(answer, status=status)
