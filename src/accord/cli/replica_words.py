"""What `accord replica` says to a person."""

import sys
from collections.abc import Iterator

from accord.replica.status import Confirmation, Status

RED, PLAIN = "\x1b[31m", "\x1b[0m"


def lines(status: Status) -> list[str]:
    """How a copy stands, in lines."""
    return list(_lines(status))


def _lines(status: Status) -> Iterator[str]:
    yield f"{status.member}'s copy of {status.follows}"
    yield f"  {_records(status)}"
    if status.last_record:
        yield f"  last record {status.last_record}, host number {status.epoch}"
    if status.contents_missing:
        yield f"  {status.contents_missing} contents are not here yet"
    yield f"  {_own(status)}"
    if status.confirmed is not None:
        yield f"  {confirmation(status.confirmed)}"
    yield f"  coalition {status.coalition or 'not known yet'}"
    if status.heard:
        yield f"  the host last answered {status.heard}"
    if status.trouble:
        yield red(f"WRONG since {status.trouble_since}: {visible(status.trouble)}")
    if status.evidence:
        yield red(f"Evidence that anybody can check: accord verify {status.evidence}")


def _records(status: Status) -> str:
    if not status.reachable:
        return f"{status.records} records; the host does not answer"
    if status.behind:
        return f"{status.records} records, {status.behind} behind the host"
    return f"{status.records} records, all that the host has"


def _own(status: Status) -> str:
    if not status.listed and status.listed_as:
        return (
            f"confirms nothing: its key is that of {status.listed_as}'s copy; say so "
            f"with accord replica follow --member {status.listed_as}"
        )
    if not status.listed:
        return "confirms nothing: its key is not in the list of members"
    return f"has confirmed {status.cosigned} records"


def confirmation(found: Confirmation) -> str:
    """Whose word stands behind how many records."""
    if not found.needed:
        return f"{found.size} records by the host's word; no copy has to confirm"
    members = ", ".join(found.members) or "nobody"
    enough = "final" if found.final else "not final yet"
    return (
        f"{found.size} records are confirmed by {members} "
        f"({len(found.members)} of {found.needed} needed: {enough})"
    )


def red(text: str) -> str:
    """In red, where a person looks."""
    return f"{RED}{text}{PLAIN}" if sys.stdout.isatty() else text


def visible(text: str) -> str:
    """Without characters that a terminal would obey."""
    return "".join(
        one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text
    )
