"""Forms of actions and tasks."""

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accord.core.acts import times
from accord.core.acts.actions import LONGEST, MOST
from accord.people import zones
from accord.people.moment import Time

TITLE = 200
TEXT = 10_000
ROWS = 3  # of items in a form

VISIBILITY = (
    ("members", gettext_lazy("All members")),
    ("public", gettext_lazy("Everybody: it stands in the public calendar")),
    ("named", gettext_lazy("Only the members that I choose")),
)


def _words(limit: int, rows: int, **kwargs: object) -> forms.CharField:
    return forms.CharField(
        max_length=limit,
        widget=forms.Textarea({"rows": rows}),
        **kwargs,  # type: ignore[arg-type]
    )


def _ask_items(form: forms.Form, items: Mapping[str, str]) -> None:
    """Some rows of an item and how many of it; none where there are no items."""
    choices = [("", _("No item")), *items.items()]
    for row in range(1, ROWS + 1) if items else ():
        form.fields[f"item_{row}"] = forms.ChoiceField(
            label=_("Item {row}").format(row=row), choices=choices, required=False
        )
        form.fields[f"amount_{row}"] = forms.IntegerField(
            label=_("How many of item {row}").format(row=row),
            min_value=1,
            max_value=10**12,
            required=False,
        )


def _check_items(form: forms.Form, given: Mapping[str, object]) -> None:
    """An item has a number, and stands there once."""
    seen = set()
    for row in range(1, ROWS + 1):
        item, amount = given.get(f"item_{row}"), given.get(f"amount_{row}")
        if bool(item) != bool(amount) and not form.errors:
            missing = "amount" if item else "item"
            form.add_error(f"{missing}_{row}", _("Choose an item and say how many."))
        elif item and item in seen:
            form.add_error(f"item_{row}", _("This item stands above already."))
        seen.add(item)


def _items(given: Mapping[str, object]) -> dict[str, object]:
    rows = range(1, ROWS + 1)
    return {
        str(given[f"item_{row}"]): given[f"amount_{row}"]
        for row in rows
        if given.get(f"item_{row}")
    }


class SpanForm(forms.Form):
    """When and where an action is, and what it needs."""

    title = forms.CharField(label=gettext_lazy("What"), max_length=TITLE)
    start = Time(label=pgettext_lazy("a time", "From"))
    end = Time(label=gettext_lazy("Until"))
    site = forms.ChoiceField(label=pgettext_lazy("of the list", "Site"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Or another place"),
        max_length=TITLE,
        required=False,
        help_text=gettext_lazy("Who may see the action sees it; it can be erased."),
    )
    people = forms.IntegerField(
        label=gettext_lazy("People needed"), min_value=0, max_value=MOST, initial=0
    )
    vehicles = forms.IntegerField(
        label=gettext_lazy("Vehicles needed"), min_value=0, max_value=MOST, initial=0
    )
    text = _words(TEXT, 5, label=gettext_lazy("More about it"), required=False)

    def __init__(
        self,
        *args: object,
        sites: Mapping[str, str],
        items: Mapping[str, str] | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _ask_items(self, items or {})
        choices = [("", _("None of the sites")), *sites.items()]
        self.fields["site"].choices = choices  # type: ignore[attr-defined]
        self.fields["start"].help_text = zones.called(settings.TIME_ZONE)

    def clean(self) -> dict[str, object]:
        """It ends after it starts, within a year."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start:
            self.add_error("end", _("It ends before it starts."))
        elif start and end and times.parse(end) - times.parse(start) > LONGEST:
            self.add_error("end", _("At most a year."))
        _check_items(self, cleaned)
        return cleaned

    def span(self) -> dict[str, object]:
        """The body's fields about when, where and what is needed."""
        given = self.cleaned_data
        body: dict[str, object] = {
            "start": given["start"],
            "end": given["end"],
            "needs": {
                "people": given["people"],
                "vehicles": given["vehicles"],
                "items": _items(given),
            },
        }
        return body | ({"site": given["site"]} if given["site"] else {})

    def contents(self) -> dict[str, object]:
        """The words."""
        named = ("title", "text", "place")
        return {"action": {name: self.cleaned_data[name] for name in named}}


class ActionForm(SpanForm):
    """A new action."""

    kind = "actions.plan"
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see it?"), choices=VISIBILITY, initial="members"
    )
    audience = forms.MultipleChoiceField(
        label=gettext_lazy("Members that may see it"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args: object,
        sites: Mapping[str, str],
        members: Mapping[str, str],
        items: Mapping[str, str] | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, sites=sites, items=items, **kwargs)
        self.fields["audience"].choices = list(members.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Members are chosen when only some may see it, and only then."""
        cleaned = super().clean()
        named = cleaned.get("visibility") == "named"
        if named and not cleaned.get("audience"):
            self.add_error("audience", _("Choose at least one member."))
        elif cleaned.get("audience") and not named:
            self.add_error(
                "audience",
                _(
                    "More than these members may see it. Take the names away, or "
                    "choose that only some may see it."
                ),
            )
        return cleaned

    def body(self) -> dict[str, object]:
        """The act's body."""
        given = self.cleaned_data
        return self.span() | {
            "visibility": given["visibility"],
            "audience": sorted(given["audience"]),
        }


class ChangeForm(SpanForm):
    """An action at another time or place."""

    kind = "actions.change"

    def __init__(self, *args: object, action: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.action = action

    def body(self) -> dict[str, object]:
        """The act's body."""
        return self.span() | {"action": self.action}


class JoinForm(forms.Form):
    """What a member brings."""

    kind = "actions.join"
    people = forms.IntegerField(
        label=gettext_lazy("People"), min_value=0, max_value=MOST, initial=0
    )
    vehicles = forms.IntegerField(
        label=gettext_lazy("Vehicles"), min_value=0, max_value=MOST, initial=0
    )
    fleet = forms.MultipleChoiceField(
        label=gettext_lazy("Which of our vehicles"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("A note"), max_length=TITLE, required=False
    )

    def __init__(
        self,
        *args: object,
        action: str,
        fleet: Mapping[str, str] | None = None,
        items: Mapping[str, str] | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.action = action
        if fleet:
            self.fields["fleet"].choices = list(fleet.items())  # type: ignore[attr-defined]
        else:
            del self.fields["fleet"]
        _ask_items(self, items or {})

    def clean(self) -> dict[str, object]:
        """As many vehicles as are named, at the least."""
        cleaned = super().clean() or {}
        named = cleaned.get("fleet") or []
        vehicles = cleaned.get("vehicles")
        if isinstance(vehicles, int) and isinstance(named, list):
            cleaned["vehicles"] = max(vehicles, len(named))
        _check_items(self, cleaned)
        if not self.errors and not (
            _items(cleaned)
            or any(cleaned.get(one) for one in ("people", "vehicles", "note"))
        ):
            self.add_error(
                "people",
                _("Say what you bring: people, vehicles or goods; or write a note."),
            )
        return cleaned

    def body(self) -> dict[str, object]:
        """The act's body."""
        given = self.cleaned_data
        brings = {name: given[name] for name in ("people", "vehicles")}
        return {
            "action": self.action,
            "brings": brings | {"items": _items(given)},
            "fleet": sorted(given.get("fleet", [])),
        }

    def contents(self) -> dict[str, object]:
        """The note, if any."""
        note = self.cleaned_data["note"].strip()
        return {"note": {"text": note}} if note else {}


class FinishForm(forms.Form):
    """What came of an action."""

    kind = "actions.finish"
    people = forms.IntegerField(
        label=gettext_lazy("People reached"), min_value=0, max_value=10**9, initial=0
    )
    outcome = _words(TEXT, 4, label=gettext_lazy("What came of it"))

    def __init__(self, *args: object, action: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.action = action

    def body(self) -> dict[str, object]:
        """The act's body."""
        return {"action": self.action, "people": self.cleaned_data["people"]}

    def contents(self) -> dict[str, object]:
        """What came of it."""
        return {"outcome": {"text": self.cleaned_data["outcome"]}}


class EndForm(forms.Form):
    """An action is cancelled, or a member leaves it."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=TEXT, required=False)

    def __init__(self, *args: object, action: str, kind: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.action, self.kind = action, kind

    def body(self) -> dict[str, object]:
        """The act's body."""
        return {"action": self.action}

    def contents(self) -> dict[str, object]:
        """The reason, if any."""
        reason = self.cleaned_data["reason"].strip()
        return {"reason": {"text": reason}} if reason else {}


class TaskForm(forms.Form):
    """Something that a member is to do."""

    kind = "actions.task"
    title = forms.CharField(label=gettext_lazy("What is to be done"), max_length=TITLE)
    assignee = forms.ChoiceField(label=gettext_lazy("By whom"))
    due = Time(label=gettext_lazy("By when"))
    text = _words(TEXT, 3, label=gettext_lazy("More about it"), required=False)

    def __init__(
        self,
        *args: object,
        members: Mapping[str, str],
        action: str = "",
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.action = action
        self.fields["assignee"].choices = list(members.items())  # type: ignore[attr-defined]

    def body(self) -> dict[str, object]:
        """The act's body."""
        given = self.cleaned_data
        body = {"assignee": given["assignee"], "due": given["due"]}
        return body | ({"action": self.action} if self.action else {})

    def contents(self) -> dict[str, object]:
        """What is to be done."""
        given = self.cleaned_data
        return {"task": {"title": given["title"], "text": given["text"]}}


class DoneForm(forms.Form):
    """A task is done."""

    kind = "actions.done"

    def __init__(self, *args: object, task: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.task = task

    def body(self) -> dict[str, object]:
        """The act's body."""
        return {"task": self.task}

    def contents(self) -> dict[str, object]:
        """None."""
        return {}
