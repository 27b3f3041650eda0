"""The page that makes a file for the stamp, with what the change means."""

from collections.abc import Mapping

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from accord.people.guards import SignedIn


def change_page(
    request: SignedIn,
    form: forms.Form,
    title: str,
    says: list[str],
    **more: bool,
) -> HttpResponse:
    """A form, and what it would change; `more`: `together`, `danger`."""
    context: Mapping[str, object] = {"form": form, "title": title, "says": says}
    status = 400 if form.errors else 200
    return render(request, "charter/change.html", {**context, **more}, status=status)
