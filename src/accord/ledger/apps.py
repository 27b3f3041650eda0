"""The log, its blobs and the cached state, as a Django app."""

import gc

from django.apps import AppConfig

# The state holds millions of objects that last, and none of them in a cycle: looked
# through as often as Python does by itself, they cost a fifth of every replay.
THRESHOLDS = (50_000, 20, 50)


class LedgerConfig(AppConfig):
    """Entries, tiles, blobs, the head and the clock."""

    name = "accord.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Has the garbage collector look less often through what lasts."""
        gc.set_threshold(*THRESHOLDS)
