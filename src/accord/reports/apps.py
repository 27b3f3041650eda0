"""Reports, as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What members saw, for whom, how sure; and outside sources that they watch."""

    name = "accord.reports"
    label = "reports"
