"""Joint statements, as a Django app."""

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    """Statements, the newsroom and the check."""

    name = "accord.voice"
    label = "voice"
