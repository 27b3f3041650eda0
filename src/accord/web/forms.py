"""How Django's forms are drawn: every field with its label, help and error.

A browser cuts what is pasted beyond `maxlength`, and says nothing. So no field has it:
`data-most` says how many characters there may be, a script counts them (`js/most.js`),
and the form's own check, on the server, has the last word.
"""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest


class Renderer(TemplatesSetting):
    """Use our own field and list of errors."""

    field_template_name = "components/field.html"
    form_template_name = "components/form.html"

    def render(
        self,
        template_name: str,
        context: Mapping[str, Any],
        request: HttpRequest | None = None,
    ) -> str:
        """A field's control without `maxlength`."""
        attrs = context.get("widget", {}).get("attrs", {})
        if "maxlength" in attrs:
            kept = {name: value for name, value in attrs.items() if name != "maxlength"}
            kept["data-most"] = attrs["maxlength"]
            widget = context["widget"] | {"attrs": kept}
            context = {**context, "widget": widget}
        return super().render(template_name, dict(context), request)
