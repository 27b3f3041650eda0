"""What is handed in stays in memory: it is never written to a disk.

How large a whole request may be is asked before anything of it is read: a file of
2 GB is refused by what the request says of itself, and of one that says less no more
is read.
"""

from collections.abc import Callable
from functools import update_wrapper
from io import BytesIO
from typing import IO, Any, Concatenate, ParamSpec

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from accord.ledger.problems import problem

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class InMemory(FileUploadHandler):
    """Takes files of any size into memory; the view bounds the whole request."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Begins a file."""
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Takes some of it."""
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The whole file."""
        self.kept.seek(0)
        file: IO[Any] = self.kept
        return InMemoryUploadedFile(
            file,
            self.field_name,
            self.file_name or "",
            self.content_type,
            file_size,
            self.charset,
        )


def length(request: HttpRequest) -> int:
    """How many bytes a request says that it brings."""
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isascii() and given.isdigit() else 0


def too_large(most: int) -> HttpResponse:
    """The answer to a request that brings more than `most` bytes."""
    text = _("These files are too large: {most} MB in all at most.")
    return problem(413, _("Too large"), text.format(most=most // (1024 * 1024)))


def keep_in_memory(request: HttpRequest) -> None:
    """Has a request's files read into memory; before anything of it is read."""
    request.upload_handlers = [InMemory(request)]


def takes_files(most: int) -> Callable[[View[P]], View[P]]:
    """A view whose forms bring files: at most `most` bytes in all, kept in memory.

    The token of the form is looked at inside, so that nothing is read before.
    """

    def decorate(view: View[P]) -> View[P]:
        protected = csrf_protect(view)

        def bounded(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if length(request) > most:
                return too_large(most)
            keep_in_memory(request)
            return protected(request, *args, **kwargs)

        update_wrapper(bounded, view)
        return csrf_exempt(bounded)

    return decorate
