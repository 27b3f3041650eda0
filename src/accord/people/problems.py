"""What a page's script is told when a form cannot become an act."""

from typing import Protocol

from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accord.ledger.problems import problem


class Checked(Protocol):
    """What was looked at and may have errors, as a form has them."""

    @property
    def errors(self) -> ErrorDict: ...

    def non_field_errors(self) -> ErrorList: ...


def form_problem(form: Checked) -> HttpResponse:
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
