"""Actions, as a Django app."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """What members do together: actions, who takes part, tasks."""

    name = "accord.actions"
    label = "actions"
