"""What became of the goods that a handover missed."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from accord.supplies.forms.fields import WholeNumber
from accord.supplies.forms.noted import Noted
from accord.supplies.things import Things
from accord.supplies.transit import CountView, StepView


@dataclass(frozen=True)
class SettledLine:
    """A line that differs, and the fields for what became of it."""

    count: CountView
    how: forms.BoundField
    back: forms.BoundField


class SettleForm(Noted):
    """Line by line: lost, come back into a store of the giver, or not clear yet."""

    kind = "supplies.settle"

    def __init__(
        self,
        *args: object,
        things: Things,
        step: StepView,
        standing: list[CountView],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["note"].label = _("How it came about, for the members")
        self.step, self.standing = step, standing
        for one in standing:
            self._add_line(one)
        giver = step.giver.handle
        stores = [(s.id, s.name) for s in things.sites.values() if s.by == giver]
        self.fields["site"] = forms.ChoiceField(
            label=_("Where what came back lies now: a store of {giver}").format(
                giver=step.giver.title
            ),
            choices=[("", _("Choose")), *stores],
            required=False,
        )

    def _add_line(self, one: CountView) -> None:
        choices = [("wait", _("Not clear yet"))]
        if one.missing:
            choices = [
                ("lost", _("All {n} are lost").format(n=one.missing)),
                ("back", _("All {n} came back").format(n=one.missing)),
                ("both", _("Some came back, the others are lost")),
                *choices,
            ]
        else:
            choices.insert(0, ("agreed", _("Nothing is missing: it can be closed")))
        self.fields[f"how-{one.number}"] = forms.ChoiceField(
            label=one.item.name, choices=choices, widget=forms.RadioSelect
        )
        self.fields[f"back-{one.number}"] = WholeNumber(
            label=_("How many came back"), required=False, high=max(1, one.missing)
        )

    def lines(self) -> list[SettledLine]:
        """The lines with their fields."""
        return [
            SettledLine(one, self[f"how-{one.number}"], self[f"back-{one.number}"])
            for one in self.standing
        ]

    def clean(self) -> dict[str, object]:
        """At least one line; a number where one is asked for; a store, if any came."""
        cleaned = super().clean() or {}
        for one in self.standing:
            n = one.number
            asked = cleaned.get(f"how-{n}") == "both" and f"back-{n}" not in self.errors
            if asked and cleaned.get(f"back-{n}") is None:
                self.add_error(f"back-{n}", _("How many? Write a number."))
        if self.errors:
            return cleaned
        agreed = self._agreed()
        if not agreed:
            raise forms.ValidationError(
                _("Say of at least one line what became of it.")
            )
        if any(back for _n, _lost, back in agreed) and not cleaned["site"]:
            self.add_error("site", _("Choose the store where it lies now."))
        return cleaned

    def _agreed(self) -> list[tuple[int, int, int]]:
        """(line, lost, back) of every line that is clear, in order."""
        found = []
        for one in self.standing:
            how = self.cleaned_data[f"how-{one.number}"]
            given = self.cleaned_data[f"back-{one.number}"] or 0
            back = {"back": one.missing, "both": given}.get(how, 0)
            if how != "wait":
                found.append((one.number, one.missing - back, back))
        return sorted(found)

    def body(self) -> dict[str, object]:
        """The act's body; a site only when something came back."""
        agreed = self._agreed()
        body: dict[str, object] = {
            "handover": self.step.id,
            "lines": [
                {"line": line, "lost": lost, "back": back}
                for line, lost, back in agreed
            ],
        }
        if any(back for _line, _lost, back in agreed):
            body["site"] = self.cleaned_data["site"]
        return body
