"""The words of all pages: found, translated, and none that a reader has to learn."""

from pathlib import Path

import polib  # type: ignore[import-untyped]  # it has no stubs
import pytest

from accord.web.catalogues import checks
from accord.web.catalogues.files import APPS, LANGUAGES, Catalogue, catalogues
from accord.web.catalogues.words import Message, in_python, in_template


@pytest.mark.parametrize("app", APPS)
def test_authors_use_the_readers_words(app: str) -> None:
    assert list(checks.of_english(app)) == []


@pytest.mark.parametrize("app", APPS)
def test_every_word_in_a_template_can_be_translated(app: str) -> None:
    assert list(checks.of_templates(app)) == []


@pytest.mark.parametrize(
    "catalogue", list(catalogues()), ids=lambda c: f"{c.app}-{c.language}"
)
def test_catalogues_are_complete(catalogue: Catalogue) -> None:
    assert list(checks.of_catalogue(catalogue)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_english_is_said_in_one_way(language: str) -> None:
    assert list(checks.of_language(language)) == []


def test_two_ways_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Catalogue.read

    def spoilt(self: Catalogue) -> polib.POFile:
        found = real(self)
        if self.app == "voice":
            found.append(polib.POEntry(msgid="Open", msgstr="Зачинено"))
        return found

    monkeypatch.setattr(Catalogue, "read", spoilt)
    (fault,) = checks.of_language("uk")
    assert "'Open'" in fault
    assert "'Зачинено' in voice" in fault


def test_words_in_templates() -> None:
    source = """
    <a aria-label="{% translate "Desk" %}">{% translate "Open" context "door" %}</a>
    {% blocktranslate trimmed count n=members %}
      {{ n }} member{% plural %}{{ n }} members
    {% endblocktranslate %}
    {% badge "yes" _("All saved") %} {{ _("Hello")|upper }}
    {% translate "100%" %} {# {% translate "not this" %} #}
    """
    assert list(in_template(source)) == [
        Message("", "Desk", ""),
        Message("door", "Open", ""),
        Message("", "%(n)s member", "%(n)s members"),
        Message("", "All saved", ""),
        Message("", "Hello", ""),
        Message("", "100%%", ""),
    ]


def test_words_in_python() -> None:
    source = """
_("One")
gettext_lazy("Two " "parts")
ngettext("%(n)s need", "%(n)s needs", n)
translation.pgettext("time zone", "Kyiv")
raise Refused("{member} has left.", member=handle)
gettext(variable)
print("not this")
"""
    assert list(in_python(source)) == [
        Message("", "One", ""),
        Message("", "Two parts", ""),
        Message("", "%(n)s need", "%(n)s needs"),
        Message("time zone", "Kyiv", ""),
        Message("", "{member} has left.", ""),
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The leaf is missing", "leaf"),
        ("Checkpoint 7", "Checkpoint"),
        ("не той хеш", "хеш"),
        ("конверт підписано", "конверт"),
        ("епоху змінено", "епох"),
        ("Frunza lipsește", "Frunza"),
        ("The address {slug} is taken", None),
        ("Long-standing friends unfold a leaflet", "standing"),
        ("A manifold leaflet", None),
    ],
)
def test_words_that_no_reader_should_meet(text: str, word: str | None) -> None:
    assert checks.forbidden_in(text) == word


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        (
            '<p title="Hello {{ name }}">{{ name }}</p>',
            ["Hello \N{OBJECT REPLACEMENT CHARACTER}"],
        ),
        ("<p>{% translate 'Hello' %} · 12 × {{ n }}</p>", []),
        ("{% blocktranslate %}Hello{% endblocktranslate %}", []),
        ("{% comment %}Hello{% endcomment %}{# Hello #}", []),
        ('<code translate="no">accord <b>serve</b></code> then', ["then"]),
        ('<input name="hello"><script src="hello.js"></script>', []),
    ],
)
def test_words_that_cannot_be_translated(source: str, found: list[str]) -> None:
    assert checks.bare_words(source) == found


@pytest.mark.parametrize(
    ("english", "translation", "fault"),
    [
        ("%(n)s of %(m)s", "%(n)s з %(m)s", ""),
        ("%(n)s of %(m)s", "%(n)s з", "other placeholders"),
        ("{member} left", "{учасник} вийшов", "other placeholders"),
        ("<b>No</b>", "Ні", "other placeholders"),
        ("Saved", "", "not translated"),
        ("Saved", "Хеш збережено", "should not meet"),
    ],
)
def test_translations_are_checked(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    english: str,
    translation: str,
    fault: str,
) -> None:
    monkeypatch.setattr("accord.web.catalogues.files.HOUSE", tmp_path)
    (tmp_path / "web").mkdir()
    (tmp_path / "web/page.py").write_text(f"gettext({english!r})\n")
    catalogue = Catalogue("web", "uk")
    catalogue.update()
    filled = catalogue.read()
    filled[0].msgstr = translation
    filled.save(str(catalogue.po))
    catalogue.compile()
    faults = list(checks.of_catalogue(catalogue))
    assert len(faults) == (1 if fault else 0)
    assert all(fault in found for found in faults)


def test_new_words_and_stale_files_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.web.catalogues.files.HOUSE", tmp_path)
    (tmp_path / "web").mkdir()
    page = tmp_path / "web/page.py"
    page.write_text('gettext("One")\n')
    catalogue = Catalogue("web", "ro")
    catalogue.update()
    page.write_text('gettext("Two")\n')
    faults = " ".join(checks.of_catalogue(catalogue))
    assert "not extracted: 'Two'" in faults
    assert "no longer used: 'One'" in faults
    assert "not compiled" in faults
