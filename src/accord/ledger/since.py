"""How long the log was at a time."""

from datetime import datetime

from accord.core.acts import times
from accord.ledger.models import SignatureRecord


def size_at(time: datetime) -> int:
    """The number of records that were saved before a time."""
    rows = SignatureRecord.objects.filter(time__lt=times.write(time)).order_by("-index")
    newest = rows.values_list("index", flat=True).first()
    return 0 if newest is None else newest + 1
