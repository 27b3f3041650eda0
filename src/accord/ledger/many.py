"""Several acts at once: two questions to the database, however many there are."""

from collections.abc import Collection

from accord.core.acts.act import Act, parse_act
from accord.core.acts.envelope import parse_leaf
from accord.ledger.models import ActRecord, Entry
from accord.ledger.queries import ActRow, row_of


def acts(act_ids: Collection[str]) -> dict[str, tuple[ActRow, Act]]:
    """What became of some acts, with the acts themselves, by id."""
    rows = [row_of(one) for one in ActRecord.objects.filter(id__in=act_ids)]
    leaves = dict(
        Entry.objects.filter(index__in=[row.index for row in rows]).values_list(
            "index", "leaf"
        )
    )
    return {
        row.id: (row, parse_act(parse_leaf(bytes(leaves[row.index])).payload))
        for row in rows
    }
