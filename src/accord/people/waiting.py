"""What every job says about what waits for a reader."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that needs a person's signature or answer.

    `kind`: what it is, in words; `who`: who proposed it; `need` and `signed`: members;
    `last`: the reader's signature completes it; `effect`: what happens then, a
    sentence; `urgent_at`: what comes first on the page; `badge`: a word of warning.
    """

    kind: str
    act_id: str
    title: str
    who: str
    url: str
    need: int = 0
    signed: int = 0
    last: bool = False
    effect: str = ""
    urgent_at: datetime | None = None
    badge: str | None = None
