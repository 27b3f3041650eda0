"""Errors as programs read them (RFC 9457): a sentence in the reader's language."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext

from accord.core.acts.errors import AccordError, Malformed


def sentence(error: AccordError) -> str:
    """What happened, in the language that is active."""
    return gettext(error.template).format(**error.values)


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
