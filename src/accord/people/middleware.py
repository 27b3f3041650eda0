"""Puts the reader on every request, before anything asks for its time zone."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accord.people.reader import Reader, reader_of


class ReaderRequest(HttpRequest):
    """A request that knows its reader: what views here take."""

    reader: Reader | None


def reader(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Sets `request.reader`; None for who is not signed in, or not any more."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        cast("ReaderRequest", request).reader = reader_of(request)
        return answer(request)

    return middleware
