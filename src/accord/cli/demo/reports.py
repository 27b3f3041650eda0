"""What the members of the story tell each other, and what they have agreed to say."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pyrage
from PIL import Image, ImageDraw

from accord.cli.demo import contents
from accord.cli.demo.calendar import Calendar
from accord.cli.demo.stage import Scene, Stage
from accord.cli.files import write_new
from accord.core.acts import times
from accord.core.acts.envelope import act_id
from accord.ledger import hubkey
from accord.ledger.prepare import prepare
from accord.people import pictures
from accord.reports import feeds, sources
from accord.reports.models import Source


def scenes(at: Calendar) -> Iterator[Scene]:
    """All of it, in its times."""
    yield Scene(at.day(19, "09:20"), publish_reading_key)
    for one in contents.load("reports")["reports"]:
        yield Scene(at.day(one["day"], one["clock"]), partial(report, given=one))
    for number, said in enumerate(contents.load("reports")["comments"]):
        play = partial(comment, number=number, given=said)
        yield Scene(at.day(said["day"], said["clock"]), play)
    yield Scene(at.day(4, "20:31"), replace_road)
    yield Scene(at.day(1, "07:30"), watch_river)
    yield Scene(at.day(5, "16:00"), agree_on_gifts)
    yield Scene(at.day(5, "17:30"), partial(sign, name="gifts", who="ilinca"))
    yield Scene(at.day(5, "18:20"), partial(sign, name="gifts", who="k1"))
    yield Scene(at.day(6, "12:20"), abstain)
    yield Scene(at.day(1, "14:00"), translate_wells)
    yield Scene(at.day(1, "15:10"), partial(sign, name="wells in Russian", who="k1"))


def sign(stage: Stage, name: str, who: str) -> None:
    """One more signature."""
    stage.sign(name, stage.people[who])


def publish_reading_key(stage: Stage) -> None:
    """kestrel says how contents can be sealed for it alone."""
    identity = pyrage.x25519.Identity.generate()
    recipient = str(identity.to_public())
    path = hubkey.directory() / "kestrel.reader"
    write_new(path, f"{identity}\n".encode(), 0o600)
    stage.act(
        "reading key",
        "charter.reader",
        stage.stamps["kestrel"],
        {"recipient": recipient},
        by="kestrel",
    )


def report(stage: Stage, given: Mapping[str, Any]) -> None:
    """A member saw something."""
    maybe = {key: given[key] for key in ("reliable", "certain") if key in given}
    if "about" in given:
        maybe["about"] = sorted(stage.acts[one] for one in given["about"])
    body = {
        "marking": given.get("marking", "amber"),
        "audience": given.get("audience", []),
        "topics": sorted(given["topics"]),
        "observed": stage.later(minutes=-20),
    }
    files = {"file.1": pictures.clean(gauge()).data} if "picture" in given else None
    person = stage.people[given["who"]]
    name, words = str(given["name"]), {"report": given["words"]}
    made = prepare(person.member, "reports.report", body | maybe, words, files)
    stage.prepared[name], stage.acts[name] = made, act_id(made.payload)
    stage.sign(name, person)


def gauge() -> bytes:
    """A picture of the staff in the water, drawn for the story."""
    image = Image.new("RGB", (960, 640), (196, 208, 214))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 400, 960, 640), fill=(92, 110, 112))
    for wave in range(9):
        top = 415 + wave * 26
        draw.line((wave * 40, top, 960 - wave * 30, top), (122, 140, 140), 3)
    draw.rectangle((430, 40, 530, 560), fill=(246, 244, 236), outline=(40, 40, 40))
    for mark in range(26):
        top, wide = 50 + mark * 20, 60 if mark % 5 == 0 else 30
        draw.rectangle((430, top, 430 + wide, top + 8), fill=(164, 38, 28))
    draw.rectangle((431, 401, 529, 559), fill=(128, 142, 140))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def comment(stage: Stage, number: int, given: Mapping[str, str]) -> None:
    """Somebody adds to it."""
    stage.act(
        f"report comment {number}",
        "reports.comment",
        stage.people[given["who"]],
        {"report": stage.acts[given["report"]]},
        {"comment": {"text": given["text"]}},
    )


def replace_road(stage: Stage) -> None:
    """The newer report takes the place of the older."""
    stage.act(
        "road, newer",
        "reports.supersede",
        stage.people["andrii"],
        {"old": stage.acts["road"], "new": stage.acts["road open"]},
    )


def watch_river(stage: Stage) -> None:
    """A source outside, as it was read once; a demonstration asks nobody."""
    text = (Path(__file__).parent / "data" / "river.xml").read_text("utf-8")

    def moment(found: re.Match[str]) -> str:
        day, clock = found[1].split("T")
        return times.write(stage.calendar.day(int(day) + 1, clock))

    feed = feeds.read(re.sub(r"\{([0-9]T[0-9:]+)\}", moment, text).encode())
    source = Source.objects.create(
        url="https://gauge.example/feed.atom",
        title=str(feed["title"]),
        by="reed-bank",
        added=stage.later(),
        asked=stage.time,
    )
    sources.take(source, cast("list[dict[str, str]]", feed["items"]))


def agree_on_gifts(stage: Stage) -> None:
    """What all say when somebody asks where to bring gifts."""
    answers = {
        "en": (
            "Where can I bring things?",
            "To the stores that we name, never to a shelter.",
        ),
        "uk": (
            "Куди принести речі?",
            "На склади, які ми називаємо, ніколи до притулку.",
        ),
        "ro": (
            "Unde pot aduce lucruri?",
            "La depozitele pe care le numim, niciodată la un adăpost.",
        ),
    }
    stage.act(
        "gifts",
        "voice.position",
        stage.people["andrii"],
        {"languages": ["en", "ro", "uk"], "public": True, "topics": ["shelter"]},
        {
            f"position.{one}": {"question": question, "answer": answer}
            for one, (question, answer) in answers.items()
        },
    )


def abstain(stage: Stage) -> None:
    """Far Shore neither signs nor objects."""
    stage.act(
        "abstention",
        "decide.abstain",
        stage.people["ilinca"],
        {"act": stage.acts["gifts-for-shelters"]},
        {"reason": {"text": "We have no shelter of our own on that list."}},
    )


def translate_wells(stage: Stage) -> None:
    """The statement about the wells, for those who read Russian."""
    text = {
        "title": "Вода из колодцев в затопленных сёлах непригодна для питья",
        "summary": "Пейте привозную воду, пока колодцы не проверены.",
        "text": "Не пейте воду из колодцев, пока её не проверили. Кипячения мало.\n\n"
        "![Рисунок: два колодца; у левого стоит синий щит, у правого "
        "красный](picture:1 "
        '"Синий: можно брать. Красный: нельзя. Без щита: ещё не проверено.")',
    }
    stage.act(
        "wells in Russian",
        "voice.translation",
        stage.people["ilinca"],
        {"statement": stage.acts["wells"], "language": "ru"},
        {"text.ru": text},
    )
