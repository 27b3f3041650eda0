"""How forms are drawn: nothing that is typed or pasted is cut without a word."""

import re
from pathlib import Path

import pytest
from django import forms
from django.utils import translation

import accord

TEMPLATES = sorted(Path(accord.__file__).parent.glob("*/templates/**/*.html"))


class Words(forms.Form):
    """A line and a text, each with a bound."""

    title = forms.CharField(max_length=5)
    text = forms.CharField(max_length=10, widget=forms.Textarea({"rows": 3}))


def test_the_browser_keeps_everything_and_knows_the_bound() -> None:
    drawn = str(Words())
    assert "maxlength" not in drawn
    assert re.search(r'<input[^>]* data-most="5"', drawn)
    assert re.search(r'<textarea[^>]* data-most="10"', drawn)
    assert 'rows="3"' in drawn


@pytest.mark.parametrize("language", ["en", "uk", "ru", "ro"])
def test_what_is_too_long_comes_back_whole_with_both_numbers(language: str) -> None:
    with translation.override(language):
        form = Words({"title": "Five.", "text": "twelve signs"})
        (said,) = form.errors["text"]
        assert "10" in said
        assert "12" in said
        assert "twelve signs" in str(form)
        assert "title" not in form.errors


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_text_area_cuts(path: Path) -> None:
    assert not re.search(r"<textarea[^>]*\smaxlength=", path.read_text())
