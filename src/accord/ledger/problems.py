"""Errors as programs read them (RFC 9457): a sentence in the reader's language."""

from django.http import HttpResponse, JsonResponse
from django.utils import formats
from django.utils.translation import gettext

from accord.core.acts.errors import AccordError, Malformed


def sentence(error: AccordError) -> str:
    """What happened, in the language that is active, with its way to write numbers."""
    values = {name: _said(one) for name, one in error.values.items()}
    return gettext(error.template).format(**values)


def _said(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return formats.number_format(value, force_grouping=True)
    return sentence(value) if isinstance(value, AccordError) else value


def problem(status: int, title: str, detail: str, **more: object) -> HttpResponse:
    """An application/problem+json answer."""
    document = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        **more,
    }
    return JsonResponse(
        document, status=status, content_type="application/problem+json"
    )


def from_error(error: AccordError) -> HttpResponse:
    """400 for what is not in the accepted form, 409 for what the rules refuse."""
    if isinstance(error, Malformed):
        return problem(400, gettext("Not accepted"), sentence(error))
    return problem(409, gettext("Refused"), sentence(error))
