"""Times as the acts write them: RFC 3339, UTC, to the second, `2026-11-22T14:00:00Z`.

Written this way times compare as text; arithmetic goes through datetime.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from accord.core.acts.errors import Malformed

# The years 2000 to 2999, so that no shift leaves what datetime holds; 24:00 is another
# way to write a time.
_FORM = re.compile(
    r"2[0-9]{3}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
)


@lru_cache(maxsize=4096)
def parse(text: str) -> datetime:
    """The moment that `text` names; raises Malformed for any other form."""
    if not _FORM.fullmatch(text):
        raise Malformed("A time is written like 2026-11-22T14:00:00Z.")
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise Malformed("There is no such time: {time}.", time=text) from error


def write(moment: datetime) -> str:
    """`moment`, an aware datetime, as text; parts of a second are dropped."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=4096)
def shift(text: str, **delta: int) -> str:
    """`text` moved by a timedelta given in its own words: `shift(t, minutes=-15)`."""
    return write(parse(text) + timedelta(**delta))
