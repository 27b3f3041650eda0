"""A session: it belongs to one device, and ends with its key."""

from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from accord.core.rules.requirement import Key
from accord.people.reader import SESSION_KEY

SHARED_SECONDS = 15 * 60


def begin(request: HttpRequest, key: Key, *, shared: bool = False) -> None:
    """Signs a device in, under a new session.

    Where several people use one device, behind PINs, it is a short one: the page on
    which the key is unlocked signs in again by itself, and who finds the device cannot.
    """
    request.session.flush()
    request.session[SESSION_KEY] = key.keyid
    if shared:
        request.session.set_expiry(SHARED_SECONDS)
    rotate_token(request)


def end(request: HttpRequest) -> None:
    """Signs out."""
    request.session.flush()
