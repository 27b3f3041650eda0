"""A file that somebody hands in, or that is handed out: known by content, made bare.

The same is done at both ends. An act can be made without our forms, so what lies in the
store is not trusted either: it is cleaned once more on its way to a reader.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.people import jail, pictures
from accord.reports.files.text import is_text

MOST_BYTES = 15 * 1024 * 1024
MOST_TOGETHER = 24 * 1024 * 1024

TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "txt": "text/plain; charset=utf-8",
}
PICTURES = frozenset({"jpeg", "png"})
BROKEN = _("This file is broken; it cannot be read.")
SAID: dict[str, str | Promise] = {
    "broken": BROKEN,
    "locked": _("This file is locked with a password. Take the password away first."),
    "programs": _(
        "There is a program in this file, or another file. Save it without: as a plain "
        "PDF, for example."
    ),
    "pages": _("This file has too many pages. Take it apart."),
    "bomb": _("This file grows beyond all measure when it is unpacked."),
    "kind": _(
        "Files of this kind are not taken. Take a picture (JPEG, PNG, WebP), a PDF, a "
        "document or table (docx, xlsx, pptx, odt, ods, odp), or plain text."
    ),
}


@dataclass(frozen=True, slots=True)
class Handed:
    """A file without anything about who made it; `type` is one of TYPES."""

    type: str
    data: bytes


def clean(data: bytes) -> Handed:
    """The file made bare; raises ValidationError, in words."""
    if len(data) > MOST_BYTES:
        raise ValidationError(_("A file may have 15 MB at most."))
    if not data:
        raise ValidationError(_("This file is empty."))
    if pictures.is_picture(data):
        picture = pictures.clean(data)
        return Handed(picture.type, picture.data)
    if data.startswith(b"%PDF-"):
        return _jailed("pdf", data)
    if data.startswith(b"PK\x03\x04"):
        return _jailed("office", data)
    if is_text(data):
        return Handed("txt", data)
    raise ValidationError(str(SAID["kind"]))


def _jailed(how: str, data: bytes) -> Handed:
    try:
        return Handed(*jail.read("accord.reports.jailed", how, data=data))
    except jail.Broken:
        raise ValidationError(str(BROKEN)) from None
    except jail.NotTaken as refused:
        raise ValidationError(str(SAID.get(str(refused), BROKEN))) from None
