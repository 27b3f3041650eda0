"""Plans as rows: asked for, worked on one at a time, done; they outlive a restart."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accord.ledger import clock
from accord.people.reader import Reader
from accord.planner.problem import Given
from accord.planner.problemfile.fields import moment
from accord.supplies.models_planning import (
    DONE,
    FAILED,
    RUNNING,
    STOPPED,
    WAITING,
    PlanRun,
)
from accord.supplies.planning.asked import Asked

# So many plans of one member may wait at once, and so many are kept.
MAX_WAITING = 3
KEEP = 200
MAX_TRIES = 3
WHAT_IF = 3
SEED = 1


class TooMany(Exception):
    """A member asks for more than can be worked on. The message is a sentence."""


def ask(reader: Reader, asked: Asked, of: PlanRun | None = None) -> PlanRun:
    """A new run that waits its turn; raises TooMany."""
    open_ = PlanRun.objects.filter(member=reader.member, state__in=(WAITING, RUNNING))
    if open_.count() >= MAX_WAITING:
        raise TooMany(
            _("{n} plans of yours are being made. Wait for them, or stop one.").format(
                n=MAX_WAITING
            )
        )
    seconds = settings.ENVIRONMENT.plan_seconds
    if of is not None:
        seconds = max(1, seconds // WHAT_IF)
    return put(reader.member, reader.person, asked, of, seconds)


def put(
    member: str,
    person: str,
    asked: Asked,
    of: PlanRun | None = None,
    seconds: int = 10,
) -> PlanRun:
    """Puts a run into the queue."""
    return PlanRun.objects.create(
        of=of,
        member=member,
        person=person,
        time=clock.now(),
        seed=SEED,
        seconds=seconds,
        asked=asked.document(),
    )


def current() -> PlanRun | None:
    """The newest plan that is done: what the members are asked to agree to."""
    return _done().first()


def current_answered() -> PlanRun | None:
    """The same for who asks for its answers alone: what is long is read when needed."""
    return _done().defer("problem", "plan", "asked", "left_out").first()


def current_number() -> int | None:
    """The number of that plan; without reading all that it holds."""
    return _done().values_list("pk", flat=True).first()


def _done() -> QuerySet[PlanRun]:
    return PlanRun.objects.filter(state=DONE, of=None).order_by("-pk")


def what_if(run: PlanRun, member: str) -> PlanRun | None:
    """The newest "what if" of a member about a plan that is done."""
    rows = PlanRun.objects.filter(of=run, member=member, state=DONE)
    return rows.order_by("-pk").first()


def open_runs() -> list[PlanRun]:
    """What waits or is worked on, in turn."""
    return list(PlanRun.objects.filter(state__in=(WAITING, RUNNING)).order_by("pk"))


# The way of a row


def take() -> PlanRun | None:
    """The next run to work on, or None.

    One that was worked on when the process ended is taken again, a few times at most.
    """
    with transaction.atomic():
        run = (
            PlanRun.objects.filter(state__in=(RUNNING, WAITING)).order_by("pk").first()
        )
        if run is None:
            return None
        run.state, run.tries, run.progress = RUNNING, run.tries + 1, {}
        if run.stop:
            _end(run, STOPPED)
        elif run.tries > MAX_TRIES:
            run.error = "The planner has ended several times without a plan."
            _end(run, FAILED)
        run.save()
    return run if run.state == RUNNING else take()


def note(run: PlanRun, progress: dict[str, Any]) -> bool:
    """Notes how far a run is; says whether somebody wants it to stop."""
    PlanRun.objects.filter(pk=run.pk).update(progress=progress)
    return bool(PlanRun.objects.filter(pk=run.pk, stop=True).exists())


def done(run: PlanRun, plan: dict[str, Any]) -> None:
    """A run has its plan; its key is what the owners' parts will name."""
    run.refresh_from_db(fields=["stop"])
    run.plan = plan
    shifts = (run.problem or {}).get("vehicles")
    text = json.dumps([run.pk, run.time.isoformat(), shifts, plan], sort_keys=True)
    run.key = "" if run.of_id else hashlib.sha256(text.encode()).hexdigest()
    _end(run, DONE)
    run.save()
    _tidy()


def failed(run: PlanRun, sentence: str) -> None:
    """A run has no plan, and why."""
    run.refresh_from_db(fields=["stop"])
    run.error = sentence
    _end(run, STOPPED if run.stop else FAILED)
    run.save()


def _end(run: PlanRun, state: str) -> None:
    run.state, run.ended = state, clock.now()


def _tidy() -> None:
    """Forgets the oldest."""
    old = PlanRun.objects.order_by("-pk").values_list("pk", flat=True)[KEEP:]
    PlanRun.objects.filter(pk__in=list(old)).delete()


def deliveries(run: PlanRun | None) -> list[Given]:
    """What a plan gives, as the beginning of the next one."""
    if run is None or not run.plan:
        return []
    return [
        Given(
            one["lot"],
            one["need"],
            one["quantity"],
            one["vehicle"],
            moment(one["leaves"], "leaves"),
            moment(one["arrives"], "arrives"),
        )
        for one in run.plan["deliveries"]
    ]
