"""What somebody asks of the planner: days, hours, and what if it were different."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

MAX_DAYS = 5
EARLIEST, LATEST = 0, 24


@dataclass(frozen=True, slots=True)
class MoreStock:
    """Goods that are not there: as if an owner had so many units at a site."""

    item: str
    site: str
    owner: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Asked:
    """The days of a plan, the hours that vehicles drive, and how long goods shall keep.

    `closed`: codes of crossings; `lost`: vehicles; `stock`: what a "what if" adds.
    """

    since: date
    days: int = 2
    begins: int = 6
    ends: int = 18
    keep_days: int = 7
    closed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    stock: tuple[MoreStock, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether it asks what would be if."""
        return bool(self.closed or self.lost or self.stock)

    def shifts(self, zone: ZoneInfo) -> list[tuple[date, int, int]]:
        """Each day with its first and last second of driving, since 1970."""
        return [
            (day, _seconds(day, self.begins, zone), _seconds(day, self.ends, zone))
            for day in (self.since + timedelta(days=one) for one in range(self.days))
        ]

    def document(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self) | {"since": self.since.isoformat()}


def read(document: Mapping[str, Any]) -> Asked:
    """What `document` wrote."""
    return Asked(
        since=date.fromisoformat(document["since"]),
        days=document["days"],
        begins=document["begins"],
        ends=document["ends"],
        keep_days=document["keep_days"],
        closed=tuple(document["closed"]),
        lost=tuple(document["lost"]),
        stock=tuple(MoreStock(**one) for one in document["stock"]),
    )


def _seconds(day: date, hour: int, zone: ZoneInfo) -> int:
    midnight = datetime.combine(day, time(), zone)
    return round((midnight + timedelta(hours=hour)).timestamp())
