"""The receiver's count of a consignment, line by line."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.supplies.forms.fields import WholeNumber
from accord.supplies.things import Things
from accord.supplies.transit import ConsignmentView, LineView


@dataclass(frozen=True)
class CountedLine:
    """A line of the consignment, and the fields of its count."""

    line: LineView
    how: forms.BoundField
    good: forms.BoundField
    rest: forms.BoundField
    damaged: forms.BoundField


@dataclass(frozen=True)
class Counted:
    """What was counted of one line, so that it adds up."""

    line: int
    good: int
    damaged: int
    missing: int
    excess: int


class HandoverForm(forms.Form):
    """ "All are here and good" by one tick, or a number and what about the others."""

    kind = "supplies.handover"

    def __init__(
        self,
        *args: object,
        things: Things,
        consignment: ConsignmentView,
        member: str,
        counted_already: bool = False,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.consignment, self.member = consignment, member
        if counted_already:
            self.fields["again"] = forms.BooleanField(
                label=_("This is another count, and I have looked at the first one."),
                required=True,
                error_messages={"required": _counted_already(consignment)},
            )
        self.carried = [one for one in consignment.lines if one.carried]
        for one in self.carried:
            self._add_line(one)
        mine = [(s.id, s.name) for s in things.sites.values() if s.by == member]
        here = consignment.destination.id
        at_home = any(site == here for site, _name in mine)
        self.fields["site"] = forms.ChoiceField(
            label=_("Where do the goods go now?"),
            choices=[*mine, ("", _("They stay on the way, with me"))],
            initial=here if at_home else "",
            required=False,
        )

    def _add_line(self, line: LineView) -> None:
        n = line.number
        self.fields[f"how-{n}"] = forms.ChoiceField(
            label=line.item.name,
            choices=[
                ("all", _all_here(line.carried)),
                ("other", _("It is another number, or not all are good")),
            ],
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields[f"good-{n}"] = WholeNumber(
            label=_("Good ones counted"),
            low=0,
            initial=str(line.carried),
            required=False,
        )
        self.fields[f"rest-{n}"] = forms.ChoiceField(
            label=_("What about the others?"),
            choices=[
                ("missing", _("Missing")),
                ("damaged", _("Damaged")),
                ("both", _("Some of both")),
            ],
            initial="missing",
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields[f"damaged-{n}"] = WholeNumber(
            label=_("Damaged ones counted"), low=0, required=False
        )

    def lines(self) -> list[CountedLine]:
        """The lines with their fields."""
        names = ("how", "good", "rest", "damaged")
        return [
            CountedLine(one, *(self[f"{name}-{one.number}"] for name in names))
            for one in self.carried
        ]

    def clean(self) -> dict[str, object]:
        """Every line was counted."""
        cleaned = super().clean() or {}
        for one in self.carried:
            n = one.number
            if not cleaned.get(f"how-{n}"):
                self.add_error(f"how-{n}", _uncounted(one.carried))
            elif cleaned[f"how-{n}"] == "other":
                self._clean_count(n, cleaned)
        return cleaned

    def _clean_count(self, n: int, cleaned: dict[str, object]) -> None:
        if cleaned.get(f"good-{n}") is None and f"good-{n}" not in self.errors:
            self.add_error(f"good-{n}", _("How many? Write a number."))
        if self._asks_damaged(n) and cleaned.get(f"damaged-{n}") is None:
            self.add_error(f"damaged-{n}", _("How many are damaged?"))

    def _asks_damaged(self, n: int) -> bool:
        return (
            self.cleaned_data.get(f"rest-{n}") == "both"
            and f"damaged-{n}" not in self.errors
        )

    def counted(self) -> list[Counted]:
        """The count, with what is missing or too many worked out."""
        return [self._counted(one) for one in self.carried]

    def _counted(self, line: LineView) -> Counted:
        given, n = self.cleaned_data, line.number
        if given[f"how-{n}"] == "all":
            return Counted(n, line.carried, 0, 0, 0)
        good, rest = given[f"good-{n}"], given[f"rest-{n}"] or "missing"
        left = line.carried - good
        damaged = given[f"damaged-{n}"] or 0 if rest == "both" else 0
        if rest == "damaged":
            damaged = max(0, left)
        left -= damaged
        return Counted(n, good, damaged, max(0, left), max(0, -left))

    def body(self) -> dict[str, object]:
        """The act's body: made where the goods are, so it may arrive late."""
        body: dict[str, object] = {
            "consignment": self.consignment.id,
            "giver": self.consignment.holder.handle,
            "receiver": self.member,
            "field": True,
            "lines": [
                {
                    "line": one.line,
                    "good": one.good,
                    "damaged": one.damaged,
                    "missing": one.missing,
                    "excess": one.excess,
                }
                for one in self.counted()
            ],
        }
        if self.cleaned_data["site"]:
            body["site"] = self.cleaned_data["site"]
        return body

    def contents(self) -> dict[str, object]:
        """None."""
        return {}


def _counted_already(consignment: ConsignmentView) -> str:
    return _(
        "Your organisation has counted these goods already, and {giver} can sign that "
        "count. Load this page again to look at it."
    ).format(giver=consignment.holder.title)


def _all_here(n: int) -> str:
    said = ngettext("It is here and good", "All {n} are here and good", n)
    return said.format(n=n)


def _uncounted(n: int) -> str:
    return ngettext(
        "Count this line, or say that it is here and good.",
        "Count this line, or say that all {n} are here and good.",
        n,
    ).format(n=n)
