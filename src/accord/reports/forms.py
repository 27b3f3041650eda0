"""Forms of reports and comments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accord.core.acts.reports import NAMED, OPEN
from accord.ledger import clock
from accord.people.moment import Time
from accord.reports.files import handed
from accord.reports.matters import Matter
from accord.reports.words import (
    CERTAIN,
    MARKINGS,
    RELIABLE,
    TLP,
    TOPICS,
    choices,
    topic_choices,
)

TITLE = 200
TEXT = 20_000
MOST_FILES = 10
MOST_TOPICS = 10
MOST_MATTERS = 10


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form of a report offers to choose from: sites and members by name."""

    sites: Mapping[str, str]
    members: Mapping[str, str]
    matters: list[Matter]
    topics: list[str]


class Files(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class ReportForm(forms.Form):
    """A new report. `files` are handed over beside the fields."""

    kind = "reports.report"
    title = forms.CharField(label=gettext_lazy("In a few words"), max_length=TITLE)
    text = forms.CharField(
        label=gettext_lazy("What you saw or heard"),
        max_length=TEXT,
        widget=forms.Textarea({"rows": 7}),
    )
    observed = Time(label=gettext_lazy("When it was seen"))
    site = forms.ChoiceField(label=pgettext_lazy("of the list", "Site"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Or another place"),
        max_length=TITLE,
        required=False,
        help_text=gettext_lazy("It is kept beside the record, and can be erased."),
    )
    marking = forms.ChoiceField(
        label=gettext_lazy("Who may see this?"),
        widget=forms.RadioSelect,
        initial="amber",
        choices=lambda: [
            (key, f"{word} ({TLP[key]})") for key, word in choices(MARKINGS)
        ],
        error_messages={"required": gettext_lazy("Say who may see this.")},
    )
    audience = forms.MultipleChoiceField(
        label=gettext_lazy("Members that may see it"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other = forms.CharField(
        label=gettext_lazy("Another topic"),
        max_length=64,
        required=False,
        help_text=gettext_lazy("A word in Latin letters. All members read topics."),
    )
    reliable = forms.ChoiceField(
        label=gettext_lazy("How often is this source right?"),
        required=False,
        choices=lambda: choices(RELIABLE, _("I do not say")),
    )
    certain = forms.ChoiceField(
        label=gettext_lazy("How certain is this?"),
        required=False,
        choices=lambda: choices(CERTAIN, _("I do not say")),
    )
    about = forms.MultipleChoiceField(
        label=gettext_lazy("What it is about"),
        widget=forms.SelectMultiple({"size": 6}),
        required=False,
        help_text=gettext_lazy("Needs, actions, statements and reports of before."),
    )
    attached = forms.FileField(
        label=gettext_lazy("Pictures and files"),
        widget=Files,
        required=False,
        help_text=gettext_lazy(
            "At most ten, 15 MB each, 24 MB in all. Place, device and author are "
            "taken out of them before they are kept."
        ),
    )

    def __init__(
        self,
        *args: object,
        offered: Offered,
        uploads: "Iterable[UploadedFile[Any]]" = (),
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.uploads = list(uploads)
        self._choose("site", [("", _("None of the sites")), *offered.sites.items()])
        self._choose("audience", list(offered.members.items()))
        self._choose("topics", topic_choices(offered.topics))
        named = (
            (one.id, f"{one.kind}: {one.title or one.id[:12]}")
            for one in offered.matters
        )
        self._choose("about", list(named))

    def _choose(self, name: str, found: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = found

    def clean_observed(self) -> str:
        """What was seen is not still to come."""
        observed = str(self.cleaned_data["observed"])
        if observed > clock.text():
            raise forms.ValidationError(_("That is still to come."))
        return observed

    def clean_other(self) -> str:
        """Another topic as a short name."""
        typed = str(self.cleaned_data["other"]).strip()
        name = slugify(typed).replace("_", "-").strip("-")
        if typed and not name:
            raise forms.ValidationError(_("Write topics in Latin letters."))
        return name

    def clean_about(self) -> list[str]:
        """A few things."""
        found = list(self.cleaned_data["about"])
        if len(found) > MOST_MATTERS:
            raise forms.ValidationError(_("Choose ten at most."))
        return found

    def clean(self) -> dict[str, object]:
        """Marking and members agree; files are made bare."""
        cleaned = super().clean() or {}
        marking, audience = cleaned.get("marking"), cleaned.get("audience")
        if marking in OPEN and audience:
            self.add_error(
                "audience",
                _(
                    "Everybody may see this, so it is not for some members alone. Take "
                    "the names away, or choose that only some may see it."
                ),
            )
        if marking in NAMED and not audience:
            self.add_error("audience", _("Choose the members that may see this."))
        if len(self.all_topics()) > MOST_TOPICS:
            self.add_error("topics", _("Choose ten at most."))
        self._take_files()
        return cleaned

    def _take_files(self) -> None:
        self.handed: list[handed.Handed] = []
        if len(self.uploads) > MOST_FILES:
            self.add_error("attached", _("Ten files at most."))
            return
        for one in self.uploads:
            try:
                self.handed.append(handed.clean(one.read()))
            except forms.ValidationError as error:
                said = f"{one.name}: {' '.join(error.messages)}"
                self.add_error("attached", said)
        if sum(len(one.data) for one in self.handed) > handed.MOST_TOGETHER:
            self.add_error("attached", _("These files are too large: 24 MB in all."))

    def all_topics(self) -> list[str]:
        """The topics, sorted."""
        given = self.cleaned_data
        typed = [given["other"]] if given.get("other") else []
        return sorted({*given.get("topics", ()), *typed})

    def body(self) -> dict[str, object]:
        """The act's body."""
        given = self.cleaned_data
        maybe = {name: given[name] for name in ("site", "reliable", "certain")}
        maybe["about"] = sorted(set(given["about"]))
        return {
            "marking": given["marking"],
            "audience": sorted(given["audience"]),
            "topics": self.all_topics(),
            "observed": given["observed"],
        } | {name: value for name, value in maybe.items() if value}

    def contents(self) -> dict[str, object]:
        """The words."""
        named = ("title", "text", "place")
        return {"report": {name: self.cleaned_data[name] for name in named}}

    def packed(self) -> dict[str, bytes]:
        """The files, by the names of their contents."""
        return {f"file.{n}": one.data for n, one in enumerate(self.handed, start=1)}


class CommentForm(forms.Form):
    """What a member adds to a report."""

    kind = "reports.comment"
    text = forms.CharField(
        label=gettext_lazy("What you add"),
        max_length=TEXT,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": gettext_lazy("Write something first.")},
    )

    def __init__(self, *args: object, report: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.report = report

    def body(self) -> dict[str, object]:
        """The act's body."""
        return {"report": self.report}

    def contents(self) -> dict[str, object]:
        """The words."""
        return {"comment": {"text": self.cleaned_data["text"]}}


class ReplaceForm(forms.Form):
    """A newer report takes the place of an older one."""

    kind = "reports.supersede"
    new = forms.ChoiceField(label=gettext_lazy("The newer report"))
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=TEXT, required=False)

    def __init__(
        self, *args: object, old: str, newer: Mapping[str, str], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.old = old
        self.fields["new"].choices = list(newer.items())  # type: ignore[attr-defined]

    def body(self) -> dict[str, object]:
        """The act's body."""
        return {"old": self.old, "new": self.cleaned_data["new"]}

    def contents(self) -> dict[str, object]:
        """The reason, if any."""
        reason = self.cleaned_data["reason"].strip()
        return {"reason": {"text": reason}} if reason else {}


class FilterForm(forms.Form):
    """Which reports are listed."""

    q = forms.CharField(
        label=gettext_lazy("Words"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    marking = forms.ChoiceField(label=gettext_lazy("Who may see this?"), required=False)
    by = forms.ChoiceField(label=gettext_lazy("By"), required=False)
    site = forms.ChoiceField(label=pgettext_lazy("of the list", "Site"), required=False)
    since = forms.DateField(
        label=gettext_lazy("Seen since"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )
    until = forms.DateField(
        label=gettext_lazy("Seen until"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )
    unread = forms.BooleanField(label=gettext_lazy("Only what is new"), required=False)

    def __init__(
        self,
        *args: object,
        sites: Mapping[str, str],
        members: Mapping[str, str],
        markings: Mapping[str, str],
        topics: Iterable[str],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        every = ("", _("All"))
        used = [one for one in topic_choices(topics) if one[0] in {*topics, *TOPICS}]
        for name, found in (
            ("topic", used),
            ("marking", list(markings.items())),
            ("by", list(members.items())),
            ("site", list(sites.items())),
        ):
            self.fields[name].choices = [every, *found]  # type: ignore[attr-defined]
