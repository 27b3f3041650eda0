"""What the receiver found after a handover: damaged, or not there."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from accord.supplies.forms.fields import WholeNumber
from accord.supplies.forms.noted import Noted
from accord.supplies.transit import CountView, StepView


@dataclass(frozen=True)
class ClaimLine:
    """A line of the handover, and the fields for what was found of it."""

    count: CountView
    damaged: forms.BoundField
    missing: forms.BoundField


class ClaimForm(Noted):
    """Line by line: so many damaged, so many missing, of what was counted as good."""

    kind = "supplies.claim"

    def __init__(self, *args: object, step: StepView, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["note"].label = _("How it was found, for the members")
        self.step = step
        self.counts = [one for one in step.counts if one.good]
        for one in self.counts:
            for name, label in (
                ("damaged", _("Damaged after all")),
                ("missing", _("Missing after all")),
            ):
                self.fields[f"{name}-{one.number}"] = WholeNumber(
                    label=label, required=False, low=0, high=one.good
                )

    def lines(self) -> list[ClaimLine]:
        """The lines with their fields."""
        return [
            ClaimLine(one, self[f"damaged-{one.number}"], self[f"missing-{one.number}"])
            for one in self.counts
        ]

    def clean(self) -> dict[str, object]:
        """Something is claimed, and of no line more than was good."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        for one in self.counts:
            if sum(self._found(one)) > one.good:
                sentence = _("{n} were counted as good.").format(n=one.good)
                self.add_error(f"missing-{one.number}", sentence)
        if not self.errors and not any(sum(self._found(one)) for one in self.counts):
            raise forms.ValidationError(_("Say of at least one line what was found."))
        return cleaned

    def _found(self, one: CountView) -> tuple[int, int]:
        given = self.cleaned_data
        damaged = given.get(f"damaged-{one.number}") or 0
        return damaged, given.get(f"missing-{one.number}") or 0

    def body(self) -> dict[str, object]:
        """The act's body."""
        lines = []
        for one in sorted(self.counts, key=lambda one: one.number):
            damaged, missing = self._found(one)
            if damaged or missing:
                line = {"line": one.number, "damaged": damaged, "missing": missing}
                lines.append(line)
        return {"handover": self.step.id, "lines": lines}
