"""The log, its blobs and the cached state, as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Entries, tiles, blobs, the head and the clock."""

    name = "accord.ledger"
    label = "ledger"
