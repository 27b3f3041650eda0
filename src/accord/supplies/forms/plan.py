"""What somebody asks of the planner, and a refusal."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.supplies.forms.fields import Day, WholeNumber
from accord.supplies.planning.asked import MAX_DAYS, Asked, MoreStock
from accord.supplies.planning.region import region
from accord.supplies.things import Things, VehicleView

REASON = 500
AHEAD = timedelta(days=60)


class PlanForm(forms.Form):
    """The days of a plan, the hours that vehicles drive, and how long goods keep."""

    since = Day(label=gettext_lazy("First day"))
    days = WholeNumber(label=gettext_lazy("Number of days"), high=MAX_DAYS)
    begins = WholeNumber(label=gettext_lazy("Vehicles leave from"), low=0, high=23)
    ends = WholeNumber(label=gettext_lazy("and are back by"), low=1, high=24)
    keep_days = WholeNumber(
        label=gettext_lazy("Goods keep at least so many days after they arrive"),
        low=0,
        high=365,
    )

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today

    def clean_since(self) -> str:
        """Not before today, and not far ahead."""
        given: str = self.cleaned_data["since"]
        if not self.today <= date.fromisoformat(given) <= self.today + AHEAD:
            raise forms.ValidationError(_("A day from today on, within two months."))
        return given

    def clean(self) -> dict[str, object]:
        """A day of driving has some hours."""
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins is not None and ends is not None and int(ends) < int(begins) + 2:
            self.add_error("ends", _("At least two hours after they leave."))
        return cleaned

    def asked(self) -> Asked:
        """What is asked for."""
        given = self.cleaned_data
        return Asked(
            date.fromisoformat(given["since"]),
            given["days"],
            given["begins"],
            given["ends"],
            given["keep_days"],
        )


class WhatIfForm(forms.Form):
    """What would be if: crossings closed, vehicles lost, more goods somewhere."""

    closed = forms.MultipleChoiceField(required=False)
    lost = forms.MultipleChoiceField(required=False)
    item = forms.ChoiceField(label=gettext_lazy("Item"), required=False)
    site = forms.ChoiceField(label=gettext_lazy("In the store"), required=False)
    quantity = WholeNumber(label=gettext_lazy("Units"), required=False)

    def __init__(
        self,
        *args: object,
        things: Things,
        fleet: list[VehicleView],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.sites = things.sites
        nothing = [("", _("nothing more"))]
        choices = {
            "closed": [(one.code, one.name) for one in region().crossings.values()],
            "lost": [(one.id, one.name) for one in fleet],
            "item": [*nothing, *((one.id, one.name) for one in things.items.values())],
            "site": [("", "–"), *((one.id, one.name) for one in things.sites.values())],
        }
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = found

    def clean(self) -> dict[str, object]:
        """Something is different; goods have a number and a place."""
        cleaned = super().clean() or {}
        item, site = cleaned.get("item"), cleaned.get("site")
        if item and not site:
            self.add_error("site", _("Choose the store where they would be."))
        if item and not cleaned.get("quantity") and "quantity" not in self.errors:
            self.add_error("quantity", _("Say how many."))
        if not self.errors and not (item or cleaned["closed"] or cleaned["lost"]):
            raise forms.ValidationError(
                _("Choose a crossing, a vehicle, or goods that would be there.")
            )
        return cleaned

    def asked(self, before: Asked) -> Asked:
        """What is asked for, of the plan that was asked for `before`."""
        given = self.cleaned_data
        stock: tuple[MoreStock, ...] = ()
        if given["item"]:
            owner = self.sites[given["site"]].by
            stock = (MoreStock(given["item"], given["site"], owner, given["quantity"]),)
        return Asked(
            before.since,
            before.days,
            before.begins,
            before.ends,
            before.keep_days,
            tuple(given["closed"]),
            tuple(given["lost"]),
            stock,
        )


class RefuseForm(forms.Form):
    """Lines of a member's own part that it will not give, and why."""

    refuse = forms.MultipleChoiceField(
        error_messages={"required": gettext_lazy("Choose what you refuse.")}
    )
    reason = forms.CharField(
        label=gettext_lazy("Why, for the members"),
        max_length=REASON,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("Say why, in a few words.")},
    )

    def __init__(
        self, *args: object, choices: list[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["refuse"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = choices

    def refused(self) -> list[tuple[str, str]]:
        """(need, vehicle), of which one is empty."""
        found = []
        for one in self.cleaned_data["refuse"]:
            kind, _, name = one.partition(":")
            found.append((name, "") if kind == "need" else ("", name))
        return found


class RoadForm(forms.Form):
    """A crossing that is closed, slow, or open again."""

    crossing = forms.ChoiceField(label=gettext_lazy("Crossing"))
    state = forms.ChoiceField(label=gettext_lazy("How it is"))
    note = forms.CharField(
        label=gettext_lazy("Who says so"), max_length=REASON, required=False
    )

    FACTORS: dict[str, float | None] = {"closed": None, "slow": 2.0, "very-slow": 4.0}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        crossing, state = self.fields["crossing"], self.fields["state"]
        assert isinstance(crossing, forms.ChoiceField)  # noqa: S101
        assert isinstance(state, forms.ChoiceField)  # noqa: S101
        crossing.choices = [
            (one.code, f"{one.name} ({kind_name(one.kind)})")
            for one in region().crossings.values()
        ]
        state.choices = [
            ("closed", _("closed")),
            ("slow", _("takes twice as long")),
            ("very-slow", _("takes four times as long")),
            ("open", _("open again")),
        ]


def kind_name(kind: str) -> str:
    """A bridge or a ferry, in words."""
    return _("ferry") if kind == "ferry" else _("bridge")
