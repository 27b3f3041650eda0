"""The form of a report that is encrypted in the browser."""

from django import forms
from django.utils.translation import gettext_lazy

from accord.core.acts.reports import NAMED
from accord.reports.forms import Files, ReportForm
from accord.reports.words import MARKINGS, TLP, choices


class SealedForm(forms.Form):
    """What the browser asks for; nothing of it is ever sent here, so nothing is read.

    Such a report is for members that are named: no other marking fits.
    """

    title = ReportForm.base_fields["title"]
    text = ReportForm.base_fields["text"]
    observed = ReportForm.base_fields["observed"]
    place = forms.CharField(
        label=gettext_lazy("Where"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("It is encrypted like the words."),
    )
    marking = forms.ChoiceField(
        label=gettext_lazy("Whom may they tell?"),
        widget=forms.RadioSelect,
        initial="amber-strict",
        choices=lambda: [
            (key, f"{word} ({TLP[key]})")
            for key, word in choices(MARKINGS)
            if key in NAMED
        ],
    )
    reliable = ReportForm.base_fields["reliable"]
    certain = ReportForm.base_fields["certain"]
    attached = forms.FileField(
        label=gettext_lazy("Pictures and files"),
        widget=Files,
        required=False,
        help_text=gettext_lazy(
            "At most ten, 15 MB each, 24 MB in all. Pictures are drawn anew, so that "
            "place and device are gone. Of other files nothing is taken out: the names "
            "of authors in them stay."
        ),
    )
