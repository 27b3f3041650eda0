"""What a page's script is told when a form cannot become an act."""

from django.forms import BaseForm
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accord.ledger.problems import problem


def form_problem(form: BaseForm) -> HttpResponse:
    """What is wrong in a form, field by field, as problem+json."""
    fields = {
        name: " ".join(str(one) for one in errors)
        for name, errors in form.errors.items()
        if name != "__all__"
    }
    detail = " ".join(str(one) for one in form.non_field_errors())
    return problem(
        400,
        _("Not complete yet"),
        detail or _("Look at the marked fields."),
        fields=fields,
    )
