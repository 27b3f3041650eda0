"""Forms of the catalogue: items, sites, needs."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.ledger import clock
from accord.people import zones
from accord.people.moment import Time
from accord.supplies import units
from accord.supplies.forms.fields import Code, Degrees, WholeNumber
from accord.supplies.forms.noted import Noted
from accord.supplies.forms.packs import item_choices, split_choice, too_many
from accord.supplies.shipped.items import shipped
from accord.supplies.things import Things

PACKS = 3
FIGURES = ("unit", "grams", "millilitres")
NAME = 120


def from_shipped(code: str) -> dict[str, str]:
    """The form of an item as the shipped catalogue fills it in; else nothing."""
    found = shipped().get(code)
    if found is None:
        return {}
    fields = {name: found.row[name] for name in ("code", *FIGURES)}
    fields |= {f"name_{language}": said for language, said in found.names.items()}
    for number, (pack, size) in enumerate(found.packs):
        fields |= {f"pack_{number}": pack, f"units_{number}": str(size)}
    return fields


class ItemForm(forms.Form):
    """An item: names, unit, weight, volume, packs."""

    kind = "supplies.item"
    code = Code(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy(
            "For labels and lists, like blanket-medium. It cannot be changed."
        ),
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Counted in"),
        choices=units.unit_choices,
        help_text=gettext_lazy("The smallest thing that is counted."),
    )
    grams = WholeNumber(
        label=gettext_lazy("Weight of one, in grams"), low=0, high=10**9
    )
    millilitres = WholeNumber(
        label=gettext_lazy("Volume of one, in millilitres"), low=0, high=10**9
    )

    def __init__(self, *args: object, things: Things, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for code, name in settings.LANGUAGES:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name, {language}").format(language=name),
                max_length=NAME,
                required=False,
                widget=forms.TextInput({"lang": code}),
            )
        for number in range(PACKS):
            self.fields[f"pack_{number}"] = forms.ChoiceField(
                label=_("Pack"), choices=units.pack_choices, required=False
            )
            self.fields[f"units_{number}"] = WholeNumber(
                label=_("holds"), low=2, high=10**6, required=False
            )
        self.fields["name_en"].help_text = _("One language is enough to begin with.")
        names = [f"name_{code}" for code, _name in settings.LANGUAGES]
        self.order_fields([*names, "code", "unit", "grams", "millilitres"])

    def pack_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of packs, in pairs."""
        return [(self[f"pack_{n}"], self[f"units_{n}"]) for n in range(PACKS)]

    def plain_fields(self) -> list[forms.BoundField]:
        """The other fields."""
        return [one for one in self if not one.name.startswith(("pack_", "units_"))]

    def clean(self) -> dict[str, object]:
        """At least one name; a pack has a size, and each pack stands once."""
        cleaned = super().clean() or {}
        if not self._names(cleaned):
            self.add_error("name_en", _("Give at least one name."))
        seen: set[str] = set()
        for number in range(PACKS):
            pack, size = cleaned.get(f"pack_{number}"), cleaned.get(f"units_{number}")
            if f"units_{number}" in self.errors:
                continue
            if bool(pack) != bool(size):
                name = f"units_{number}" if pack else f"pack_{number}"
                self.add_error(name, _("A pack needs a name and a number."))
            elif pack in seen:
                self.add_error(f"pack_{number}", _("This pack stands here already."))
            elif pack:
                seen.add(str(pack))
        return cleaned

    def _names(self, cleaned: dict[str, object]) -> dict[str, str]:
        named = {code: cleaned.get(f"name_{code}") for code, _n in settings.LANGUAGES}
        return {code: str(name) for code, name in named.items() if name}

    def body(self) -> dict[str, object]:
        """The act's body."""
        given = self.cleaned_data
        packs = [
            {"code": given[f"pack_{n}"], "units": given[f"units_{n}"]}
            for n in range(PACKS)
            if given[f"pack_{n}"]
        ]
        named = ("code", "unit", "grams", "millilitres")
        return {name: given[name] for name in named} | {"packs": packs}

    def contents(self) -> dict[str, object]:
        """The names."""
        return {"names": self._names(self.cleaned_data)}


class SiteForm(forms.Form):
    """A site of the reader's organisation."""

    kind = "supplies.site"
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=NAME,
        help_text=gettext_lazy("As people on the spot call it: Isaccea, warm room."),
    )
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Members alone see it, and it can be erased."),
    )
    lat = Degrees(label=gettext_lazy("Latitude"), most=90)
    lon = Degrees(label=gettext_lazy("Longitude"), most=180)
    code = Code(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy(
            "For labels and lists, like isaccea-warm-room. It cannot be changed."
        ),
    )

    def __init__(self, *args: object, things: Things, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def clean(self) -> dict[str, object]:
        """Both coordinates or none."""
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned["lat"]) != bool(cleaned["lon"]):
            name = "lon" if cleaned["lat"] else "lat"
            self.add_error(name, _("Give both coordinates, or none."))
        return cleaned

    def body(self) -> dict[str, object]:
        """The act's body."""
        return {"code": self.cleaned_data["code"]}

    def contents(self) -> dict[str, object]:
        """Name, address and coordinates."""
        named = ("name", "address", "lat", "lon")
        return {"place": {name: self.cleaned_data[name] for name in named}}


PRIORITIES = (
    ("1", gettext_lazy("1, life depends on it")),
    ("2", gettext_lazy("2, urgent")),
    ("3", gettext_lazy("3, high")),
    ("4", gettext_lazy("4, normal")),
    ("5", gettext_lazy("5, can wait")),
)


class NeedForm(Noted):
    """So much of an item is needed at a site."""

    kind = "supplies.need"
    site = forms.ChoiceField(label=gettext_lazy("Where"))
    item = forms.ChoiceField(label=gettext_lazy("What"))
    number = WholeNumber(label=gettext_lazy("How many"))
    due = Time(label=gettext_lazy("By when"))
    priority = forms.ChoiceField(
        label=gettext_lazy("How urgent"), choices=PRIORITIES, initial="3"
    )
    people = WholeNumber(
        label=gettext_lazy("For how many people"), low=0, high=10**9, initial="0"
    )

    def __init__(self, *args: object, things: Things, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        sites = [(one.id, one.name) for one in things.sites.values()]
        self.fields["site"] = forms.ChoiceField(label=_("Where"), choices=sites)
        self.fields["item"] = item_choices(things, label=_("What"))
        self.fields["due"].help_text = zones.called(settings.TIME_ZONE)
        self.order_fields(["site", "item"])

    def clean_due(self) -> str:
        """Not over already: nothing that is brought would come in time."""
        due = str(self.cleaned_data["due"])
        if due < clock.text():
            raise forms.ValidationError(
                _("This time is over. By when is it still needed?")
            )
        return due

    def clean(self) -> dict[str, object]:
        """Packs make units: no more than the books can hold."""
        cleaned = super().clean() or {}
        if not self.errors:
            reason = too_many(cleaned["number"], split_choice(cleaned["item"])[1])
            if reason:
                self.add_error("number", reason)
        return cleaned

    def body(self) -> dict[str, object]:
        """The act's body, in base units."""
        given = self.cleaned_data
        item, units_each = split_choice(given["item"])
        return {
            "site": given["site"],
            "item": item,
            "quantity": given["number"] * units_each,
            "priority": int(given["priority"]),
            "people": given["people"],
            "due": given["due"],
        }
