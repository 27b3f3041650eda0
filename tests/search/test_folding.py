"""Words as they are compared, in four languages."""

import pytest

from accord.search.excerpts import excerpt
from accord.search.folding import folded, stem, stems, words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ПЕРЕПРАВА", "переправа"),
        ("еж", "ёж"),
        ("киів", "Київ"),
        ("ганок", "Ґанок"),
        ("мята", "м’ята"),
        ("padure", "pădure"),
        ("tara", "Țara"),
        ("sos", "șoș"),
        ("sosea", "ŞOSEA"),
        ("cafe", "cafe\u0301"),
        ("strasse", "Straße"),
    ],
)
def test_the_same_word(typed: str, said: str) -> None:
    assert folded(typed) == folded(said)


def test_letters_of_their_own_stay() -> None:
    assert folded("бій") != folded("бии")
    assert words("Мост-2: «сто» ящиков, 5 л") == [
        "мост",
        "2",
        "сто",
        "ящиков",
        "5",
        "л",
    ]


@pytest.mark.parametrize(
    ("asked", "forms"),
    [
        ("мост", ["мосты", "мостами", "мостов"]),
        ("мости", ["мост", "мостах"]),
        ("ковдри", ["ковдра", "ковдрами"]),
        ("дороги", ["дорогу", "дорогами"]),
        ("podul", ["pod", "poduri", "podurilor"]),
        ("blankets", ["blanket"]),
        ("supplies", ["supply"]),
    ],
)
def test_other_forms_begin_alike(asked: str, forms: list[str]) -> None:
    for form in forms:
        assert folded(form).startswith(stem(folded(asked))), (asked, form)


def test_what_is_asked() -> None:
    assert stems("  Мости, мости! ") == ["мост"]
    assert stems('"* OR who:x') == ["or", "who", "x"]
    assert stems("!!!") == []
    assert len(stems(" ".join(f"w{n}" for n in range(50)))) == 12


def test_an_excerpt_marks_what_was_asked_for() -> None:
    text = "Довгий початок. " * 20 + "Міст через річку закрито. " + "Кінець. " * 60
    parts = excerpt(text, stems("мiст рiчка".replace("i", "і")))
    assert [one.text for one in parts if one.marked] == ["Міст", "річку"]
    shown = "".join(one.text for one in parts)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 330
    assert "".join(one.text for one in excerpt("Short.", ["nothing"])) == "Short."
    assert excerpt("", ["x"]) == ()
