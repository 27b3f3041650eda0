"""The pictures of statements: where they are read, and how large they are."""

from django.conf import settings
from django.urls import reverse

from accord.core.acts.act import SALT, Act
from accord.core.acts.voice import PICTURE, Picture, Words
from accord.ledger import queries
from accord.ledger.cache import reading
from accord.voice.markup.html import Source, Sources

TYPES = {"jpeg": "image/jpeg", "png": "image/png"}


def body(act_id: str) -> Words | None:
    """What was signed of a statement or an own word."""
    act = _act(act_id)
    found: object = act.body if act is not None else None
    return found if isinstance(found, Words) else None


def _act(act_id: str) -> Act | None:
    """From the state, so that lists need not ask the tables for each."""
    with reading() as state:
        record = state.acts.get(act_id)
        return record.act if record is not None else None


def sources(act_id: str) -> Sources:
    """The pictures of an act by number, at their own address."""
    return {
        number: Source(
            reverse("voice:picture", args=[act_id, int(number)]), one.width, one.height
        )
        for number, one in _there(act_id).items()
    }


def _there(act_id: str) -> dict[str, Picture]:
    """The pictures of an act that were not erased."""
    act, words = _act(act_id), body(act_id)
    if act is None or words is None or not words.pictures:
        return {}
    names = {number: f"{PICTURE}{number}" for number in words.pictures}
    left = queries.left(act.content(name) for name in names.values())
    return {
        number: one
        for number, one in words.pictures.items()
        if act.content(names[number]) in left
    }


def previewed(act_id: str, token: str) -> Sources:
    """The same under embargo, at addresses that end with the link."""
    return {
        number: Source(
            reverse("voice:preview-picture", args=[token, int(number)]),
            one.width,
            one.height,
        )
        for number, one in sources(act_id).items()
    }


def absolute(found: Sources) -> dict[str, Source]:
    """The same at whole addresses, for feeds and for programs."""
    return {
        number: Source(f"{settings.ORIGIN}{one.url}", one.width, one.height)
        for number, one in found.items()
    }


def content(act_id: str, number: str) -> tuple[str, bytes] | None:
    """Type and bytes of a picture; None when there is none, or it was erased."""
    words = body(act_id)
    one = (words.pictures or {}).get(number) if words else None
    row = queries.act(act_id)
    ref = row.parsed.blobs.get(f"{PICTURE}{number}") if row else None
    data = queries.blob(ref.sha256) if ref else None
    if one is None or data is None:
        return None
    return TYPES[one.type], data[SALT:]


def files(act_id: str) -> dict[str, tuple[str, bytes]]:
    """Ending and bytes of all pictures of an act that are still there, by number."""
    words = body(act_id)
    found: dict[str, tuple[str, bytes]] = {}
    for number, one in ((words.pictures if words else None) or {}).items():
        there = content(act_id, number)
        if there is not None:
            found[number] = ("jpg" if one.type == "jpeg" else "png", there[1])
    return found
