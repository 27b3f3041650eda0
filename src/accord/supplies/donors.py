"""What became of each donor's goods: given = used + in store + on the way + gone.

Every movement of a lot balances over all accounts, the virtual ones included. So the
figures of a donor add up at every moment, and anybody with a copy of the log can add
them up again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from accord.supplies.gifts import Given
from accord.supplies.models import Gift, Lot
from accord.supplies.things import ItemView, Things


@dataclass(frozen=True, slots=True)
class DonorLine:
    """One item of a donor, for one owner; `only`: the place it was given for, or ""."""

    item: ItemView
    owner: str
    only: str
    units: Given


def donors() -> list[str]:
    """Everybody who gave anything, by their short names."""
    found = Lot.objects.exclude(donor="").order_by("donor").values_list("donor")
    return [donor for (donor,) in found.distinct()]


def report(donor: str, things: Things) -> list[DonorLine]:
    """What a donor gave: by item, by the owner it was given to, and for which place."""
    rows = Gift.objects.filter(donor=donor)
    found = rows.values_list("item", "owner", "earmark", *Given.NAMES)
    lines = [
        DonorLine(things.items[item], owner, things.named_site(earmark), Given(*units))
        for item, owner, earmark, *units in found
        # What was recorded by mistake and taken back again is no gift.
        if any(units)
    ]
    return sorted(lines, key=lambda one: (one.item.name.lower(), one.owner, one.only))


def cells(line: DonorLine) -> Iterator[str | int]:
    """A line of the report as a row of a table."""
    units = line.units
    yield from (
        line.item.name,
        line.item.code,
        line.owner,
        line.only,
        line.item.counted_in,
    )
    yield from (units.given, units.used, units.good, units.damaged, units.transit)
    yield from (units.missing, units.lost, units.counted)
