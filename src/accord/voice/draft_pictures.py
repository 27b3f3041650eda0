"""Pictures of drafts: handed in, drawn anew, and taken along into a proposal."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from accord.core.acts.voice import MAX_PICTURES
from accord.ledger import clock
from accord.people import pictures
from accord.people.reader import Reader
from accord.voice.markup.html import Source, Sources
from accord.voice.markup.parse import pictures as named
from accord.voice.models import Draft, DraftText
from accord.voice.models_draft import DraftPicture

MOST_BYTES = 340 * 1024  # six of them fit into a proof file
SIDES = (1600, 1280, 1024, 768, 512)
MOST_IN_DRAFT = 30


def add(draft: Draft, reader: Reader, data: bytes) -> DraftPicture:
    """Takes a picture in; raises ValidationError, in words, for what is none."""
    # As large as it can be signed.
    made = pictures.clean(data, *SIDES, most=MOST_BYTES)
    with transaction.atomic():
        Draft.objects.select_for_update().get(id=draft.id)
        last = draft.pictures.aggregate(last=Max("number"))["last"] or 0
        if draft.pictures.exclude(content=None).count() >= MOST_IN_DRAFT or last >= 99:
            raise ValidationError(
                _("A draft holds {n} pictures at most. Take one out first.").format(
                    n=MOST_IN_DRAFT
                )
            )
        return _keep(draft, reader, last + 1, made.type, made.data, made)


def _keep(
    draft: Draft,
    reader: Reader,
    number: int,
    kind: str,
    data: bytes,
    sides: pictures.Picture | Source,
) -> DraftPicture:
    return DraftPicture.objects.create(
        draft=draft,
        number=number,
        type=kind,
        width=sides.width,
        height=sides.height,
        content=data,
        member=reader.member,
        person=reader.person,
        added=clock.now(),
    )


def copy(
    draft: Draft, reader: Reader, found: Mapping[str, tuple[str, bytes]], sides: Sources
) -> None:
    """Pictures of a proposal for the draft that is made of it, under their numbers."""
    for number, (ending, data) in found.items():
        kind = "jpeg" if ending == "jpg" else "png"
        _keep(draft, reader, int(number), kind, data, sides[number])


def there(draft: Draft) -> list[DraftPicture]:
    """The pictures that were not taken out, in the order of their numbers."""
    rows = draft.pictures.exclude(content=None).order_by("number")
    return list(rows.defer("content"))


def sources(draft: Draft) -> dict[str, Source]:
    """Where each picture is read, by number."""
    return {
        str(one.number): Source(
            reverse("voice:draft-picture", args=[draft.id, one.number]),
            one.width,
            one.height,
        )
        for one in there(draft)
    }


def used(texts: Mapping[str, DraftText]) -> set[str]:
    """The numbers of the pictures that some language names."""
    return {number for row in texts.values() for number in named(row.text)}


def chosen(draft: Draft, texts: Mapping[str, DraftText]) -> dict[str, DraftPicture]:
    """The pictures that are going to be signed with these texts, by number."""
    wanted = used(texts)
    return {
        str(one.number): one
        for one in draft.pictures.exclude(content=None)
        if str(one.number) in wanted
    }


def take_out(draft: Draft, number: int) -> None:
    """Erases a picture of a draft, unless some language shows it."""
    from_texts = draft.texts.filter(aside=False).order_by("version")
    newest = {row.language: row for row in from_texts}
    if str(number) not in used(newest):
        draft.pictures.filter(number=number).update(content=None)


def too_many(texts: Mapping[str, DraftText]) -> bool:
    """Whether there are more than can be signed."""
    return len(used(texts)) > MAX_PICTURES
