"""What changed between two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.voice.differences import count, paragraphs, segments, side_by_side


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("", "New words.", "+New words.+"),
        ("Gone.", "", "-Gone.-"),
        ("One two.", "One two.", "One two."),
        ("We tested nine of them.", "We tested fourteen of them.",
         "We tested -nine-+fourteen+ of them."),
        ("It is not safe.", "It is safe.", "It is -not -safe."),
        ("Вода є.", "Води немає.", "-Вода-+Води+ -є-+немає+."),
    ],
)  # fmt: skip
def test_shown(old: str, new: str, shown: str) -> None:
    marks = {"same": "", "gone": "-", "new": "+"}
    found = segments(old, new)
    said = "".join(f"{marks[one.op]}{one.text}{marks[one.op]}" for one in found)
    assert said == shown


@given(st.text("ab \n.", max_size=40), st.text("ab \n.", max_size=40))
def test_both_texts_can_be_read_from_it(old: str, new: str) -> None:
    found = segments(old, new)
    assert "".join(one.text for one in found if one.op != "new") == old
    assert "".join(one.text for one in found if one.op != "gone") == new
    assert (count(found) == 0) == (old == new)


def test_what_is_gone_stands_in_the_paragraph_where_it_was() -> None:
    rows = paragraphs(segments("One.\n\nTwo.\n\nThree.", "One.\n\nThree."))
    assert len(rows) == 2
    assert any("Two" in one.text for row in rows for one in row if one.op == "gone")


def test_languages_stand_side_by_side() -> None:
    rows = side_by_side({"en": segments("", "A.\n\nB."), "uk": segments("", "А.")})
    assert [[language for language, _ in row] for row in rows] == [["en", "uk"]] * 2
    assert rows[1][1] == ("uk", [])
