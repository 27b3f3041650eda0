"""The shell of all pages, as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files, template tags and words that all jobs share."""

    name = "accord.web"
    label = "web"
