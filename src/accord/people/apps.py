"""Sign-in, devices and profiles, as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who is at the keyboard, and what they may see."""

    name = "accord.people"
    label = "people"
