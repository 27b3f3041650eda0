"""The form of a draft's words: every language beside the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from accord.voice import cleaning, drafts
from accord.voice.behind import behind
from accord.voice.drafts import Written
from accord.voice.models import Draft, DraftText

TITLE, SUMMARY, TEXT = 200, 1000, 40_000
ROWS = {TITLE: 2, SUMMARY: 3, TEXT: 12}


class Words(forms.CharField):
    """Words that are going to be signed, cleaned as `cleaning` says."""

    def __init__(self, label: str, most: int, initial: str, language: str) -> None:
        attrs = {
            "lang": language,
            "dir": "auto",
            "rows": ROWS[most],
            "data-ends": 1,  # cleaned words have one character at the end of a line
        }
        super().__init__(
            label=label,
            max_length=most,
            required=False,
            strip=False,
            initial=initial,
            widget=forms.Textarea(attrs=attrs),
        )
        self.form = cleaning.line if most == TITLE else cleaning.words

    def clean(self, value: object) -> str:
        """The words in the form in which they are signed."""
        clean: str = super().clean(self.form(str(value or "")))
        return clean


@dataclass(frozen=True)
class Column:
    """One language of the form.

    `behind`: the languages that changed since; `same`: the tick that it still says the
    same; `theirs`: what somebody else saved meanwhile.
    """

    language: str
    row: DraftText | None
    title: BoundField
    summary: BoundField
    text: BoundField
    base: BoundField
    same: BoundField | None = None
    behind: tuple[str, ...] = ()
    theirs: DraftText | None = None

    @property
    def complete(self) -> bool:
        """Whether there are a title and a text."""
        return bool(self.row and self.row.title and self.row.text)


class TextsForm(forms.Form):
    """The words of a draft; `base_<language>` is the version that they change."""

    def __init__(self, draft: Draft, data: Mapping[str, object] | None = None) -> None:
        super().__init__(data)
        self.languages = drafts.languages(draft)
        self.rows = drafts.newest(draft)
        self.behind = behind(draft.texts.all())
        for language in self.languages:
            self._add(language, Written.of(self.rows.get(language)))

    def _add(self, language: str, now: Written) -> None:
        labels = {"title": _("Title"), "summary": _("Summary"), "text": _("Text")}
        for part, most in zip(drafts.PARTS, (TITLE, SUMMARY, TEXT), strict=True):
            label = f"{labels[part]}, {own_name(language)}"
            field = Words(label, most, getattr(now, part), language)
            field.widget.attrs["placeholder"] = labels[part]
            self.fields[f"{part}_{language}"] = field
        # Not type=hidden: what a browser keeps of typed words includes their version.
        self.fields[f"base_{language}"] = forms.IntegerField(
            min_value=0,
            initial=now.base,
            widget=forms.TextInput(attrs={"hidden": True, "autocomplete": "off"}),
        )

        if language in self.behind:
            self.fields[f"same_{language}"] = forms.BooleanField(
                label=_("I compared them: it still says the same"), required=False
            )

    def columns(self, theirs: Mapping[str, DraftText]) -> Iterator[Column]:
        """The fields by language."""
        for one in self.languages:
            yield Column(
                one,
                self.rows.get(one),
                title=self[f"title_{one}"],
                summary=self[f"summary_{one}"],
                text=self[f"text_{one}"],
                base=self[f"base_{one}"],
                same=self[f"same_{one}"] if one in self.behind else None,
                behind=tuple(sorted(self.behind.get(one, ()))),
                theirs=theirs.get(one),
            )

    def written(self) -> dict[str, Written]:
        """What was written, by language."""
        given = self.cleaned_data
        return {
            one: Written(*(given[f"{part}_{one}"] for part in (*drafts.PARTS, "base")))
            for one in self.languages
        }

    def compared(self) -> set[str]:
        """The languages that were found to say the same."""
        given = self.cleaned_data
        return {one for one in self.behind if given.get(f"same_{one}")}

    def upon(self, theirs: Mapping[str, DraftText]) -> "TextsForm":
        """The same words, upon what others saved meanwhile."""
        data = {self.add_prefix(name): self[name].value() for name in self.fields}
        data |= {f"base_{one}": row.version for one, row in theirs.items()}
        self.data = data
        return self


def own_name(language: str) -> str:
    """A language in itself."""
    try:
        return str(get_language_info(language)["name_local"])
    except KeyError:
        return language
