"""Files that a page gives out."""

from django.http import HttpResponse


def download(data: bytes, name: str) -> HttpResponse:
    """A file to be kept."""
    answer = HttpResponse(data, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
