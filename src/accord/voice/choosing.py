"""Where two people changed the same place: what each wrote, and the choice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accord.voice import differences, drafts, merging, room
from accord.voice.differences import Segment
from accord.voice.drafts import PARTS, Written
from accord.voice.merging import CHOICES, Choice, Part
from accord.voice.models import Draft, DraftText


@dataclass(frozen=True)
class Place:
    """One place to choose about: what both wrote there, with what differs marked."""

    name: str
    part: str
    mine: list[Segment]
    theirs: list[Segment]


@dataclass(frozen=True)
class Question:
    """Everything to choose about in one language."""

    mine: DraftText
    theirs: DraftText
    who: str
    places: list[Place]

    @property
    def language(self) -> str:
        """The language."""
        return self.mine.language


def question(draft: Draft, mine: DraftText, theirs: DraftText) -> Question:
    """What there is to choose between a text kept aside and the newest one."""
    places = [
        Place(
            f"{part}_{at}",
            part,
            differences.segments(_text(one.theirs), _text(one.mine)),
            differences.segments(_text(one.mine), _text(one.theirs)),
        )
        for part, parts in _parts(draft, mine, theirs).items()
        for at, one in enumerate(merging.clashes(parts))
    ]
    return Question(mine, theirs, room.who(theirs), places)


def _text(paragraphs: tuple[str, ...]) -> str:
    return "\n\n".join(paragraphs)


def _parts(
    draft: Draft, mine: DraftText, theirs: DraftText
) -> Mapping[str, list[Part]]:
    rows = draft.texts.filter(language=mine.language, version=mine.upon)
    was = Written.of(rows.first())
    return {
        part: merging.merge(
            getattr(was, part), getattr(mine, part), getattr(theirs, part)
        )
        for part in PARTS
    }


def chosen(draft: Draft, posted: Mapping[str, str]) -> tuple[str, Written] | None:
    """Language and text out of a posted choice; None when there is no such question."""
    rows = {
        name: draft.texts.filter(
            language=posted.get("language", ""), version=_number(posted.get(name, ""))
        ).first()
        for name in ("mine", "theirs")
    }
    mine, theirs = rows["mine"], rows["theirs"]
    if mine is None or theirs is None or not mine.aside:
        return None
    parts = _parts(draft, mine, theirs)
    texts = {
        part: merging.together(found, list(_choices(part, found, posted)))
        for part, found in parts.items()
    }
    texts["title"] = " ".join(texts["title"].split())
    base = Written.of(theirs).base
    title, summary, text = (texts[part] for part in PARTS)
    return mine.language, Written(title, summary, text, base)


def _choices(
    part: str, parts: list[Part], posted: Mapping[str, str]
) -> Iterator[Choice]:
    """What was chosen for each place; without an answer both stay."""
    for at, _clash in enumerate(merging.clashes(parts)):
        given = posted.get(f"{part}_{at}", "")
        yield next((one for one in CHOICES if one == given), "both")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def questions(draft: Draft, saved: drafts.Saved) -> list[Question]:
    """What there is to choose after a save, language by language."""
    return [
        question(draft, saved.mine[language], theirs)
        for language, theirs in saved.theirs.items()
    ]
