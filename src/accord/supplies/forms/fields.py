"""Fields for numbers, codes and times, as people write them."""

import re
from collections.abc import Sequence
from datetime import date

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accord.core.acts.errors import Malformed
from accord.core.acts.fields import slug
from accord.core.acts.supplies import MAX_QUANTITY
from accord.supplies.codes import suggested
from accord.supplies.units import grouped

_DIGITS = re.compile(r"[0-9]+")
_SPACES = re.compile(r"[\s\u00a0\u202f]")


class WholeNumber(forms.CharField):
    """A whole number from `low` to `high`; spaces between thousands are fine."""

    def __init__(
        self, *, low: int = 1, high: int = MAX_QUANTITY, **kwargs: object
    ) -> None:
        self.low, self.high = low, high
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off"})

    def clean(self, value: object) -> int | None:
        """The number, or None for an empty field that may be empty."""
        written = _SPACES.sub("", str(super().clean(value)))
        if not written:
            return None
        if not _DIGITS.fullmatch(written):
            raise forms.ValidationError(_("Write a whole number, like 120."))
        # Compared by length first: nobody types a number of a thousand digits.
        if len(written.lstrip("0")) > len(str(self.high)) or int(written) > self.high:
            raise forms.ValidationError(_("At most {n}.").format(n=grouped(self.high)))
        if int(written) < self.low:
            raise forms.ValidationError(_("At least {n}.").format(n=grouped(self.low)))
        return int(written)


class Code(forms.CharField):
    """A code as the log writes it: small Latin letters, digits, hyphens.

    What is none is refused with a code made of it.
    """

    def __init__(self, *, example: str = "blanket-medium", **kwargs: object) -> None:
        self.example = example
        super().__init__(max_length=64, **kwargs)  # type: ignore[arg-type]
        self.widget.attrs.update({"autocapitalize": "none", "spellcheck": "false"})

    def clean(self, value: object) -> str:
        """The code, in small letters."""
        written = str(super().clean(value)).strip().lower()
        if not written:
            return ""
        try:
            return slug(written, "code")
        except Malformed as error:
            raise forms.ValidationError(
                _(
                    "Small Latin letters, digits and single hyphens, like {example}."
                ).format(example=suggested(written) or self.example)
            ) from error


class Known(forms.TextInput):
    """A field for text that offers what is known: `known` is what it lists."""

    known: Sequence[str] = ()

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, object] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """The field, and its list."""
        listed = f"known-{name}"
        field = super().render(name, value, (attrs or {}) | {"list": listed}, renderer)
        options = format_html_join(
            "", '<option value="{}">', ((k,) for k in self.known)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', field, listed, options)


class Day(forms.DateField):
    """A calendar day, as the browser's own field writes it."""

    def __init__(self, **kwargs: object) -> None:
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d"], widget=widget, **kwargs)  # type: ignore[arg-type]

    def clean(self, value: object) -> str | None:
        """The day as the log writes it."""
        found: date | None = super().clean(value)
        return found.isoformat() if found else None


class Degrees(forms.CharField):
    """A latitude or longitude in degrees, or nothing."""

    def __init__(self, *, most: int, **kwargs: object) -> None:
        self.most = most
        super().__init__(required=False, max_length=12, **kwargs)  # type: ignore[arg-type]
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: object) -> str:
        """The degrees as text, with a point."""
        written = str(super().clean(value)).strip().replace(",", ".")
        if not written:
            return ""
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,8})?", written) or (
            abs(float(written)) > self.most
        ):
            sentence = _("Degrees from -{most} to {most}, like {example}.")
            raise forms.ValidationError(
                sentence.format(most=self.most, example="45.2704")
            )
        return written
