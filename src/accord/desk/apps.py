"""The desk, as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """What waits for whom, and the page of every decision."""

    name = "accord.desk"
    label = "desk"
