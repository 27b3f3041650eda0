"""What became of each donor's goods: given = used + in store + on the way + gone.

Every movement of a lot balances over all accounts, the virtual ones included. So the
figures of a donor add up at every moment, and anybody with a copy of the log can add
them up again.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields

from django.db.models import Sum

from accord.supplies.models import Balance, Lot
from accord.supplies.things import ItemView, Things


@dataclass(frozen=True, slots=True)
class Given:
    """Units of a donor's goods. `counted`: found by counts, less what they missed."""

    given: int = 0
    used: int = 0
    good: int = 0
    damaged: int = 0
    transit: int = 0
    missing: int = 0
    lost: int = 0
    counted: int = 0

    @property
    def in_store(self) -> int:
        """What lies in stores, good or damaged."""
        return self.good + self.damaged

    @property
    def gone(self) -> int:
        """What is missing, lost, thrown away, or was not found by counts."""
        return self.missing + self.lost - self.counted

    @property
    def harmed(self) -> int:
        """What is damaged, or gone."""
        return self.damaged + self.gone

    @property
    def adds_up(self) -> bool:
        """Whether all that was given is accounted for; it always is."""
        return self.given == self.used + self.in_store + self.transit + self.gone

    def __add__(self, other: "Given") -> "Given":
        """Both together."""
        names = [one.name for one in fields(Given)]
        return Given(*(getattr(self, one) + getattr(other, one) for one in names))


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
    found = (
        Balance.objects.filter(lot__donor=donor)
        .values_list("lot__item", "lot__owner", "lot__earmark", "place", "condition")
        .annotate(units=Sum("quantity"))
        .order_by()
    )
    sums: dict[tuple[str, str, str], Given] = defaultdict(Given)
    for item, owner, earmark, place, condition, units in found:
        sums[item, owner, earmark] += _on(place, condition, units)
    lines = [
        DonorLine(things.items[item], owner, things.named_site(earmark), units)
        for (item, owner, earmark), units in sums.items()
    ]
    return sorted(lines, key=lambda one: (one.item.name.lower(), one.owner, one.only))


def _on(place: str, condition: str, units: int) -> Given:
    """What a balance on an account says of a gift."""
    if place == "source":
        return Given(given=-units)
    if place == "recipient":
        return Given(used=units)
    if place == "count":
        return Given(counted=-units)
    if place in ("loss", "disposal"):
        return Given(lost=units)
    if condition == "missing":
        return Given(missing=units)
    if place.startswith("transit:"):
        return Given(transit=units)
    if condition == "damaged":
        return Given(damaged=units)
    return Given(good=units)


def cells(line: DonorLine) -> Iterator[str | int]:
    """A line of the report as a row of a table."""
    units = line.units
    yield from (line.item.name, line.item.code, line.owner, line.only, line.item.unit)
    yield from (units.given, units.used, units.good, units.damaged, units.transit)
    yield from (units.missing, units.lost, units.counted)
