"""The demo's calendar: days before today in Kyiv, and dates in words."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Kyiv")
# What is told with `day` lies before what is told with `ago`.
LATEST_AGO = timedelta(hours=6)

_MONTHS = {
    "en": "January February March April May June July August September October "
    "November December",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня "
    "листопада грудня",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie "
    "octombrie noiembrie decembrie",
}
_DATE = re.compile(r"\{d(-?[0-9]+)\}")


@dataclass(frozen=True)
class Calendar:
    """The moments of the story, told at `now`."""

    now: datetime

    @property
    def today(self) -> date:
        """The story's last day."""
        return (self.now - LATEST_AGO).astimezone(ZONE).date()

    def day(self, back: int, clock: str) -> datetime:
        """`day(3, "14:00")`: three days before the last, at 14:00 in Kyiv."""
        if back < 1:
            raise ValueError("what happened today is told with `ago`")
        date = self.today - timedelta(days=back)
        local = datetime.combine(date, time.fromisoformat(clock), ZONE)
        return local.astimezone(UTC)

    def ago(self, hours: int, minutes: int = 0) -> datetime:
        """`ago(3)`: three hours before the story is told; at most six."""
        delta = timedelta(hours=hours, minutes=minutes)
        if delta >= LATEST_AGO:
            raise ValueError("what is so long ago is told with `day`")
        return self.now - delta

    def fill(self, text: str, language: str) -> str:
        """`{d3}` becomes the date three days back in words, `{d-3}` that in advance."""
        months = _MONTHS[language].split()

        def written(found: re.Match[str]) -> str:
            that = self.today - timedelta(days=int(found[1]))
            return f"{that.day} {months[that.month - 1]}"

        return _DATE.sub(written, text)
