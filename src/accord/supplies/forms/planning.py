"""Forms of what prepares movements: vehicles, kits, offers, standing policies."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.core.acts.supplies import MAX_LINES
from accord.people.moment import Time
from accord.supplies.forms.catalogue import NAME
from accord.supplies.forms.fields import Code, WholeNumber
from accord.supplies.forms.noted import Noted
from accord.supplies.forms.packs import item_choices, split_choice, too_many
from accord.supplies.things import Things

BANDS = (
    ("ambient", gettext_lazy("as the weather is")),
    ("cool", gettext_lazy("cool")),
    ("frozen", gettext_lazy("frozen")),
)
PARTS = 8
MOST_GRAMS = 10**9
MOST_ITEMS = MAX_LINES


class Named(forms.Form):
    """A thing with a code and a name in each language; one name is enough."""

    def __init__(
        self, *args: object, things: Things, member: str, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        names = {}
        for code, name in settings.LANGUAGES:
            names[f"name_{code}"] = forms.CharField(
                label=_("Name, {language}").format(language=name),
                max_length=NAME,
                required=False,
                widget=forms.TextInput({"lang": code}),
            )
        self.fields = {**names, **self.fields}
        self.fields["name_en"].help_text = _("One language is enough to begin with.")

    def clean(self) -> dict[str, object]:
        """At least one name."""
        cleaned = super().clean() or {}
        if not self._names(cleaned):
            self.add_error("name_en", _("Give at least one name."))
        return cleaned

    def _names(self, cleaned: dict[str, object]) -> dict[str, str]:
        named = {code: cleaned.get(f"name_{code}") for code, _n in settings.LANGUAGES}
        return {code: str(name) for code, name in named.items() if name}

    def contents(self) -> dict[str, object]:
        """The names."""
        return {"names": self._names(self.cleaned_data)}


class VehicleForm(Named):
    """A vehicle of the reader's organisation, and what it carries at once."""

    kind = "supplies.vehicle"
    code = Code(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("For lists, like blue-van. It cannot be changed."),
    )
    kilograms = WholeNumber(
        label=gettext_lazy("Carries at most, in kilograms"), high=MOST_GRAMS // 1000
    )
    litres = WholeNumber(
        label=gettext_lazy("Holds at most, in litres"), high=MOST_GRAMS // 1000
    )
    pallets = WholeNumber(label=gettext_lazy("Pallets"), low=0, high=1000, initial="0")
    bands = forms.MultipleChoiceField(
        label=gettext_lazy("How it keeps goods"),
        choices=BANDS,
        initial=["ambient"],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: object, things: Things, member: str, **kwargs: object
    ) -> None:
        super().__init__(*args, things=things, member=member, **kwargs)
        sites = [(one.id, one.name) for one in things.sites.values()]
        self.fields["home"] = forms.ChoiceField(
            label=_("Where it stands"), choices=[("", "–"), *sites], required=False
        )

    def body(self) -> dict[str, object]:
        """The act's body, in grams and millilitres."""
        given = self.cleaned_data
        body = {
            "code": given["code"],
            "grams": given["kilograms"] * 1000,
            "millilitres": given["litres"] * 1000,
            "pallets": given["pallets"],
            "bands": sorted(given["bands"]),
        }
        return body | ({"home": given["home"]} if given["home"] else {})


class KitForm(Named):
    """Items that go together."""

    kind = "supplies.kit"
    code = Code(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("For lists, like family-kit. It cannot be changed."),
    )

    def __init__(
        self, *args: object, things: Things, member: str, **kwargs: object
    ) -> None:
        super().__init__(*args, things=things, member=member, **kwargs)
        for n in range(PARTS):
            self.fields[f"item-{n}"] = item_choices(
                things, label=_("Item"), required=False
            )
            self.fields[f"number-{n}"] = WholeNumber(
                label=_("Quantity"), required=False
            )

    def plain_fields(self) -> list[forms.BoundField]:
        """The fields of the kit itself."""
        return [one for one in self if not one.name.startswith(("item-", "number-"))]

    def part_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of its parts, in pairs."""
        return [(self[f"item-{n}"], self[f"number-{n}"]) for n in range(PARTS)]

    def clean(self) -> dict[str, object]:
        """Whole parts, each item once, at least one."""
        cleaned = super().clean()
        seen: set[str] = set()
        for n in range(PARTS):
            if f"number-{n}" not in self.errors and f"item-{n}" not in self.errors:
                self._clean_part(n, cleaned, seen)
        if not self.errors and not seen:
            self.add_error("item-0", _("Enter at least one line."))
        return cleaned

    def _clean_part(self, n: int, cleaned: dict[str, object], seen: set[str]) -> None:
        item, number = cleaned.get(f"item-{n}"), cleaned.get(f"number-{n}")
        if item and number is None:
            self.add_error(f"number-{n}", _("How many? Write a number."))
        elif number is not None and not item:
            self.add_error(f"item-{n}", _("Choose an item."))
        elif item and isinstance(number, int):
            name, size = split_choice(str(item))
            if reason := too_many(number, size):
                self.add_error(f"number-{n}", reason)
            elif name in seen:
                self.add_error(f"item-{n}", _("This item stands here already."))
            seen.add(name)

    def body(self) -> dict[str, object]:
        """The act's body, in base units."""
        given = self.cleaned_data
        chosen = [
            (split_choice(given[f"item-{n}"]), given[f"number-{n}"])
            for n in range(PARTS)
            if given[f"item-{n}"]
        ]
        parts = [
            {"item": item, "quantity": number * size} for (item, size), number in chosen
        ]
        return {"code": given["code"], "parts": parts}


class OfferForm(Noted):
    """Goods, or a vehicle of the reader's organisation, at a site until a time."""

    kind = "supplies.offer"
    number = WholeNumber(label=gettext_lazy("How many"), required=False)
    until = Time(label=gettext_lazy("Until when"))

    def __init__(
        self,
        *args: object,
        things: Things,
        member: str,
        vehicles: list[tuple[str, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        sites = [(one.id, one.name) for one in things.sites.values()]
        self.fields["site"] = forms.ChoiceField(label=_("Where"), choices=sites)
        self.fields["item"] = item_choices(things, label=_("What"), required=False)
        self.fields["vehicle"] = forms.ChoiceField(
            label=_("Or a vehicle"),
            choices=[("", "–"), *vehicles],
            required=False,
        )
        self.order_fields(["site", "item", "number", "vehicle", "until"])

    def clean(self) -> dict[str, object]:
        """Goods with a number, or a vehicle, not both."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        item, number = cleaned["item"], cleaned["number"]
        if bool(item) == bool(cleaned["vehicle"]):
            self.add_error("item", _("Choose an item or a vehicle: one of the two."))
        elif item and number is None:
            self.add_error("number", _("How many? Write a number."))
        elif item and (reason := too_many(number, split_choice(item)[1])):
            self.add_error("number", reason)
        elif not item and number is not None:
            self.add_error("number", _("A vehicle has no number here."))
        return cleaned

    def body(self) -> dict[str, object]:
        """The act's body, in base units."""
        given = self.cleaned_data
        body = {"site": given["site"], "until": given["until"]}
        if given["vehicle"]:
            return body | {"vehicle": given["vehicle"]}
        item, size = split_choice(given["item"])
        return body | {"item": item, "quantity": given["number"] * size}


class PolicyForm(Noted):
    """What a holder may send and give out of the reader's goods without asking."""

    kind = "supplies.policy"
    limit = WholeNumber(
        label=gettext_lazy("At most so many of each item"),
        low=0,
        help_text=gettext_lazy(
            "In the smallest units, altogether. 0 means: nothing without asking."
        ),
    )
    floor = WholeNumber(
        label=gettext_lazy("So many of each item always stay"), low=0, initial="0"
    )
    until = Time(label=gettext_lazy("Until when"))

    def __init__(
        self,
        *args: object,
        things: Things,
        member: str,
        members: list[str],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["to"] = forms.ChoiceField(
            label=_("Who keeps the goods"),
            choices=[
                ("", _("Choose")),
                *((one, things.member(one).title) for one in members if one != member),
            ],
        )
        self.fields["items"] = forms.MultipleChoiceField(
            label=_("Only these items"),
            choices=[(one.id, one.name) for one in things.items.values()],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("None chosen means: all items."),
        )
        self.order_fields(["to", "limit", "floor", "until", "items"])

    def clean_items(self) -> list[str]:
        """No more items than a record may name."""
        items = sorted(set(self.cleaned_data["items"]))
        if len(items) > MOST_ITEMS:
            raise forms.ValidationError(_("At most {n}.").format(n=MOST_ITEMS))
        return items

    def body(self) -> dict[str, object]:
        """The act's body."""
        named = ("to", "items", "limit", "floor", "until")
        return {name: self.cleaned_data[name] for name in named}
