"""The forms of a position and of a translation."""

from collections.abc import Collection, Iterator, Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.voice.forms import DAYS, MAX_TOPICS, _choose, _days
from accord.voice.markup.parse import pictures as named
from accord.voice.texts_form import SUMMARY, TEXT, TITLE, Words, own_name

ANSWER = 4000


class PositionForm(forms.Form):
    """Question and answer in each language, for whom, and how long members may sign."""

    public = forms.BooleanField(
        label=gettext_lazy("Everybody may read it"),
        required=False,
        help_text=gettext_lazy("Otherwise the members alone read it."),
    )
    topics = forms.CharField(
        label=gettext_lazy("Topics"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("In Latin letters, with commas: water, crossing"),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Open for signing"), coerce=int, initial=3
    )

    def __init__(
        self,
        languages: list[str],
        data: Mapping[str, object] | None = None,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.languages = languages
        _choose(self.fields["days"], [(str(days), _days(days)) for days in DAYS])
        for one in languages:
            for part, label, most in (
                ("question", _("Question"), TITLE),
                ("answer", _("Answer"), TEXT),
            ):
                name = f"{part}_{one}"
                first = str((initial or {}).get(name, ""))
                field = Words(f"{label}, {own_name(one)}", most, first, one)
                field.widget.attrs["rows"] = 2 if part == "question" else 5
                self.fields[name] = field

    def columns(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        """The fields by language."""
        for one in self.languages:
            yield one, self[f"question_{one}"], self[f"answer_{one}"]

    def clean_topics(self) -> list[str]:
        """Topics as short names, sorted."""
        typed = [one.strip() for one in self.cleaned_data["topics"].split(",")]
        topics = sorted({slugify(one)[:64].strip("-_") for one in typed if one})
        if "" in topics:
            raise ValidationError(_("Write topics in Latin letters."))
        if len(topics) > MAX_TOPICS:
            raise ValidationError(_("At most {n} topics.").format(n=MAX_TOPICS))
        return [one.replace("_", "-") for one in topics]

    def clean(self) -> None:
        """A language is complete or empty; one at least is complete."""
        super().clean()
        for one in self.languages:
            question, answer = self._pair(one)
            if bool(question) != bool(answer):
                missing = "answer" if question else "question"
                self.add_error(
                    f"{missing}_{one}", _("Write both, the question and the answer.")
                )
        if not self.errors and not self.contents():
            self.add_error(None, _("Write the question and the answer."))

    def _pair(self, language: str) -> tuple[str, str]:
        given = self.cleaned_data
        return (
            given.get(f"question_{language}") or "",
            given.get(f"answer_{language}") or "",
        )

    def contents(self) -> dict[str, object]:
        """What is signed, by the name of the content."""
        pairs = {one: self._pair(one) for one in self.languages}
        return {
            f"position.{one}": {"question": question, "answer": answer}
            for one, (question, answer) in pairs.items()
            if question and answer
        }


class TranslationForm(forms.Form):
    """The words of a statement in one more language."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    days = forms.TypedChoiceField(
        label=gettext_lazy("Open for signing"), coerce=int, initial=3
    )

    def __init__(
        self,
        languages: list[str],
        pictures: Collection[str],
        data: Mapping[str, object] | None = None,
    ) -> None:
        """`pictures`: the numbers of those that the statement has."""
        super().__init__(data)
        self.pictures = pictures
        names = [(one, own_name(one)) for one in languages]
        _choose(self.fields["language"], names)
        _choose(self.fields["days"], [(str(days), _days(days)) for days in DAYS])
        labels = (("title", _("Title"), TITLE), ("summary", _("Summary"), SUMMARY))
        for name, label, most in (*labels, ("text", _("Text"), TEXT)):
            self.fields[name] = Words(label, most, "", "")
            self.fields[name].required = name != "summary"

    def clean_text(self) -> str:
        """The text; its pictures are the statement's, each said in words."""
        text: str = self.cleaned_data["text"]
        for number, one in named(text).items():
            if number not in self.pictures:
                said = _("The statement has no picture {n}.")
            elif not one.alt.strip():
                said = _("Picture {n} needs a description for who cannot see.")
            else:
                continue
            self.add_error("text", said.format(n=number))
        return text

    def contents(self) -> dict[str, object]:
        """What is signed."""
        given = self.cleaned_data
        words = {part: given[part] for part in ("title", "summary", "text")}
        return {f"text.{given['language']}": words}
