"""Search over what the log says, and over what stands beside it."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The app `search`."""

    name = "accord.search"
