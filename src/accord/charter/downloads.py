"""Files that a page gives out."""

from collections.abc import Mapping

from django.http import HttpResponse

from accord.core.acts import actfile
from accord.core.acts.envelope import Envelope


def act_file(envelope: Envelope, blobs: Mapping[str, bytes]) -> HttpResponse:
    """An act as a file, to be stamped and handed in."""
    file = actfile.of(envelope, blobs)
    answer = HttpResponse(actfile.write(file), content_type="application/json")
    name = actfile.name_of(file.act)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
