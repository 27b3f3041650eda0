"""What waits for a reader in this job."""

from accord.people.reader import Reader
from accord.people.waiting import Waiting


def waiting(reader: Reader) -> list[Waiting]:
    """What needs this person's signature or answer."""
    return []
