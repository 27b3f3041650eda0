"""Work that is not signed yet: a draft that several people write."""

from collections.abc import Iterator

from accord.cli.demo import contents
from accord.cli.demo.calendar import Calendar
from accord.cli.demo.stage import Scene, Stage
from accord.ledger.cache import reading
from accord.people.reader import Reader, make_reader
from accord.voice import drafts
from accord.voice.drafts import Written
from accord.voice.models import Draft

NAME = "blue-boards"


def scenes(at: Calendar) -> Iterator[Scene]:
    """All of it, in its times."""
    yield Scene(at.day(1, "18:20"), begin)
    yield Scene(at.day(1, "19:05"), translate)
    yield Scene(at.ago(4, 40), improve)


def begin(stage: Stage) -> None:
    """Andrii begins in English."""
    drafts.begin(
        _reader(stage, "andrii"),
        {"en": _words(stage, NAME, "en")},
        languages=contents.LANGUAGES,
        slug=NAME,
        topics="health water",
    )


def translate(stage: Stage) -> None:
    """Ilinca adds the Ukrainian; nobody has the Romanian yet."""
    words = {"uk": _words(stage, NAME, "uk")}
    drafts.save(_draft(), _reader(stage, "ilinca"), words)


def improve(stage: Stage) -> None:
    """K1 changes the English, so that the Ukrainian is behind."""
    words = {"en": _words(stage, f"{NAME}-later", "en", base=1)}
    drafts.save(_draft(), _reader(stage, "k1"), words)


def _draft() -> Draft:
    return Draft.objects.get(slug=NAME)


def _words(stage: Stage, name: str, language: str, base: int = 0) -> Written:
    found = contents.texts(name, "text", stage.calendar)[f"text.{language}"]
    return Written(found["title"], found["summary"], found["text"], base)


def _reader(stage: Stage, person: str) -> Reader:
    with reading() as state:
        key = state.keys[stage.devices[person].keyid]
    return make_reader(key)
