"""Where a gift is: each account that goods can be on counts to one of eight sums."""

from dataclasses import dataclass
from typing import ClassVar


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

    NAMES: ClassVar[tuple[str, ...]] = (
        "given",
        "used",
        "good",
        "damaged",
        "transit",
        "missing",
        "lost",
        "counted",
    )

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
        return Given(*(getattr(self, one) + getattr(other, one) for one in self.NAMES))


def on(place: str, condition: str, units: int) -> tuple[str, int]:
    """What a balance on an account says of a gift: which sum, and how much of it."""
    if place == "source":
        return "given", -units
    if place == "recipient":
        return "used", units
    if place == "count":
        return "counted", -units
    if place in ("loss", "disposal"):
        return "lost", units
    if condition == "missing":
        return "missing", units
    if place.startswith("transit:"):
        return "transit", units
    return ("damaged" if condition == "damaged" else "good"), units
