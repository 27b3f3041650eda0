"""The inbox of what came from outside: who may read which, and what became of each.

A message is new, taken by somebody, answered, done. It lies outside of the log; the
sender erases it at once with the secret link, and what is done is forgotten in time.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from accord.charter.models import Application
from accord.core.acts.errors import Refused
from accord.ledger import clock
from accord.ledger.coalition import current
from accord.people.reader import Reader

NEW, TAKEN, ANSWERED, DONE = "new", "taken", "answered", "done"
OPEN = (NEW, TAKEN, ANSWERED)
CONTACT = ("tip", "press", "other")
SUPPORT = ("time", "goods", "transport", "name")
KEPT = timedelta(days=90)  # after it is done
UNCONFIRMED = timedelta(days=7)


def readable(reader: Reader) -> "QuerySet[Application]":
    """What a reader looks after: messages with the role voice, all with people."""
    rows = Application.objects.exclude(wants="organisation")
    if reader.has("people"):
        return rows
    return rows.filter(wants__in=CONTACT if reader.has("voice") else ())


def is_keeper(reader: Reader) -> bool:
    """Whether a reader looks after messages at all."""
    return reader.has("people") or reader.has("voice")


def is_open_to(row: Application, reader: Reader) -> bool:
    """Whether it is a reader's to look after: it is sealed to nobody, to their member
    too, or to none that is still a member.
    """
    here = current()
    readers = set(row.readers.split(",")) & set(here.members if here else ())
    return not readers or reader.member in readers


def unseen(reader: Reader) -> int:
    """How many that the reader can answer nobody has taken yet."""
    rows = readable(reader).filter(state=NEW)
    return sum(is_open_to(one, reader) for one in rows.only("readers"))


def take(row: Application, reader: Reader) -> None:
    """Somebody looks after it from now on; two at once: the first has it.

    Raises Refused, also when it is sealed to others.
    """
    _must_be_theirs(row, reader)
    taken = Application.objects.filter(id=row.id, state=NEW)
    if not taken.update(
        state=TAKEN, answered_by=reader.member, person=reader.person, moved=clock.now()
    ):
        raise Refused("Somebody else was faster, or it was erased. Look at it again.")


def give_back(row: Application, reader: Reader) -> None:
    """It waits for somebody again; raises Refused as `take` does."""
    _must_be_theirs(row, reader)
    _move(row, (TAKEN,), NEW, answered_by="", person="")


def answered(row: Application) -> None:
    """An answer is on its way."""
    _move(row, (TAKEN, ANSWERED), ANSWERED)


def done(row: Application, reader: Reader) -> None:
    """Nothing is left to do; it is forgotten in time. Raises Refused as `take` does.

    What nobody has taken is not done: it would be forgotten, and nobody have seen it.
    """
    _must_be_theirs(row, reader)
    _move(row, (TAKEN, ANSWERED), DONE)


def _must_be_theirs(row: Application, reader: Reader) -> None:
    if not is_open_to(row, reader):
        raise Refused(
            "Only {who} can read this message, so it is theirs to answer.",
            who=row.readers.replace(",", ", "),
        )


def _move(row: Application, of: tuple[str, ...], to: str, **more: str) -> None:
    moved = Application.objects.filter(id=row.id, state__in=of)
    if not moved.update(state=to, moved=clock.now(), **more):
        raise Refused("Somebody else was faster, or it was erased. Look at it again.")


@transaction.atomic
def tidy() -> None:
    """Forgets what was done long ago, and pledges that nobody confirmed."""
    now = clock.now()
    old = Q(state=DONE, moved__lt=now - KEPT)
    never = Q(confirmed=None, created__lt=now - UNCONFIRMED)
    Application.objects.exclude(wants="organisation").filter(old | never).delete()
