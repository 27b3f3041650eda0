"""What is handed in for a check stays in memory: it is never written to a disk."""

from io import BytesIO
from typing import IO, Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest


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


def keep_in_memory(request: HttpRequest) -> None:
    """Has a request's files read into memory; before anything of it is read."""
    request.upload_handlers = [InMemory(request)]
