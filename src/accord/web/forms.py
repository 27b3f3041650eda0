"""How Django's forms are drawn: every field with its label, help and error."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Use our own field and list of errors."""

    field_template_name = "components/field.html"
    form_template_name = "components/form.html"
