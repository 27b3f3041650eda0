"""What the members of the story tell each other, and what they have agreed to say."""

from collections.abc import Iterator
from functools import partial

import pyrage

from accord.cli.demo.calendar import Calendar
from accord.cli.demo.stage import Scene, Stage


def scenes(at: Calendar) -> Iterator[Scene]:
    """All of it, in its times."""
    yield Scene(at.day(19, "09:20"), publish_reading_key)
    yield Scene(at.day(8, "07:40"), report_bridge)
    yield Scene(at.day(8, "09:15"), comment_bridge)
    yield Scene(at.day(4, "20:30"), report_bridge_again)
    yield Scene(at.day(4, "20:50"), report_to_one)
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
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    stage.act(
        "reading key",
        "charter.reader",
        stage.stamps["kestrel"],
        {"recipient": recipient},
        by="kestrel",
    )


def _report(
    stage: Stage, name: str, who: str, words: dict[str, str], **more: object
) -> None:
    body = {
        "marking": "amber",
        "audience": [],
        "topics": ["roads"],
        "observed": stage.later(),
    }
    person = stage.people[who]
    stage.act(name, "reports.report", person, body | more, {"report": words})


def report_bridge(stage: Stage) -> None:
    """Reed Bank saw the road to the ferry."""
    words = {
        "title": "The road to the ferry",
        "text": "One lane under water for two hundred metres. Vans pass, cars do not.",
        "place": "Between the mill and the ferry",
    }
    sure = {"reliable": "usually", "certain": "confirmed"}
    _report(stage, "road", "andrii", words, **sure)


def comment_bridge(stage: Stage) -> None:
    """Far Shore adds what its driver saw."""
    stage.act(
        "road, comment",
        "reports.comment",
        stage.people["ilinca"],
        {"report": stage.acts["road"]},
        {"comment": {"text": "Our driver turned back at nine; it is rising."}},
    )


def report_bridge_again(stage: Stage) -> None:
    """The newer report takes the place of the older."""
    words = {
        "title": "The road to the ferry is open",
        "text": "The water has gone. Mud on both lanes; drive slowly.",
        "place": "Between the mill and the ferry",
    }
    _report(stage, "road open", "andrii", words, certain="confirmed")
    stage.act(
        "road, newer",
        "reports.supersede",
        stage.people["andrii"],
        {"old": stage.acts["road"], "new": stage.acts["road open"]},
    )


def report_to_one(stage: Stage) -> None:
    """kestrel tells Far Shore alone."""
    words = {
        "title": "Families who moved",
        "text": "Two families are with relatives now and need nothing there.",
        "place": "",
    }
    red = {"marking": "red", "audience": ["far-shore"], "topics": ["shelter"]}
    _report(stage, "families", "k1", words, **red)


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
        "text": "Не пейте воду из колодцев, пока её не проверили. Кипячения мало.",
    }
    stage.act(
        "wells in Russian",
        "voice.translation",
        stage.people["ilinca"],
        {"statement": stage.acts["wells"], "language": "ru"},
        {"text.ru": text},
    )
