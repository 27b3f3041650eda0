"""Plans in the making: working data before the log, which is not rebuilt.

What is agreed to is in the log (PlanPart); what was proposed and refused is here.
"""

from django.db import models

ID = 64
HANDLE = 32
PERSON = 64

WAITING, RUNNING, DONE, FAILED, STOPPED = (
    "waiting",
    "running",
    "done",
    "failed",
    "stopped",
)


class PlanRun(models.Model):
    """One go of the planner. State: waiting, running, done, failed, stopped.

    `asked` is JSON of what was asked for (asked.py), `problem` and `plan` are the JSON
    of docs/formats/problem.md, `kept` is what had been agreed to before. `of` is the
    plan that a "what if" changes; a plan has none. `key` names the plan in the parts
    that its owners sign; a "what if" is never signed.
    """

    of = models.ForeignKey("self", on_delete=models.CASCADE, null=True)
    key = models.CharField(max_length=ID, blank=True, db_index=True)
    state = models.CharField(max_length=8, default=WAITING, db_index=True)
    member = models.CharField(max_length=HANDLE)
    person = models.CharField(max_length=PERSON)
    time = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    seed = models.PositiveIntegerField()
    seconds = models.PositiveIntegerField()
    asked = models.JSONField(default=dict)
    problem = models.JSONField(null=True)
    plan = models.JSONField(null=True)
    kept = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    progress = models.JSONField(default=dict)
    stop = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)


class PlanRefusal(models.Model):
    """A member will not give its goods for a need, or not send a vehicle on a day.

    `need` or `vehicle` ("<act>@<day>") is set. It holds for later plans until `over`.
    """

    run = models.ForeignKey(PlanRun, on_delete=models.CASCADE, related_name="refusals")
    member = models.CharField(max_length=HANDLE)
    person = models.CharField(max_length=PERSON)
    time = models.DateTimeField()
    need = models.CharField(max_length=ID, blank=True)
    vehicle = models.CharField(max_length=ID + 11, blank=True)
    reason = models.TextField()
    over = models.BooleanField(default=False)


class RoadChange(models.Model):
    """A crossing is closed (no factor) or takes `factor` times as long until `over`."""

    crossing = models.CharField(max_length=40, db_index=True)
    factor = models.FloatField(null=True)
    note = models.TextField(blank=True)
    member = models.CharField(max_length=HANDLE)
    person = models.CharField(max_length=PERSON)
    time = models.DateTimeField()
    over = models.BooleanField(default=False)
