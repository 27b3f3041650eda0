"""A session: it belongs to one device, and ends with its key."""

from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from accord.core.rules.requirement import Key
from accord.people.reader import SESSION_KEY


def begin(request: HttpRequest, key: Key) -> None:
    """Signs a device in, under a new session."""
    request.session.flush()
    request.session[SESSION_KEY] = key.keyid
    rotate_token(request)


def end(request: HttpRequest) -> None:
    """Signs out."""
    request.session.flush()
