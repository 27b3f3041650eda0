"""Acts in words: every kind, nothing hidden."""

import pytest

from accord.cli.words.contents import visible
from accord.cli.words.describe import KINDS, describe
from accord.core.acts.act import KINDS as ALL
from accord.core.acts.act import Act, parse_act
from tests.cli.bodies import BODIES, payload
from tests.coalition import Coalition, blob, founded


@pytest.fixture(scope="module")
def coalition() -> Coalition:
    return founded()


def _act(kind: str, coalition: Coalition) -> tuple[Act, dict[str, bytes]]:
    made, _ = payload(kind, coalition)
    act = parse_act(made)
    return act, {name: coalition.blobs[ref.sha256] for name, ref in act.blobs.items()}


def test_every_kind_has_words_and_an_example() -> None:
    assert set(KINDS) == set(ALL) == set(BODIES)


@pytest.mark.parametrize("kind", sorted(ALL))
def test_every_value_of_the_body_is_shown(kind: str, coalition: Coalition) -> None:
    act, blobs = _act(kind, coalition)
    text = "\n".join(describe(act, blobs))
    assert act.id in text
    for value in _strings(BODIES[kind][0]):
        assert value in text


def _strings(value: object) -> list[str]:
    """Every text in a body; of keys their ids are shown, finality has words."""
    if isinstance(value, dict):
        parts = [part for name, part in value.items() if name not in _KEYS]
        return [one for part in parts for one in _strings(part)]
    if isinstance(value, list):
        return [one for part in value for one in _strings(part)]
    return [_LANGUAGES.get(value, value)] if isinstance(value, str) else []


_KEYS = {"key", "keys", "seals", "finality"}
_LANGUAGES = {"en": "English", "uk": "Ukrainian"}


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (
            "charter.found",
            ["alfa (stamp ", "voice.statement: 2/3 of", "host alone"],
        ),
        ("charter.invite", ["may act in   voice", "Andrii H."]),
        ("decide.object", ["the objection stands", "The crossing closed at night."]),
        ("voice.statement", ["at least ten minutes after", "Text in Ukrainian:"]),
        ("voice.own", ["urgent: at once when agreed"]),
        ("supplies.item", ["piece: 1,750 g, 11,250 ml", "bale: 20 piece", "Ковдра"]),
        ("supplies.need", ["400 units", "1 (1 is the most urgent"]),
        (
            "supplies.receive",
            ["300 units of item", "keep until 2027-01-01", "12 bytes"],
        ),
        ("supplies.count", ["288 units of lot", "new in the books: 7 units of item"]),
        (
            "supplies.handover",
            ["line 1: 97 good, 3 missing", "made         in the field"],
        ),
        ("supplies.use", ["44 people", "60 units of lot"]),
    ],
)
def test_what_it_says(kind: str, lines: list[str], coalition: Coalition) -> None:
    text = "\n".join(describe(*_act(kind, coalition)))
    for line in lines:
        assert line in text


def test_a_content_that_is_not_here_is_named(coalition: Coalition) -> None:
    act, _ = _act("voice.own", coalition)
    text = "\n".join(describe(act, {}))
    assert "Text in English:\n  (not in this file)" in text


def test_a_terminal_is_not_told_what_to_do(coalition: Coalition) -> None:
    sly = "Agreed.\x1b[2K\rRefused.\u202eekil\u202c"
    body, _ = BODIES["decide.object"]
    made = coalition.act("decide.object", "alfa", body, {"reason": blob({"text": sly})})
    act = parse_act(made)
    blobs = {"reason": coalition.blobs[act.blobs["reason"].sha256]}
    text = "\n".join(describe(act, blobs))
    assert "Agreed.<U+001B>[2K<U+000D>Refused.<U+202E>ekil<U+202C>" in text
    assert not any(ord(one) < 32 and one != "\n" for one in text)


def test_letters_of_all_languages_stay() -> None:
    line = "Кип’ятіння не усуває пального; fântânile; ёлка; שלום"
    assert visible(line) == line
