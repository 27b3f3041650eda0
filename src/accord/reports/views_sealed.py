"""The page of a report that the browser encrypts: nothing that is typed comes here."""

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accord.people import names
from accord.people.guards import SignedIn, role_required
from accord.people.preparing import page_of_new
from accord.reports import prefill
from accord.reports.forms_sealed import SealedForm
from accord.reports.views import tongue


@require_GET
@never_cache
@role_required("reports")
def new_sealed(request: SignedIn) -> HttpResponse:
    """The form, which the browser opens once it has checked the reading keys."""
    first = prefill.initial(request.reader, {}, None)
    context = {
        "form": SealedForm(initial=first),
        "members": json.dumps(names.members_now(tongue())),
        "next": page_of_new("reports:report"),
    }
    return render(request, "reports/new_sealed.html", context)
