"""Who may open a page: decorators for views."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accord.ledger.problems import problem
from accord.people.reader import Reader

P = ParamSpec("P")


class SignedIn(HttpRequest):
    """A request whose reader is known: what a guarded view gets."""

    reader: Reader


View = Callable[Concatenate[HttpRequest, P], HttpResponse]
MemberView = Callable[Concatenate[SignedIn, P], HttpResponse]


def member_required(view: MemberView[P]) -> View[P]:
    """Only for who is signed in; others are sent to sign in, and then back."""

    def guarded(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if getattr(request, "reader", None) is None:
            return _sign_in_first(request)
        return view(cast("SignedIn", request), *args, **kwargs)

    update_wrapper(guarded, view)
    return guarded


def role_required(role: str) -> Callable[[MemberView[P]], View[P]]:
    """Only for devices with a role; other members get the page that says so."""

    def decorate(view: MemberView[P]) -> View[P]:
        def guarded(
            request: SignedIn, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if not request.reader.has(role):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        update_wrapper(guarded, view)
        return member_required(guarded)

    return decorate


def posted_from(page: str) -> Callable[[View[P]], View[P]]:
    """Only for what a form posts; whoever opens its address gets the form's page.

    A form that failed is shown at the address it was sent to; people open that again.
    `page` is the name of an address with the same arguments.
    """

    def decorate(view: View[P]) -> View[P]:
        def guarded(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if request.method in ("GET", "HEAD"):
                return redirect(reverse(page, args=args, kwargs=kwargs))
            return posted(request, *args, **kwargs)

        posted = require_POST(view)
        update_wrapper(guarded, view)
        return guarded

    return decorate


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if request.accepts("text/html") and request.method in ("GET", "HEAD"):
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('people:sign-in')}?{query}")
    if request.accepts("text/html"):
        return redirect("people:sign-in")
    return problem(
        401,
        _("Not signed in"),
        _("You are not signed in any more. Sign in in another tab, then try again."),
    )
