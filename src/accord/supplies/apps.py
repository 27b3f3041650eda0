"""Supplies, as a Django app."""

from django.apps import AppConfig


class SuppliesConfig(AppConfig):
    """Needs, stock, consignments and handovers."""

    name = "accord.supplies"
    label = "supplies"
