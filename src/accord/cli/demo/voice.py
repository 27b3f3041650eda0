"""What the coalition says in the story, and what it takes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from accord.cli.demo import contents, drawing
from accord.cli.demo.calendar import Calendar
from accord.cli.demo.stage import Scene, Stage
from accord.core.acts import times


@dataclass(frozen=True)
class Words:
    """A statement: who signed it when (person, days back, time in Kyiv)."""

    name: str
    topics: tuple[str, ...]
    signed: tuple[tuple[str, int, str], ...]
    kind: str = "voice.statement"
    urgent: bool = False
    corrects: str | None = None
    release: tuple[int, str] | None = None
    pictured: bool = False


SAID = (
    Words(
        "ferry-timetable",
        ("crossing",),
        (("andrii", 33, "18:10"), ("k1", 33, "18:44"), ("ilinca", 33, "19:02")),
        release=(33, "20:00"),
    ),
    Words(
        "warm-rooms",
        ("shelter",),
        (("ilinca", 24, "15:55"), ("k1", 24, "16:31"), ("andrii", 24, "17:05")),
        release=(24, "17:30"),
    ),
    Words(
        "water-point-ceatal",
        ("water",),
        (("andrii", 18, "16:20"), ("sorina", 18, "17:45"), ("ilinca", 18, "18:30")),
        release=(17, "07:00"),
    ),
    Words(
        "ferry-shuttle",
        ("crossing",),
        (("k1", 14, "19:05"), ("andrii", 14, "20:10"), ("ilinca", 14, "21:15")),
        release=(13, "09:00"),
    ),
    Words(
        "ferry-shuttle-corrected",
        ("crossing",),
        (("k1", 12, "08:20"), ("sorina", 12, "08:57"), ("andrii", 12, "09:49")),
        corrects="ferry-shuttle",
        urgent=True,
    ),
    Words(
        "refrigerated-vans",
        ("kitchen",),
        (("sorina", 9, "10:40"),),
        kind="voice.own",
        release=(9, "11:00"),
    ),
    Words(
        "wells",
        ("health", "water"),
        (
            ("andrii", 2, "12:58"),
            ("k1", 2, "13:02"),
            ("ilinca", 2, "13:20"),
            ("sorina", 2, "13:41"),
        ),
        release=(2, "14:00"),
        pictured=True,
    ),
)


_SIDES = {"type": "png", "width": drawing.WIDTH, "height": drawing.HEIGHT}


def scenes(at: Calendar) -> Iterator[Scene]:
    """All of it, in its times."""
    for words in SAID:
        yield from _said(words, at)
    yield from _withdrawn_timetable(at)
    yield from _objection(at)
    yield from _still_open(at)


def _said(words: Words, at: Calendar) -> Iterator[Scene]:
    (first, back, clock), *others = words.signed
    yield Scene(at.day(back, clock), partial(propose, words=words, who=first))
    for who, back_then, then in others:
        yield Scene(at.day(back_then, then), partial(sign, name=words.name, who=who))


def propose(stage: Stage, words: Words, who: str) -> None:
    """The first signer proposes the words in all three languages."""
    corrects = stage.acts[words.corrects] if words.corrects else None
    release = stage.later()
    if words.release:
        release = times.write(stage.calendar.day(*words.release))
    stage.act(
        words.name,
        words.kind,
        stage.people[who],
        {
            "slug": words.name,
            "languages": list(contents.LANGUAGES),
            "release": release,
            "urgent": words.urgent,
            "topics": list(words.topics),
            **({"corrects": corrects} if corrects else {}),
            **({"pictures": {"1": _SIDES}} if words.pictured else {}),
        },
        contents.texts(words.name, "text", stage.calendar),
        files={"picture.1": drawing.wells()} if words.pictured else None,
    )


def sign(stage: Stage, name: str, who: str) -> None:
    """One more spokesperson signs."""
    stage.sign(name, stage.people[who])


def _withdrawn_timetable(at: Calendar) -> Iterator[Scene]:
    reason = (
        "English: The crossing closed at night because of the current. Two of the "
        "times are wrong, and a family waited in the rain. We apologise.\n\n"
        "Română: Noaptea, trecerea a fost închisă din cauza curentului. Două ore sunt "
        "greșite, iar o familie a așteptat în ploaie. Ne cerem scuze.\n\n"
        "Українська: Уночі переправу закрили через течію. Два рейси вказано хибно, і "
        "одна родина чекала під дощем. Просимо вибачення."
    )
    play = partial(
        withdraw, name="ferry-timetable", who="andrii", reason=reason, second="ilinca"
    )
    yield Scene(at.day(32, "06:40"), play)


def withdraw(
    stage: Stage, name: str, who: str, reason: str, second: str | None = None
) -> None:
    """A statement is withdrawn, with the second signature at once or still lacking."""
    stage.act(
        f"withdraw {name}",
        "voice.retraction",
        stage.people[who],
        {"statement": stage.acts[name]},
        {"reason": {"text": reason}},
    )
    if second is not None:
        sign(stage, f"withdraw {name}", second)


# A proposal that would have put people in danger


GIFTS = Words("gifts-for-shelters", ("shelter",), (("sorina", 6, "11:15"),))


def _objection(at: Calendar) -> Iterator[Scene]:
    yield from _said(GIFTS, at)
    yield Scene(at.day(6, "11:52"), object_to_addresses)
    yield Scene(at.day(6, "13:30"), take_proposal_back)


def object_to_addresses(stage: Stage) -> None:
    """kestrel objects: the addresses would tell everybody who sleeps where."""
    reason = (
        "These addresses tell everybody where families sleep who have nobody to "
        "protect them. Name the store instead; we bring the things on."
    )
    stage.act(
        "objection",
        "decide.object",
        stage.people["k1"],
        {"act": stage.acts[GIFTS.name], "stands": True},
        {"reason": {"text": reason}},
    )


def take_proposal_back(stage: Stage) -> None:
    """Its proposer takes the proposal back."""
    body = {"act": stage.acts[GIFTS.name]}
    stage.act("taken back", "decide.withdraw", stage.people["sorina"], body)


# What waits when the story ends

WAITING = Words("warm-rooms-animals", ("shelter",), (), urgent=True)


def _still_open(at: Calendar) -> Iterator[Scene]:
    reason = (
        "The pump at Ceatal Square has failed and the point is closed until it is "
        "repaired. Nobody should walk there in vain."
    )
    closed = partial(withdraw, name="water-point-ceatal", who="ilinca", reason=reason)
    yield Scene(at.day(1, "17:35"), closed)
    yield Scene(at.ago(4, 10), partial(propose, words=WAITING, who="andrii"))
    yield Scene(at.ago(3, 22), partial(sign, name=WAITING.name, who="k1"))
