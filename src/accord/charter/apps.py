"""The charter, as a Django app."""

from django.apps import AppConfig


class CharterConfig(AppConfig):
    """Founding, members, invitations and devices."""

    name = "accord.charter"
    label = "charter"
