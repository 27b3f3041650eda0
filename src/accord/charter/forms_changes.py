"""Forms about changes that the members' stamps decide: stamps, rules, the host."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.charter import shares
from accord.charter.forms import CardForm
from accord.charter.forms_members import NoteForm
from accord.core.acts.charter import Share

INSTEAD, BESIDE = "instead", "beside"
HOW = (
    (INSTEAD, gettext_lazy("It replaces every stamp that the member has now")),
    (BESIDE, gettext_lazy("The member keeps its stamps and gets this one as well")),
)


class StampForm(CardForm, NoteForm):
    """A member gets a new stamp."""

    ids = "stamp"

    member = forms.ChoiceField(label=gettext_lazy("Whose stamp"))
    how = forms.ChoiceField(
        label=gettext_lazy("What becomes of the old stamp"),
        choices=HOW,
        widget=forms.RadioSelect,
        initial=INSTEAD,
    )
    file = forms.FileField(
        label=gettext_lazy("The card of the new stamp"),
        required=False,
        widget=forms.FileInput({"accept": ".json,application/json"}),
        help_text=gettext_lazy(
            "The card is public. The stamp itself stays with its member: never hand "
            "it in."
        ),
    )
    field_order = ("member", "how", "file", "pasted", "note")

    def __init__(
        self, *args: object, members: Iterable[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(members)


class RulesForm(NoteForm):
    """Who decides what from then on, one question after the other."""

    def __init__(
        self, *args: object, rules: Mapping[str, Share], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.rules = rules
        now = shares.of_terms(rules)
        for one in shares.QUESTIONS:
            self._ask(one, now[one.name])
        names = [part for one in shares.QUESTIONS for part in (one.name, _veto(one))]
        self.order_fields([*names, "note"])

    def _ask(self, question: shares.Question, now: Share) -> None:
        choices = list(shares.CHOICES)
        if shares.part(now) not in dict(choices):
            choices.append((shares.part(now), shares.words(now)))
        self.fields[question.name] = forms.ChoiceField(
            label=str(question.label), choices=choices, initial=shares.part(now)
        )
        self.fields[_veto(question)] = forms.BooleanField(
            label=_("One objection blocks it"), required=False, initial=now.veto
        )

    def clean(self) -> dict[str, object]:
        """Something has to change."""
        cleaned = super().clean() or {}
        if not self.errors and self.changed() == dict(self.rules):
            raise forms.ValidationError(_("These are the rules of now: change one."))
        return cleaned

    def changed(self) -> dict[str, Share]:
        """The rules of every kind, with the answers that were given."""
        given = self.cleaned_data
        answers = {
            one.name: shares.read(given[one.name], veto=given[_veto(one)])
            for one in shares.QUESTIONS
        }
        return shares.changed(self.rules, answers)


def _veto(question: shares.Question) -> str:
    return f"veto_{question.name}"
