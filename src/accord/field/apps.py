"""Field work, as a Django app."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """The scan page, which works without a network after the first visit."""

    name = "accord.field"
    label = "field"
