"""A member's copy, as a Django app."""

from django.apps import AppConfig


class ReplicaConfig(AppConfig):
    """Whom this installation follows, how far it is, and what is wrong."""

    name = "accord.replica"
    label = "replica"
